import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Slot, VideoKind } from '../protocol/messages';

/** A picture in a slot; a new object for every new occupant, so that a tile never shows the one before. */
export interface Picture {
  readonly mid: string;
  readonly stream: MediaStream;
}

/** Receive slots: which media line carries whom. Lines come with the offer, occupants with `slots` messages. */
export class Slots {
  /** Every audio slot, to be played whoever is in it. */
  readonly sounds = signal<readonly MediaStream[]>([]);
  /** How many pictures stand still, because our line does not carry them. */
  readonly paused = signal(0);
  private readonly stills = new Map<string, Signal<boolean>>();
  private readonly pictures = new Map<string, Signal<Picture | null>>();
  private readonly streams = new Map<string, MediaStream>();
  private occupants: readonly Slot[] = [];

  /** A new peer connection brings new lines. */
  clear(): void {
    this.streams.clear();
    this.sounds.value = [];
    this.assign([]);
  }

  bind(mid: string, track: MediaStreamTrack): void {
    const stream = new MediaStream([track]);
    this.streams.set(mid, stream);
    if (track.kind === 'audio') {
      this.sounds.value = [...this.sounds.peek(), stream];
    } else {
      this.assign(this.occupants);
    }
  }

  assign(occupants: readonly Slot[]): void {
    this.occupants = occupants;
    const seen = new Set<string>();
    const still = new Set<string>();
    for (const slot of occupants) {
      const stream = this.streams.get(slot.mid);
      if (slot.person && (slot.kind === 'camera' || slot.kind === 'screen') && stream) {
        const key = keyOf(slot.person, slot.kind);
        seen.add(key);
        if (slot.paused) {
          still.add(key);
        }
        const picture = this.signalOf(key);
        if (picture.peek()?.stream !== stream) {
          picture.value = { mid: slot.mid, stream };
        }
      }
    }
    for (const [key, picture] of this.pictures) {
      if (!seen.has(key) && picture.peek() !== null) {
        picture.value = null;
      }
    }
    for (const key of still) {
      this.stillOf(key);
    }
    for (const [key, paused] of this.stills) {
      paused.value = still.has(key);
    }
    this.paused.value = still.size;
  }

  /** Whether a picture stands still because our line does not carry it. */
  isPaused(person: string, kind: VideoKind): ReadonlySignal<boolean> {
    return this.stillOf(keyOf(person, kind));
  }

  picture(person: string, kind: VideoKind): ReadonlySignal<Picture | null> {
    return this.signalOf(keyOf(person, kind));
  }

  occupant(mid: string): Slot | undefined {
    return this.occupants.find(slot => slot.mid === mid);
  }

  private stillOf(key: string): Signal<boolean> {
    let paused = this.stills.get(key);
    if (paused === undefined) {
      paused = signal(false);
      this.stills.set(key, paused);
    }
    return paused;
  }

  private signalOf(key: string): Signal<Picture | null> {
    let picture = this.pictures.get(key);
    if (picture === undefined) {
      picture = signal<Picture | null>(null);
      this.pictures.set(key, picture);
    }
    return picture;
  }
}

function keyOf(person: string, kind: VideoKind): string {
  return `${kind} ${person}`;
}
