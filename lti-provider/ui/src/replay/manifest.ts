import type { Role, Room } from '../protocol/messages';

/** The replay manifest of docs/protocol.md. Times are class time in microseconds. */

export type TrackKind = 'mic' | 'camera' | 'screen' | 'screen-audio';

export interface Manifest {
  readonly class: { readonly title: string };
  readonly course: { readonly title: string };
  readonly startedAt: string;
  readonly endMicros: number;
  readonly people: readonly ReplayPerson[];
  readonly rooms: readonly Room[];
  readonly tracks: readonly Track[];
  readonly events: readonly ReplayEvent[];
}

export interface ReplayPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface Track {
  readonly id: number | string;
  readonly person: string;
  readonly kind: TrackKind;
  /** Simulcast RID, `l` or `h`; nothing without simulcast. */
  readonly layer?: string | null;
  readonly parts: readonly Part[];
  readonly gaps: readonly Gap[];
}

export interface Part {
  readonly id: string;
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  readonly timescale: number;
  readonly startMicros: number;
  readonly endMicros: number;
  readonly bytes: number;
}

export interface Gap {
  readonly fromMicros: number;
  readonly toMicros: number;
  readonly reason: string;
}

export interface ReplayEvent {
  readonly t: number;
  readonly type: string;
  readonly person?: string | null;
  readonly room?: number;
  readonly rooms?: readonly Room[];
  readonly up?: boolean;
  readonly on?: boolean;
  readonly text?: string;
  /** Of a `talk`: where the voice goes. */
  readonly to?: string;
  readonly mic?: boolean;
  readonly camera?: boolean;
  readonly screen?: boolean;
}
