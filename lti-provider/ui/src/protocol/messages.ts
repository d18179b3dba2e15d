/** The messages of docs/protocol.md, as they are on the wire. */

export type Role = 'host' | 'student' | 'observer';
export type VideoCodec = 'vp8' | 'h264';
export type VideoKind = 'camera' | 'screen';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** 0 is the main room. */
  readonly room: number;
  readonly mic: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  /** Stopped at the bridge by a host. */
  readonly muted: boolean;
  /** Only hosts see the camera, by the student's own choice. */
  readonly hidden: boolean;
  /** False while a lost connection may still be resumed. */
  readonly here: boolean;
}

export interface Room {
  readonly n: number;
  readonly name: string;
}

export interface Rooms {
  readonly open: boolean;
  readonly list: readonly Room[];
  readonly endsAt?: string | null;
  readonly closingAt?: string | null;
}

export interface Chat {
  readonly n: number;
  readonly person: string;
  readonly name: string;
  readonly room: number;
  readonly text: string;
  readonly at: string;
}

export interface RecordingState {
  readonly on: boolean;
  readonly keptUntil?: string | null;
  readonly problem?: string | null;
}

export interface Rules {
  /** Hosts may look into rooms unseen. */
  readonly peek: boolean;
  readonly seeHostsOnly: boolean;
  readonly hearHostsOnly: boolean;
}

/** A host's voice that goes elsewhere; where exactly is for that host only. */
export interface Talk {
  readonly person: string;
  readonly to: 'room' | 'person' | 'rooms' | 'nobody';
  readonly room?: number | null;
  readonly whom?: string | null;
  readonly until?: string | null;
}

export interface Slot {
  readonly mid: string;
  readonly person?: string | null;
  readonly kind?: string | null;
  /** The picture stands still: our line does not carry it. */
  readonly paused?: boolean;
}

/** Which of our pictures somebody receives: the layers of the camera, and the screen. */
export interface Watched {
  readonly low: boolean;
  readonly high: boolean;
  readonly screen: boolean;
}

export interface ClassState {
  readonly type: 'state';
  readonly me: string;
  readonly class: { readonly title: string };
  readonly course: { readonly title: string };
  readonly startedAt: string;
  readonly now: string;
  readonly people: readonly Person[];
  readonly hands: readonly string[];
  readonly rooms: Rooms;
  readonly chat: readonly Chat[];
  readonly recording: RecordingState;
  readonly muteAll: boolean;
  readonly rules: Rules;
  readonly talks: readonly Talk[];
  readonly peek: number | null;
  /** What the school lets be done at all. */
  readonly allowed?: { readonly chat: boolean; readonly record: boolean };
  /** When the school ends the class. */
  readonly endsAt?: string;
}

/** What this page sends too much of; the server drops the rest. */
export type Limit = 'rate' | 'size' | 'messages';

/** How somebody's connection is, the better first. */
export type Quality = 'good' | 'fair' | 'poor' | 'lost';

/** The class has not started. */
export interface Waiting {
  readonly type: 'waiting';
  /** When it is planned. */
  readonly startsAt?: string;
  readonly endsAt?: string;
  /** How many students wait; for staff who may start the class only. */
  readonly people?: number;
}

export type ServerMessage =
  | Waiting
  | ClassState
  | { readonly type: 'codec'; readonly video: VideoCodec }
  | { readonly type: 'offer'; readonly sdp: string; readonly fresh: boolean; readonly ice: readonly RTCIceServer[] }
  | { readonly type: 'person'; readonly person: Person }
  | { readonly type: 'left'; readonly person: string }
  | { readonly type: 'slots'; readonly revision: number; readonly slots: readonly Slot[] }
  | ({ readonly type: 'watched' } & Watched)
  | { readonly type: 'speaking'; readonly person: string; readonly on: boolean }
  | { readonly type: 'hands'; readonly queue: readonly string[] }
  | { readonly type: 'rooms'; readonly rooms: Rooms }
  | { readonly type: 'moved'; readonly room: number; readonly name: string; readonly by: string | null }
  | { readonly type: 'chat'; readonly chat: Chat }
  | { readonly type: 'announcement'; readonly person: string; readonly text: string }
  | { readonly type: 'recording'; readonly recording: RecordingState }
  | { readonly type: 'muteAll'; readonly on: boolean }
  | { readonly type: 'rules'; readonly rules: Rules }
  | { readonly type: 'talk'; readonly talk: Talk }
  | { readonly type: 'talkOver'; readonly person: string }
  | { readonly type: 'peek'; readonly room: number | null }
  | { readonly type: 'quality'; readonly person: string; readonly level: Quality }
  | { readonly type: 'limited'; readonly kind: string; readonly limit: Limit }
  | { readonly type: 'ended'; readonly by: string | null };

export type Answer =
  | { readonly type: 'ok'; readonly id?: number }
  | { readonly type: 'error'; readonly id?: number; readonly code: string; readonly message: string };

export interface ViewTile {
  readonly person: string;
  readonly kind: VideoKind;
  /** Device pixels, 0 for a tile out of sight. */
  readonly height: number;
}

export interface PlannedRoom {
  readonly name: string;
  readonly people: readonly string[];
  /** The course's group whose people go there when they come later. */
  readonly group?: number;
}

/** Whom a host wants to speak to. */
export type Address =
  | { readonly to: 'here' | 'rooms' }
  | { readonly to: 'room'; readonly room: number }
  | { readonly to: 'person'; readonly person: string };

export type ClientMessage =
  | {
      readonly type: 'hello';
      readonly v: 1;
      readonly token: string;
      readonly tiles: number;
      readonly resume?: true;
      readonly early?: true;
    }
  | { readonly type: 'answer'; readonly sdp: string }
  | { readonly type: 'restart' | 'rejoin' | 'resync' | 'end' | 'leave' }
  | { readonly type: 'view'; readonly tiles: readonly ViewTile[] }
  | { readonly type: 'device'; readonly mic: boolean; readonly camera: boolean; readonly screen: boolean }
  | { readonly type: 'hand'; readonly up: boolean }
  | { readonly type: 'chat' | 'announce'; readonly text: string }
  | { readonly type: 'lowerHand'; readonly person: string }
  | { readonly type: 'mute'; readonly person: string; readonly on: boolean }
  | { readonly type: 'muteAll' | 'record'; readonly on: boolean }
  | { readonly type: 'openRooms'; readonly rooms: readonly PlannedRoom[]; readonly minutes: number | null }
  | { readonly type: 'move'; readonly person: string; readonly room: number }
  | { readonly type: 'visit'; readonly room: number }
  | { readonly type: 'peek'; readonly room: number | null }
  | ({ readonly type: 'talk' } & Address)
  | { readonly type: 'rules'; readonly seeHostsOnly: boolean; readonly hearHostsOnly: boolean }
  | { readonly type: 'hide'; readonly on: boolean }
  | { readonly type: 'roomsTimer'; readonly minutes: number | null }
  | { readonly type: 'closeRooms'; readonly notice: number };

/** A refusal by the server, with the sentence for the person and the code for the admin. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
