import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { klass } from '../i18n/en/class';
import type {
  Chat,
  ClassState,
  Person,
  Quality,
  RecordingState,
  Role,
  Rooms,
  Rules,
  ServerMessage,
  Talk,
  Waiting,
} from '../protocol/messages';
import { steady } from './steady';

/** Chat messages kept; older ones go. */
const CHAT_LIMIT = 500;

/** One person; a tile reads only these signals. */
export class Member {
  readonly id: string;
  readonly info: Signal<Person>;
  readonly speaking = signal(false);
  /** Of mine, and as a host of everybody's; good where I am not told. */
  readonly quality = signal<Quality>('good');
  /** When this person spoke last, milliseconds; 0 for never. */
  spokeAt = 0;

  constructor(person: Person) {
    this.id = person.id;
    this.info = signal(person);
  }
}

export type Phase = 'joining' | 'waiting' | 'live' | 'ended';

/** The class as this browser knows it: what the server's messages say, and nothing else. */
export class Classroom {
  readonly phase = signal<Phase>('joining');
  /** What one waits for, as long as one does. */
  readonly waiting = signal<Waiting | null>(null);
  readonly title = signal('');
  readonly course = signal('');
  readonly me = signal('');
  readonly startedAt = signal(0);
  readonly members = signal<ReadonlyMap<string, Member>>(new Map());
  readonly hands = signal<readonly string[]>([]);
  readonly rooms = signal<Rooms>({ open: false, list: [] });
  readonly chat = signal<readonly Chat[]>([]);
  readonly recording = signal<RecordingState>({ on: false });
  readonly muteAll = signal(false);
  readonly rules = signal<Rules>({ peek: false, seeHostsOnly: false, hearHostsOnly: false });
  /** Voices that go elsewhere, as far as I may know, by whose they are. */
  readonly talks = signal<ReadonlyMap<string, Talk>>(new Map());
  /** The room I look into unseen; null for none. */
  readonly peek = signal<number | null>(null);
  /** What the school lets be done at all. */
  readonly allowed = signal({ chat: true, record: true });
  /** When the school ends the class, by this computer's clock; null for no limit. */
  readonly endsAt = signal<number | null>(null);
  readonly endedBy = signal<string | null>(null);
  /** What to add to the server's time to get ours, milliseconds. */
  skew = 0;

  readonly mine: ReadonlySignal<Person | null> = computed(
    () => this.members.value.get(this.me.value)?.info.value ?? null,
  );
  readonly role: ReadonlySignal<Role> = computed(() => this.mine.value?.role ?? 'student');
  readonly host: ReadonlySignal<boolean> = computed(() => this.role.value === 'host');
  /** How my own connection is. */
  readonly quality: ReadonlySignal<Quality> = computed(
    () => this.members.value.get(this.me.value)?.quality.value ?? 'good',
  );
  readonly room: ReadonlySignal<number> = computed(() => this.mine.value?.room ?? 0);
  readonly roomName: ReadonlySignal<string | null> = computed(
    () => this.rooms.value.list.find(room => room.n === this.room.value)?.name ?? null,
  );
  readonly myTalk: ReadonlySignal<Talk | null> = computed(() => this.talks.value.get(this.me.value) ?? null);
  /** Those in my room, or in the one I look into, but me; the same list as long as nobody comes or goes. */
  readonly roommates: ReadonlySignal<readonly Member[]> = steady(() =>
    this.inRoom(this.peek.value ?? this.room.value).filter(member => member.id !== this.me.value),
  );
  readonly roomChat: ReadonlySignal<readonly Chat[]> = computed(() =>
    this.chat.value.filter(chat => chat.room === this.room.value),
  );

  constructor(private readonly now: () => number = Date.now) {}

  member(id: string): Member | undefined {
    return this.members.value.get(id);
  }

  /** The name of somebody, also after they left; empty for nobody we ever saw. */
  nameOf(id: string | null): string {
    return (id === null ? undefined : (this.members.peek().get(id)?.info.peek().name ?? this.names.get(id))) ?? '';
  }

  roomNameOf(n: number): string {
    return this.rooms.value.list.find(room => room.n === n)?.name ?? klass.mainRoom;
  }

  inRoom(room: number): Member[] {
    return [...this.members.value.values()].filter(member => member.info.value.room === room);
  }

