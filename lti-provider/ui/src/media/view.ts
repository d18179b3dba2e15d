import type { VideoKind, ViewTile } from '../protocol/messages';

/** Changes of one moment are told together. */
const QUIET_MS = 120;

interface Watched {
  readonly person: string;
  readonly kind: VideoKind;
  visible: boolean;
}

/** Tells the server how large each picture is shown, so that it sends that much and no more. */
export class ViewReport {
  private readonly tiles = new Map<Element, Watched>();
  private readonly sizes = new ResizeObserver(() => this.soon());
  private readonly sight = new IntersectionObserver(entries => {
    for (const entry of entries) {
      const tile = this.tiles.get(entry.target);
      if (tile !== undefined) {
        tile.visible = entry.isIntersecting;
      }
    }
    this.soon();
  });
  private timer: ReturnType<typeof setTimeout> | null = null;
  private last = '';

  constructor(private readonly send: (tiles: readonly ViewTile[]) => boolean) {}

  watch(element: Element, person: string, kind: VideoKind): () => void {
    this.tiles.set(element, { person, kind, visible: true });
    this.sizes.observe(element);
    this.sight.observe(element);
    this.soon();
    return () => {
      this.tiles.delete(element);
      this.sizes.unobserve(element);
      this.sight.unobserve(element);
      this.soon();
    };
  }

  /** Says it again: the server has forgotten (a new socket). */
  repeat(): void {
    this.last = '';
    this.soon();
  }

  private soon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.report();
    }, QUIET_MS);
  }

  private report(): void {
    const tiles: ViewTile[] = [];
    for (const [element, { person, kind, visible }] of this.tiles) {
      const height = Math.round(element.clientHeight * devicePixelRatio);
      if (visible && height > 0 && tiles.length < 64) {
        tiles.push({ person, kind, height });
      }
    }
    const now = JSON.stringify(tiles);
    if (now !== this.last && this.send(tiles)) {
      this.last = now;
    }
  }
}
