import type { PlaybackClock } from './clock';
import type { Library } from './library';
import type { Part } from './manifest';
import { Reader, type Timed } from './reader';
import { stretch } from './stretch';

/** Decoded and scheduled ahead of the time that is heard, microseconds. */
const AHEAD = 1_000_000;
/** Sound is handed to the hardware in pieces of this length, microseconds. */
const PIECE = 200_000;
/** Pieces whose ends are this near are joined without a gap, seconds. */
const JOIN_SECONDS = 0.02;
const DECODING_LIMIT = 60;

interface Decoded {
  readonly micros: number;
  readonly samples: Float32Array;
  readonly rate: number;
}

/** One source's sound, decoded ahead and scheduled on the audio hardware by class time. */
export class AudioLane {
  private readonly reader: Reader;
  private readonly gain: GainNode;
  private decoder: AudioDecoder | null = null;
  private configured: Part | null = null;
  private piece: Decoded[] = [];
  private playing: AudioBufferSourceNode[] = [];
  private scheduledTo = 0;
  private wanted = 0;
  private pumping = false;
  private turn = 0;
  private ended = false;

  constructor(
    library: Library,
    private readonly parts: readonly Part[],
    private readonly context: AudioContext,
    private readonly clock: PlaybackClock,
    out: AudioNode,
  ) {
    this.reader = new Reader(library, parts);
    this.gain = new GainNode(context, { gain: 1 });
    this.gain.connect(out);
  }

  covers(micros: number): boolean {
    return this.parts.some(part => part.startMicros <= micros && micros < part.endMicros);
  }

  audible(on: boolean): void {
    this.gain.gain.value = on ? 1 : 0;
  }

  /** Starts over from a time: after a seek, a pause, or with another speed. */
  seek(micros: number): void {
    this.silence();
    this.reader.seek(micros);
    this.want(micros);
  }

  want(micros: number): void {
    this.wanted = micros;
    if (this.clock.playing) {
      void this.pump();
    }
  }

  /** Stops what is heard and what was scheduled. */
  silence(): void {
    this.turn++;
    for (const node of this.playing) {
      node.stop();
    }
    this.playing = [];
    this.piece = [];
    this.scheduledTo = 0;
    this.ended = false;
    this.configured = null;
    if (this.decoder?.state === 'configured') {
      this.decoder.reset();
    }
  }

  close(): void {
    this.silence();
    if (this.decoder !== null && this.decoder.state !== 'closed') {
      this.decoder.close();
    }
    this.decoder = null;
    this.gain.disconnect();
  }

  private async pump(): Promise<void> {
    if (this.pumping) {
      return;
    }
    this.pumping = true;
    const turn = this.turn;
    try {
      while (turn === this.turn && (this.decoder?.decodeQueueSize ?? 0) < DECODING_LIMIT) {
        const sample = await this.reader.next(this.wanted + AHEAD * this.clock.rate);
        if (turn !== this.turn) {
          break;
        }
        if (sample === null) {
          if (this.reader.nextPart === undefined && !this.ended) {
            this.ended = true;
            await this.finish(turn);
          }
          break;
        }
        this.decode(sample);
      }
    } catch {
      // not to be had: silence
    } finally {
      this.pumping = false;
    }
    if (turn !== this.turn) {
      void this.pump();
    }
  }

  private async finish(turn: number): Promise<void> {
    if (this.decoder?.state === 'configured') {
      await this.decoder.flush();
    }
    if (turn === this.turn) {
      this.schedule();
    }
  }

  private decode(sample: Timed): void {
    if (this.decoder === null || this.decoder.state === 'closed') {
      this.decoder = new AudioDecoder({ output: data => this.take(data), error: () => undefined });
      this.configured = null;
    }
    if (this.configured !== sample.open.part) {
      const numberOfChannels = sample.open.init.channels || 1;
      this.decoder.configure({ codec: 'opus', sampleRate: 48_000, numberOfChannels });
      this.configured = sample.open.part;
    }
    this.decoder.decode(
      new EncodedAudioChunk({
        type: 'key',
        timestamp: sample.micros,
        duration: sample.durationMicros,
        data: sample.data,
      }),
    );
  }

  private take(data: AudioData): void {
    const samples = new Float32Array(data.numberOfFrames);
    data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
    const decoded = { micros: data.timestamp, samples, rate: data.sampleRate };
    data.close();
    const first = this.piece[0];
    const last = this.piece[this.piece.length - 1];
    const far = last !== undefined && Math.abs(decoded.micros - endOf(last)) > JOIN_SECONDS * 1e6;
    if (first !== undefined && (far || decoded.micros - first.micros >= PIECE)) {
      this.schedule();
    }
    this.piece.push(decoded);
  }

  private schedule(): void {
    const first = this.piece[0];
    if (first === undefined || !this.clock.playing) {
      this.piece = [];
      return;
    }
    const joined = new Float32Array(this.piece.reduce((sum, one) => sum + one.samples.length, 0));
    let at = 0;
    for (const one of this.piece) {
      joined.set(one.samples, at);
      at += one.samples.length;
    }
    this.piece = [];
    const samples = stretch(joined, this.clock.rate, first.rate);
    let start = this.clock.secondsAt(first.micros);
    if (Math.abs(start - this.scheduledTo) < JOIN_SECONDS) {
      start = this.scheduledTo;
    }
    const length = samples.length / first.rate;
    const late = this.context.currentTime - start;
    this.scheduledTo = start + length;
    if (late >= length || samples.length === 0) {
      return;
    }
    const buffer = new AudioBuffer({ length: samples.length, numberOfChannels: 1, sampleRate: first.rate });
    buffer.copyToChannel(samples as Float32Array<ArrayBuffer>, 0);
    const node = new AudioBufferSourceNode(this.context, { buffer });
    node.connect(this.gain);
    node.start(Math.max(0, start), Math.max(0, late));
    this.playing.push(node);
    node.onended = () => {
      node.disconnect();
      this.playing = this.playing.filter(one => one !== node);
    };
  }
}

function endOf(decoded: Decoded): number {
  return decoded.micros + (decoded.samples.length / decoded.rate) * 1e6;
}