  /** Place in the queue of raised hands, from 1; 0 for a hand that is down. */
  handOf(id: string): number {
    return this.hands.value.indexOf(id) + 1;
  }

  apply(message: ServerMessage): void {
    batch(() => this.change(message));
  }

  private readonly names = new Map<string, string>();

  private change(message: ServerMessage): void {
    switch (message.type) {
      case 'waiting':
        this.waiting.value = message;
        this.phase.value = 'waiting';
        break;
      case 'state':
        this.replace(message);
        break;
      case 'person':
        this.put(message.person);
        break;
      case 'left':
        this.remove(message.person);
        break;
      case 'speaking':
        this.speak(message.person, message.on);
        break;
      case 'quality':
        this.rate(message.person, message.level);
        break;
      case 'hands':
        this.hands.value = message.queue;
        break;
      case 'rooms':
        this.rooms.value = message.rooms;
        break;
      case 'moved':
        this.move(message.room);
        break;
      case 'chat':
        this.say(message.chat);
        break;
      case 'recording':
        this.recording.value = message.recording;
        break;
      case 'muteAll':
        this.muteAll.value = message.on;
        break;
      case 'rules':
        this.rules.value = message.rules;
        break;
      case 'talk':
        this.talks.value = new Map(this.talks.peek()).set(message.talk.person, message.talk);
        break;
      case 'talkOver':
        this.talkOver(message.person);
        break;
      case 'peek':
        this.peek.value = message.room;
        break;
      case 'ended':
        this.endedBy.value = message.by;
        this.phase.value = 'ended';
        break;
      case 'offer':
      case 'slots':
      case 'watched':
      case 'announcement':
        break; // for the media session and the announcer
    }
  }

  private replace(state: ClassState): void {
    this.me.value = state.me;
    this.title.value = state.class.title;
    this.course.value = state.course.title;
    this.skew = this.now() - Date.parse(state.now);
    this.startedAt.value = Date.parse(state.startedAt) + this.skew;
    const old = this.members.peek();
    const members = new Map<string, Member>();
    for (const person of state.people) {
      const member = old.get(person.id) ?? new Member(person);
      member.info.value = person;
      member.quality.value = 'good'; // what is not follows
      members.set(person.id, member);
      this.names.set(person.id, person.name);
    }
    this.members.value = members;
    this.hands.value = state.hands;
    this.rooms.value = state.rooms;
    this.chat.value = state.chat.slice(-CHAT_LIMIT);
    this.recording.value = state.recording;
    this.muteAll.value = state.muteAll;
    this.rules.value = state.rules;
    this.talks.value = new Map(state.talks.map(talk => [talk.person, talk]));
    this.peek.value = state.peek;
    this.allowed.value = state.allowed ?? { chat: true, record: true };
    this.endsAt.value = state.endsAt === undefined ? null : Date.parse(state.endsAt) + this.skew;
    this.phase.value = 'live';
  }

  private put(person: Person): void {
    this.names.set(person.id, person.name);
    const member = this.members.peek().get(person.id);
    if (member === undefined) {
      this.members.value = new Map(this.members.peek()).set(person.id, new Member(person));
      return;
    }
    member.info.value = person;
    if (!person.here) {
      member.speaking.value = false;
    }
  }

  private talkOver(person: string): void {
    const talks = new Map(this.talks.peek());
    talks.delete(person);
    this.talks.value = talks;
  }

  private remove(id: string): void {
    const members = new Map(this.members.peek());
    if (members.delete(id)) {
      this.members.value = members;
    }
  }

  private speak(id: string, on: boolean): void {
    const member = this.members.peek().get(id);
    if (member !== undefined) {
      member.speaking.value = on;
      member.spokeAt = this.now();
    }
  }

  private rate(id: string, level: Quality): void {
    const member = this.members.peek().get(id);
    if (member !== undefined) {
      member.quality.value = level;
    }
  }

  private move(room: number): void {
    const me = this.members.peek().get(this.me.peek());
    if (me !== undefined) {
      me.info.value = { ...me.info.peek(), room };
    }
  }

  private say(chat: Chat): void {
    if (!this.chat.peek().some(one => one.n === chat.n)) {
      this.chat.value = [...this.chat.peek(), chat].slice(-CHAT_LIMIT);
    }
  }
}
