import { signal } from '@preact/signals';
import { klass } from '../i18n/en/class';
import { common } from '../i18n/en/common';
import { modes } from '../i18n/en/modes';
import { clock, date, say } from '../i18n/text';
import type { Classroom } from '../model/classroom';
import type { ClassState, Limit, Person, Rules, ServerMessage } from '../protocol/messages';

export interface Toast {
  readonly key: number;
  readonly text: string;
  readonly kind: 'plain' | 'move' | 'announcement' | 'bad';
}

const words = klass.spoken;
const SHOWN_MS = 6_000;
/** Where one is now is worth reading also for somebody who looked away. */
const MOVE_MS = 15_000;
const ANNOUNCEMENT_MS = 30_000;
const GATHER_MS = 800;
const TOAST_LIMIT = 4;
const SENTENCE_LIMIT = 6;

/** Says what happens: what matters to everybody as a short line on the screen, the rest to screen readers only. */
export class Announcer {
  readonly toasts = signal<readonly Toast[]>([]);
  /** The latest sentences for screen readers. */
  readonly spoken = signal('');
  private gathered: string[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private lastKey = 0;

  constructor(private readonly classroom: Classroom) {}

  /** To be called before the classroom applies the message: what is said is the difference. */
  before(message: ServerMessage): void {
    const { classroom } = this;
    const me = classroom.me.peek();
    switch (message.type) {
      case 'state':
        this.state(message, classroom.phase.peek() === 'live');
        break;
      case 'person':
        this.person(message.person, classroom.member(message.person.id)?.info.peek(), message.person.id === me);
        break;
      case 'left':
        this.say(say(words.left, { name: classroom.nameOf(message.person) }));
        break;
      case 'hands':
        this.hands(message.queue, classroom.hands.peek(), me);
        break;
      case 'moved':
        this.moved(message.room, message.name);
        break;
      case 'rooms':
        if (message.rooms.open !== classroom.rooms.peek().open) {
          if (message.rooms.open && classroom.rules.peek().peek) {
            this.show(modes.peekOn, 'move');
          }
          this.say(message.rooms.open ? words.roomsOpen : words.roomsClosed);
        }
        if (message.rooms.closingAt && !classroom.rooms.peek().closingAt) {
          const left = (Date.parse(message.rooms.closingAt) + classroom.skew - Date.now()) / 1000;
          this.show(say(words.roomsClosing, { time: clock(left + 0.5) }), 'move');
        }
        break;
      case 'recording':
        if (message.recording.on !== classroom.recording.peek().on) {
          this.show(
            message.recording.on ? this.recordingSentence(message.recording.keptUntil) : words.recordingOff,
            'plain',
          );
        }
        break;
      case 'rules':
        this.rules(message.rules, classroom.rules.peek());
        break;
      case 'peek':
        if (message.room === null) {
          this.say(modes.peekOver);
        }
        break;
      case 'announcement':
        this.show(
          say(words.announcement, { name: classroom.nameOf(message.person), text: message.text }),
          'announcement',
        );
        break;
      case 'limited':
        this.show(limitSentence(message.kind, message.limit), 'plain');
        break;
      case 'chat':
        if (message.chat.person !== me) {
          this.say(`${message.chat.name}: ${message.chat.text}`);
        }
        break;
      default:
        break;
    }
  }

  /** To screen readers only. */
  say(sentence: string): void {
    this.gathered = [...this.gathered, sentence].slice(-SENTENCE_LIMIT);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.spoken.value = this.gathered.join(' ');
      this.gathered = [];
    }, GATHER_MS);
  }

  /** On the screen, which is spoken too. */
  show(text: string, kind: Toast['kind']): void {
    const key = ++this.lastKey;
    this.toasts.value = [...this.toasts.peek(), { key, text, kind }].slice(-TOAST_LIMIT);
    const shown = kind === 'announcement' ? ANNOUNCEMENT_MS : kind === 'move' ? MOVE_MS : SHOWN_MS;
    setTimeout(() => this.dismiss(key), shown);
  }

  dismiss(key: number): void {
    this.toasts.value = this.toasts.peek().filter(toast => toast.key !== key);
  }

  private state(state: ClassState, again: boolean): void {
    const room = state.people.find(person => person.id === state.me)?.room ?? 0;
    // Who comes in while rooms are open may be in one at once.
    if (room !== (again ? this.classroom.room.peek() : 0)) {
      this.moved(room, state.rooms.list.find(one => one.n === room)?.name ?? '');
    }
    if (!again && state.recording.on) {
      this.say(this.recordingSentence(state.recording.keptUntil));
    }
  }

  private person(now: Person, before: Person | undefined, mine: boolean): void {
    if (mine) {
      // That one is muted stands on the screen as long as it lasts.
      if (before?.muted && !now.muted) {
        this.show(words.unmuted, 'plain');
      }
      if (before !== undefined && before.hidden !== now.hidden) {
        this.say(now.hidden ? modes.spoken.hidden : modes.spoken.shown);
      }
      return;
    }
    const here = this.classroom.room.peek();
    if (before === undefined) {
      this.say(say(words.joined, { name: now.name }));
    } else if (before.room !== now.room && (now.room === here || before.room === here)) {
      this.say(say(now.room === here ? words.entered : words.exited, { name: now.name }));
    }
    if (before !== undefined && before.screen !== now.screen && now.room === here) {
      this.say(say(now.screen ? words.shareOn : words.shareOff, { name: now.name }));
    }
  }

  private rules(now: Rules, before: Rules): void {
    const { spoken } = modes;
    if (now.seeHostsOnly !== before.seeHostsOnly) {
      this.show(now.seeHostsOnly ? spoken.seeHostsOnly : spoken.seeAll, 'move');
    }
    if (now.hearHostsOnly !== before.hearHostsOnly) {
      this.show(now.hearHostsOnly ? spoken.hearHostsOnly : spoken.hearAll, 'move');
    }
  }

  private hands(now: readonly string[], before: readonly string[], me: string): void {
    for (const id of now) {
      if (!before.includes(id) && id !== me) {
        this.say(say(words.hand, { name: this.classroom.nameOf(id) }));
      }
    }
    if (before.includes(me) && !now.includes(me)) {
      this.say(words.yourHandDown);
    }
  }

  private moved(room: number, name: string): void {
    this.show(room === 0 ? words.movedMain : say(words.movedRoom, { room: name }), 'move');
  }

  private recordingSentence(keptUntil: string | null | undefined): string {
    return keptUntil ? say(words.recordingOn, { date: date(keptUntil) }) : common.recordingStarted;
  }
}

/** What somebody can do about it whose picture, sound or page is held back. */
function limitSentence(kind: string, limit: Limit): string {
  if (limit === 'messages') {
    return words.limitedMessages;
  }
  if (limit === 'size') {
    return kind === 'screen' ? words.limitedScreenSize : words.limitedCameraSize;
  }
  return kind === 'camera' ? words.limitedCamera : kind === 'mic' ? words.limitedMic : words.limitedScreen;
}
