import type { Library } from './library';
import type { Spot } from './scene';
import type { SourceParts, Sources } from './sources';
import { VideoLane } from './video-lane';

/** A lane that is not needed for this long is closed, milliseconds. */
const IDLE_MS = 1_500;
const CORNER = 8;
/** As the token --tile, which a canvas cannot read. */
const BACKGROUND = '#262b33';

interface Seen {
  readonly lane: VideoLane;
  readonly source: SourceParts;
  neededAt: number;
  counted: VideoFrame | null;
}

/** Draws the pictures of a scene on one canvas; names and signs lie over it as text. */
export class Painter {
  private readonly lanes = new Map<string, Seen>();
  private canvas: HTMLCanvasElement | null = null;
  private context: CanvasRenderingContext2D | null = null;
  /** Pictures presented, by track, for tests. */
  readonly presented: Record<string, number> = {};

  constructor(
    private readonly library: Library,
    private readonly sources: Sources,
  ) {}

  attach(canvas: HTMLCanvasElement): void {
    this.canvas = canvas;
    this.context = canvas.getContext('2d', { alpha: true });
  }

  /** Opens, feeds and closes lanes for what a scene shows. */
  want(scene: readonly Spot[], micros: number): void {
    const now = performance.now();
    for (const spot of scene) {
      for (const source of this.wanted(spot, micros)) {
        let seen = this.lanes.get(source.key);
        if (seen === undefined) {
          seen = { lane: new VideoLane(this.library, source.parts), source, neededAt: now, counted: null };
          this.lanes.set(source.key, seen);
          seen.lane.seek(micros);
        }
        seen.neededAt = now;
      }
    }
    for (const [key, { lane, neededAt }] of this.lanes) {
      if (now - neededAt > IDLE_MS) {
        lane.close();
        this.lanes.delete(key);
      } else if (neededAt === now) {
        lane.want(micros);
      }
    }
  }

  seek(micros: number): void {
    for (const { lane } of this.lanes.values()) {
      lane.seek(micros);
    }
  }

  ready(micros: number): boolean {
    return [...this.lanes.values()].every(({ lane }) => lane.ready(micros));
  }

  /** Whether a spot has a picture at a time. */
  hasPicture(spot: Spot, micros: number): boolean {
    return this.sources.pick(spot.person, spot.kind, micros, spot.large) !== null;
  }

  draw(scene: readonly Spot[], micros: number): void {
    const { canvas, context } = this;
    if (canvas === null || context === null) {
      return;
    }
    const scale = devicePixelRatio;
    const { clientWidth, clientHeight } = canvas;
    if (canvas.width !== Math.round(clientWidth * scale) || canvas.height !== Math.round(clientHeight * scale)) {
      canvas.width = Math.round(clientWidth * scale);
      canvas.height = Math.round(clientHeight * scale);
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, clientWidth, clientHeight);
    for (const spot of scene) {
      this.drawSpot(context, spot, micros);
    }
  }

  close(): void {
    for (const { lane } of this.lanes.values()) {
      lane.close();
    }
    this.lanes.clear();
  }

  /** The wanted layer; until it has a picture the other one stands in. */
  private wanted(spot: Spot, micros: number): SourceParts[] {
    const wanted = this.sources.pick(spot.person, spot.kind, micros, spot.large);
    if (wanted === null) {
      return [];
    }
    const other = this.sources.pick(spot.person, spot.kind, micros, !spot.large);
    const running = this.lanes.get(wanted.key)?.lane.shown;
    const standsIn = other !== null && other !== wanted && this.lanes.has(other.key) && !running;
    return standsIn ? [wanted, other] : [wanted];
  }

  private drawSpot(context: CanvasRenderingContext2D, spot: Spot, micros: number): void {
    context.fillStyle = BACKGROUND;
    context.beginPath();
    context.roundRect(spot.x, spot.y, spot.width, spot.height, CORNER);
    context.fill();
    for (const source of this.wanted(spot, micros)) {
      const seen = this.lanes.get(source.key);
      const frame = seen?.lane.frameAt(micros) ?? null;
      if (seen !== undefined && frame !== null) {
        this.count(seen, frame);
        paint(context, frame, spot);
        return;
      }
    }
  }

  private count(seen: Seen, frame: VideoFrame): void {
    if (seen.counted !== frame) {
      seen.counted = frame;
      const part = seen.lane.partAt(frame.timestamp);
      const track = (part && seen.source.trackOf.get(part)) ?? seen.source.key;
      this.presented[track] = (this.presented[track] ?? 0) + 1;
    }
  }
}

/** Cameras fill their spot, screens are shown whole. */
function paint(context: CanvasRenderingContext2D, frame: VideoFrame, spot: Spot): void {
  const { displayWidth: w, displayHeight: h } = frame;
  const within = spot.kind === 'screen' || spot.large ? Math.min : Math.max;
  const scale = within(spot.width / w, spot.height / h);
  const [dw, dh] = [w * scale, h * scale];
  context.save();
  context.beginPath();
  context.roundRect(spot.x, spot.y, spot.width, spot.height, CORNER);
  context.clip();
  context.drawImage(frame, spot.x + (spot.width - dw) / 2, spot.y + (spot.height - dh) / 2, dw, dh);
  context.restore();
}
