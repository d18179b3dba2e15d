import { AudioLane } from './audio-lane';
import type { PlaybackClock, Seconds } from './clock';
import type { Library } from './library';
import type { SourceParts, Sources } from './sources';
import type { Timeline } from './timeline';

/** Time that the audio hardware gets to start before the computer's clock is used, milliseconds. */
const UNLOCK_MS = 400;
/** A lane that is not needed for this long is closed, milliseconds. */
const IDLE_MS = 3_000;

interface Heard {
  readonly lane: AudioLane;
  readonly source: SourceParts;
  neededAt: number;
}

/** Everything that is heard: the microphones of those in the room, and the sound of shared screens. */
export class Mixer {
  private readonly lanes = new Map<string, Heard>();
  private context: AudioContext | null = null;
  private out: GainNode | null = null;
  private meter: AnalyserNode | null = null;
  private samples = new Float32Array(1024);
  private volume = 1;
  /** Sum of the squares of what was heard, for tests. */
  energy = 0;

  constructor(
    private readonly library: Library,
    private readonly sources: Sources,
    private readonly timeline: Timeline,
    private readonly clock: PlaybackClock,
  ) {}

  /** Wakes the audio hardware; returns the clock to follow. */
  async unlock(): Promise<Seconds> {
    const context = this.context ?? this.open();
    if (context.state !== 'running') {
      await Promise.race([
        context.resume().catch(() => undefined),
        new Promise(done => {
          setTimeout(done, UNLOCK_MS);
        }),
      ]);
    }
    return context.state === 'running' ? () => context.currentTime : () => performance.now() / 1000;
  }

  /** Begins to sound at a time; the clock is running. */
  start(micros: number): void {
    for (const { lane } of this.lanes.values()) {
      lane.seek(micros);
    }
  }

  silence(): void {
    for (const { lane } of this.lanes.values()) {
      lane.silence();
    }
  }

  /** Opens, feeds and closes lanes for those who can be heard in a room. */
  want(room: number, micros: number): void {
    const { context, out } = this;
    if (context === null || out === null) {
      return;
    }
    const now = performance.now();
    for (const source of this.audibleIn(room, micros)) {
      const heard = this.lanes.get(source.key);
      if (heard !== undefined) {
        heard.neededAt = now;
      } else {
        const lane = new AudioLane(this.library, source.parts, context, this.clock, out);
        this.lanes.set(source.key, { lane, source, neededAt: now });
        lane.seek(micros);
      }
    }
    for (const [key, { lane, neededAt }] of this.lanes) {
      lane.audible(neededAt === now);
      if (now - neededAt > IDLE_MS) {
        lane.close();
        this.lanes.delete(key);
      } else {
        lane.want(micros);
      }
    }
  }

  setVolume(volume: number): void {
    this.volume = volume;
    if (this.out !== null) {
      this.out.gain.value = volume;
    }
  }

  /** Adds up what is heard now. */
  measure(): void {
    if (this.meter !== null && this.clock.playing) {
      this.meter.getFloatTimeDomainData(this.samples);
      for (const sample of this.samples) {
        this.energy += sample * sample;
      }
    }
  }

  close(): void {
    for (const { lane } of this.lanes.values()) {
      lane.close();
    }
    this.lanes.clear();
    void this.context?.close();
  }

  private audibleIn(room: number, micros: number): SourceParts[] {
    const voices = this.timeline.voicesIn(room, micros).filter(({ id }) => !this.timeline.isMuted(id, micros));
    return [
      ...voices.flatMap(({ id }) => this.sources.of(id, 'mic')),
      ...this.timeline.inRoom(room, micros).flatMap(({ id }) => this.sources.of(id, 'screen-audio')),
    ];
  }

  private open(): AudioContext {
    const context = new AudioContext({ latencyHint: 'playback', sampleRate: 48_000 });
    this.out = new GainNode(context, { gain: this.volume });
    this.meter = new AnalyserNode(context, { fftSize: 1024 });
    this.out.connect(this.meter).connect(context.destination);
    this.context = context;
    return context;
  }
}
