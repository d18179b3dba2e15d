/** One fragment of a part (docs/recording-format.md, "Index rows"). */
export interface Row {
  /** Class time of the first sample, microseconds. */
  readonly start: number;
  readonly offset: number;
  readonly length: number;
  /** Microseconds of class time. */
  readonly duration: number;
  readonly samples: number;
  /** The first sample is a keyframe. */
  readonly key: boolean;
}

const ROW_BYTES = 32;

/** Whole rows only: the last one of a part that is still written may be torn. */
export function parseRows(bytes: ArrayBuffer): Row[] {
  const view = new DataView(bytes);
  const rows: Row[] = [];
  for (let at = 0; at + ROW_BYTES <= bytes.byteLength; at += ROW_BYTES) {
    rows.push({
      start: Number(view.getBigInt64(at)),
      offset: Number(view.getBigUint64(at + 8)),
      length: view.getUint32(at + 16),
      duration: view.getUint32(at + 20),
      samples: view.getUint32(at + 24),
      key: (view.getUint16(at + 28) & 1) !== 0,
    });
  }
  return rows;
}

/** Index of the last row that begins at or before a time; -1 when all begin later. */
export function rowAt(rows: readonly Row[], micros: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.start ?? 0) <= micros) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

/** Where decoding must begin so that the picture at a time comes out right. */
export function keyRowBefore(rows: readonly Row[], micros: number): number {
  for (let i = Math.max(0, rowAt(rows, micros)); i >= 0; i--) {
    if (rows[i]?.key) {
      return i;
    }
  }
  return Math.max(
    0,
    rows.findIndex(row => row.key),
  );
}
