import type { Manifest, Part, Track, TrackKind } from './manifest';

/** Everything recorded of one kind and layer of a person, whatever tracks it is spread over. */
export interface SourceParts {
  readonly key: string;
  readonly person: string;
  readonly kind: TrackKind;
  readonly layer: string | null;
  /** In order of time. */
  readonly parts: readonly Part[];
  /** Which track a part belongs to, for the counters. */
  readonly trackOf: ReadonlyMap<Part, string>;
}

/** Sources by person and kind, best layer first. */
export class Sources {
  private readonly byPerson = new Map<string, SourceParts[]>();

  constructor(private readonly manifest: Manifest) {
    const grouped = new Map<string, Track[]>();
    for (const track of manifest.tracks) {
      const key = `${track.person} ${track.kind} ${track.layer ?? ''}`;
      grouped.set(key, [...(grouped.get(key) ?? []), track]);
    }
    for (const [key, tracks] of grouped) {
      const first = tracks[0];
      if (first !== undefined) {
        const pairs = tracks.flatMap(track => track.parts.map(part => ({ part, track: String(track.id) })));
        pairs.sort((a, b) => a.part.startMicros - b.part.startMicros);
        const source: SourceParts = {
          key,
          person: first.person,
          kind: first.kind,
          layer: first.layer ?? null,
          parts: pairs.map(pair => pair.part),
          trackOf: new Map(pairs.map(pair => [pair.part, pair.track])),
        };
        const name = `${first.person} ${first.kind}`;
        this.byPerson.set(
          name,
          [...(this.byPerson.get(name) ?? []), source].sort((a, b) => rank(b) - rank(a)),
        );
      }
    }
  }

  /** The sources of one kind of a person: highest layer first. */
  of(person: string, kind: TrackKind): readonly SourceParts[] {
    return this.byPerson.get(`${person} ${kind}`) ?? [];
  }

  /** The layer to show at a time: the wanted one if it was recorded then, else whichever was. */
  pick(person: string, kind: TrackKind, micros: number, large: boolean): SourceParts | null {
    const all = this.of(person, kind).filter(source => covers(source, micros));
    return (large ? all[0] : all[all.length - 1]) ?? null;
  }

  /** Why nothing is there at a time, in the recorder's words; null when nobody said. */
  gapReason(person: string, kind: TrackKind, micros: number): string | null {
    const gaps = this.manifest.tracks
      .filter(track => track.person === person && track.kind === kind)
      .flatMap(track => track.gaps);
    return gaps.find(gap => gap.fromMicros <= micros && micros < gap.toMicros)?.reason ?? null;
  }
}

/** Pictures keep standing over pauses that nobody would see as one, microseconds. */
const PAUSE = 250_000;

function covers(source: SourceParts, micros: number): boolean {
  return source.parts.some(part => part.startMicros <= micros && micros < part.endMicros + PAUSE);
}

function rank(source: SourceParts): number {
  return source.layer === 'h' ? 2 : source.layer === null ? 1 : 0;
}
