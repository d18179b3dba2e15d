export interface WrittenTrack {
  readonly codec: 'vp8' | 'avc1' | 'opus';
  readonly timescale: number;
  readonly width?: number;
  readonly height?: number;
  readonly channels?: number;
  readonly description?: Uint8Array;
}

export interface WrittenSample {
  readonly data: Uint8Array;
  readonly duration: number;
  readonly key: boolean;
}

export interface WrittenRow {
  readonly start: number;
  readonly offset: number;
  readonly length: number;
  readonly duration: number;
  readonly samples: number;
  readonly key: boolean;
}

export function box(type: string, ...content: Uint8Array[]): Uint8Array;
export function initialisation(track: WrittenTrack): Uint8Array;
export function fragment(sequence: number, time: number, samples: readonly WrittenSample[]): Uint8Array;
export function indexRow(row: WrittenRow): Uint8Array;
export function part(
  track: WrittenTrack,
  startMicros: number,
  samples: readonly WrittenSample[],
  fragmentSeconds?: number,
): { bytes: Uint8Array; index: Uint8Array; endMicros: number };
