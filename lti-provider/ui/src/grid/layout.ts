/** Columns and the size of a 16:9 tile, CSS pixels. */
export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

const ASPECT = 16 / 9;

/** The columns that give `count` equal tiles the most room; tiles never get narrower than `least`, then it scrolls. */
export function layOut(count: number, width: number, height: number, gap: number, least: number): GridLayout {
  let best: GridLayout = { columns: 1, rows: Math.max(1, count), width: 0, height: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(Math.max(1, count) / columns);
    const byWidth = (width - gap * (columns - 1)) / columns;
    const byHeight = ((height - gap * (rows - 1)) / rows) * ASPECT;
    const tile = Math.floor(Math.min(byWidth, byHeight));
    if (tile > best.width) {
      best = { columns, rows, width: tile, height: Math.floor(tile / ASPECT) };
    }
  }
  if (best.width >= least || width <= 0) {
    return best;
  }
  const columns = Math.max(1, Math.min(count, Math.floor((width + gap) / (least + gap))));
  const tile = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns));
  return { columns, rows: Math.ceil(count / columns), width: tile, height: Math.floor(tile / ASPECT) };
}
