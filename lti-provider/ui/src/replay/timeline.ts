import { replay as words } from '../i18n/en/replay';
import { say } from '../i18n/text';
import type { Room } from '../protocol/messages';
import type { Manifest, ReplayEvent, ReplayPerson } from './manifest';
import { Steps } from './steps';

export interface Chapter {
  readonly micros: number;
  readonly title: string;
}

export interface Line {
  readonly micros: number;
  readonly person: string;
  readonly name: string;
  readonly room: number;
  readonly text: string;
}

class PersonInTime {
  readonly here = new Steps(false);
  readonly room = new Steps(0);
  readonly speaking = new Steps(false);
  readonly muted = new Steps(false);
  readonly camera = new Steps(false);
  readonly mic = new Steps(false);
  readonly screen = new Steps(false);
  /** The room a voice goes to: `here` for one's own, `all` for every one, -1 for none. */
  readonly voice = new Steps<number | 'here' | 'all'>('here');
}

/** What was the case at any moment of the class: who was in which room, spoke, had a hand up. */
export class Timeline {
  readonly chapters: readonly Chapter[];
  readonly chat: readonly Line[];
  readonly rooms: readonly Room[];
  private readonly people = new Map<string, PersonInTime>();
  private readonly hands = new Steps<readonly string[]>([]);
  private readonly names: ReadonlyMap<string, string>;

  constructor(private readonly manifest: Manifest) {
    this.names = new Map(manifest.people.map(person => [person.id, person.name]));
    for (const person of manifest.people) {
      this.people.set(person.id, new PersonInTime());
    }
    const events = [...manifest.events].sort((a, b) => a.t - b.t);
    this.rooms = [{ n: 0, name: words.mainRoom }, ...manifest.rooms.filter(room => room.n !== 0)];
    let hands: readonly string[] = [];
    for (const event of events) {
      this.note(event);
      const next = handsAfter(hands, event);
      if (next !== hands) {
        hands = next;
        this.hands.add(event.t, hands);
      }
    }
    this.chat = events.filter(event => event.type === 'chat').map(event => this.line(event));
    this.chapters = [{ micros: 0, title: words.chapterStart }, ...this.chaptersOf(events)];
  }

  nameOf(person: string): string {
    return this.names.get(person) ?? '';
  }

  /** Who was in a room at a moment, hosts first, in the order of the manifest. */
  inRoom(room: number, micros: number): ReplayPerson[] {
    return this.manifest.people
      .filter(({ id }) => this.isHere(id, micros) && this.roomOf(id, micros) === room)
      .sort((a, b) => Number(b.role === 'host') - Number(a.role === 'host'));
  }

  isHere(person: string, micros: number): boolean {
    return this.people.get(person)?.here.at(micros) ?? false;
  }

  roomOf(person: string, micros: number): number {
    return this.people.get(person)?.room.at(micros) ?? 0;
  }

  isSpeaking(person: string, micros: number): boolean {
    return this.people.get(person)?.speaking.at(micros) ?? false;
  }

  /** Whose microphones a room heard at a moment: those in it, and those who spoke to it from elsewhere. */
  voicesIn(room: number, micros: number): ReplayPerson[] {
    return this.manifest.people.filter(({ id }) => {
      const voice = this.people.get(id)?.voice.at(micros) ?? 'here';
      const where = voice === 'here' ? this.roomOf(id, micros) : voice;
      return this.isHere(id, micros) && (where === 'all' || where === room);
    });
  }

  isMuted(person: string, micros: number): boolean {
    return this.people.get(person)?.muted.at(micros) ?? false;
  }

  hasMic(person: string, micros: number): boolean {
    return this.people.get(person)?.mic.at(micros) ?? false;
  }

  hasCamera(person: string, micros: number): boolean {
    return this.people.get(person)?.camera.at(micros) ?? false;
  }

  hasScreen(person: string, micros: number): boolean {
    return this.people.get(person)?.screen.at(micros) ?? false;
  }

  handsAt(micros: number): readonly string[] {
    return this.hands.at(micros);
  }

  /** What had been written in a room up to a moment, with what was said to all rooms. */
  chatUntil(room: number, micros: number): Line[] {
    return this.chat.filter(line => line.micros <= micros && line.room === room);
  }

  private note(event: ReplayEvent): void {
    if (event.type === 'roomsClosed') {
      for (const person of this.people.values()) {
        person.room.add(event.t, 0);
      }
      return;
    }
    const person = event.person ? this.people.get(event.person) : undefined;
    if (person === undefined) {
      return;
    }
    switch (event.type) {
      case 'joined':
        person.here.add(event.t, true);
        break;
      case 'left':
        person.here.add(event.t, false);
        person.speaking.add(event.t, false);
        break;
      case 'moved':
        person.room.add(event.t, event.room ?? 0);
        break;
      case 'speaking':
        person.speaking.add(event.t, event.on ?? false);
        break;
      case 'talk':
        person.voice.add(event.t, voiceOf(event));
        break;
      case 'muted':
        person.muted.add(event.t, event.on ?? false);
        break;
      case 'device':
        person.mic.add(event.t, event.mic ?? false);
        person.camera.add(event.t, event.camera ?? false);
        person.screen.add(event.t, event.screen ?? false);
        break;
      default:
        break;
    }
  }

  private line(event: ReplayEvent): Line {
    const person = event.person ?? '';
    return { micros: event.t, person, name: this.nameOf(person), room: event.room ?? 0, text: event.text ?? '' };
  }

  private chaptersOf(events: readonly ReplayEvent[]): Chapter[] {
    const chapters: Chapter[] = [];
    const before: Before = { open: false, stopped: false, sharing: new Set() };
    for (const event of events) {
      const title = chapterTitle(event, before, person => this.nameOf(person));
      if (title !== null) {
        chapters.push({ micros: event.t, title });
      }
    }
    return chapters;
  }
}

function voiceOf(event: ReplayEvent): number | 'here' | 'all' {
  switch (event.to) {
    case 'here':
      return 'here';
    case 'rooms':
      return 'all';
    default:
      return event.to === 'room' ? (event.room ?? -1) : -1;
  }
}

function handsAfter(hands: readonly string[], event: ReplayEvent): readonly string[] {
  const person = event.person;
  if (!person || (event.type !== 'hand' && event.type !== 'left')) {
    return hands;
  }
  const rest = hands.includes(person) ? hands.filter(id => id !== person) : hands;
  return event.type === 'hand' && event.up ? (hands.includes(person) ? hands : [...hands, person]) : rest;
}

/** How things stood before an event. */
interface Before {
  open: boolean;
  /** Whether the recording, which began with the class or later, was stopped. */
  stopped: boolean;
  readonly sharing: Set<string>;
}

function chapterTitle(event: ReplayEvent, before: Before, nameOf: (person: string) => string): string | null {
  switch (event.type) {
    case 'rooms': {
      const was = before.open;
      before.open = true;
      return was ? null : words.chapterRooms;
    }
    case 'roomsClosed':
      before.open = false;
      return words.chapterBack;
    case 'recording': {
      const was = before.stopped;
      before.stopped = !event.on;
      if (event.on) {
        return was ? words.chapterRecordingOn : null;
      }
      return words.chapterRecordingOff;
    }
    case 'device': {
      const person = event.person ?? '';
      const was = before.sharing.has(person);
      if (event.screen) {
        before.sharing.add(person);
      } else {
        before.sharing.delete(person);
      }
      return event.screen && !was ? say(words.chapterScreen, { name: nameOf(person) }) : null;
    }
    default:
      return null;
  }
}
