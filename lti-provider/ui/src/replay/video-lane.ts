import type { Library } from './library';
import type { Part } from './manifest';
import { Reader, type Timed } from './reader';

/** Decoded ahead of the time that is shown, microseconds. */
const AHEAD = 600_000;
/** Samples in the decoder and pictures held, at most. */
const DECODING_LIMIT = 10;
const FRAMES_LIMIT = 24;
/** Behind by more than this, decoding starts over near the time that is wanted. */
const FAR = 3_000_000;

/** WebRTC's, as live pictures are shown; a decoder that is told nothing takes those of HDTV. */
const CAMERA_COLOURS: VideoColorSpaceInit = {
  primaries: 'smpte170m',
  transfer: 'smpte170m',
  matrix: 'smpte170m',
  fullRange: false,
};

/** One source's pictures, decoded around the time that is shown. */
export class VideoLane {
  private readonly reader: Reader;
  private decoder: VideoDecoder | null = null;
  private configured: Part | null = null;
  private frames: VideoFrame[] = [];
  private fed = 0;
  private wanted = 0;
  private pumping = false;
  private turn = 0;
  private caughtUp = false;
  private needsKey = true;
  /** The picture that was shown last. */
  shown: VideoFrame | null = null;

  constructor(
    library: Library,
    private readonly parts: readonly Part[],
  ) {
    this.reader = new Reader(library, parts);
  }

  /** Whether anything was recorded at a time. */
  covers(micros: number): boolean {
    return this.partAt(micros) !== undefined;
  }

  partAt(micros: number): Part | undefined {
    return this.parts.find(part => part.startMicros <= micros && micros < part.endMicros);
  }

  /** The picture for a time has been decoded, or there is none to wait for. */
  ready(micros: number): boolean {
    if (!this.covers(micros)) {
      return true;
    }
    const decoding = this.decoder?.state === 'configured' ? this.decoder.decodeQueueSize : 0;
    return (this.caughtUp && decoding === 0) || this.frames.length >= FRAMES_LIMIT;
  }

  seek(micros: number): void {
    this.turn++;
    this.caughtUp = false;
    this.release();
    if (this.decoder?.state === 'configured') {
      this.decoder.reset();
    }
    this.configured = null;
    this.needsKey = true;
    this.fed = micros;
    this.reader.seek(micros);
    this.want(micros);
  }

  /** Keeps decoding a little ahead of a time; to be called often. What fell far behind skips to the time. */
  want(micros: number): void {
    const part = this.partAt(micros);
    if (part !== undefined && Math.max(this.fed, part.startMicros) < micros - FAR && this.caughtUp) {
      this.seek(micros);
      return;
    }
    this.wanted = micros;
    void this.pump();
  }

  /** The picture for a time; those before it are let go. */
  frameAt(micros: number): VideoFrame | null {
    while (this.frames.length > 0 && (this.frames[0]?.timestamp ?? 0) <= micros) {
      this.shown?.close();
      this.shown = this.frames.shift() ?? null;
    }
    void this.pump();
    return this.shown;
  }

  close(): void {
    this.turn++;
    this.release();
    if (this.decoder !== null && this.decoder.state !== 'closed') {
      this.decoder.close();
    }
    this.decoder = null;
  }

  private release(): void {
    this.shown?.close();
    this.shown = null;
    for (const frame of this.frames) {
      frame.close();
    }
    this.frames = [];
  }

  private async pump(): Promise<void> {
    if (this.pumping) {
      return;
    }
    this.pumping = true;
    const turn = this.turn;
    try {
      while (turn === this.turn && this.room()) {
        const sample = await this.reader.next(this.wanted + AHEAD);
        if (turn !== this.turn) {
          break;
        }
        if (sample === null) {
          this.caughtUp = true;
          break;
        }
        this.caughtUp = false;
        this.decode(sample);
      }
    } catch {
      this.caughtUp = true; // not to be had: the player shows what it has
    } finally {
      this.pumping = false;
    }
    if (turn !== this.turn) {
      void this.pump();
    }
  }

  private room(): boolean {
    const decoding = this.decoder?.state === 'configured' ? this.decoder.decodeQueueSize : 0;
    return decoding < DECODING_LIMIT && this.frames.length < FRAMES_LIMIT;
  }

  private decode(sample: Timed): void {
    this.fed = sample.micros;
    if (this.configured !== sample.open.part || this.decoder?.state !== 'configured') {
      this.configure(sample);
    }
    if (this.needsKey && !sample.key) {
      return;
    }
    this.needsKey = false;
    this.decoder?.decode(
      new EncodedVideoChunk({
        type: sample.key ? 'key' : 'delta',
        timestamp: sample.micros,
        duration: sample.durationMicros,
        data: sample.data,
      }),
    );
  }

  private configure(sample: Timed): void {
    if (this.decoder === null || this.decoder.state === 'closed') {
      this.decoder = new VideoDecoder({
        output: frame => this.take(frame),
        error: () => {
          this.needsKey = true;
        },
      });
      this.decoder.ondequeue = () => void this.pump();
    }
    const { part, init } = sample.open;
    this.decoder.configure({
      codec: part.codec,
      codedWidth: part.width,
      codedHeight: part.height,
      optimizeForLatency: true,
      colorSpace: CAMERA_COLOURS,
      ...(init.description ? { description: init.description } : {}),
    });
    this.configured = part;
    this.needsKey = true;
  }

  private take(frame: VideoFrame): void {
    // Of what is already past, only the newest picture is worth keeping.
    const next = this.frames[0];
    if (frame.timestamp <= this.wanted && next !== undefined && next.timestamp <= this.wanted) {
      for (const old of this.frames) {
        old.close();
      }
      this.frames = [];
    }
    this.frames.push(frame);
    void this.pump();
  }
}
