import { effect, type ReadonlySignal, signal } from '@preact/signals';

/** How loud a microphone is, 0 to 1, some 20 times a second while a track is there. */
export class Meter {
  private readonly loudness = signal(0);
  readonly level: ReadonlySignal<number> = this.loudness;
  private readonly stop: () => void;
  private context: AudioContext | null = null;
  private source: MediaStreamAudioSourceNode | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(track: ReadonlySignal<MediaStreamTrack | null>) {
    this.stop = effect(() => this.follow(track.value));
  }

  close(): void {
    this.stop();
    this.follow(null);
    void this.context?.close();
    this.context = null;
  }

  private follow(track: MediaStreamTrack | null): void {
    this.source?.disconnect();
    this.source = null;
    if (this.timer !== null) {
      clearInterval(this.timer);
      this.timer = null;
    }
    this.loudness.value = 0;
    if (track === null || typeof AudioContext === 'undefined') {
      return;
    }
    this.context ??= new AudioContext();
    const context = this.context;
    const analyser = new AnalyserNode(context, { fftSize: 1024 });
    this.source = context.createMediaStreamSource(new MediaStream([track]));
    this.source.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.timer = setInterval(() => {
      if (context.state === 'suspended') {
        void context.resume();
      }
      analyser.getFloatTimeDomainData(samples);
      this.loudness.value = loudnessOf(samples);
    }, 50);
  }
}

/** Root mean square on a scale of decibels: -60 dBFS is 0, -6 dBFS is 1. */
export function loudnessOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) {
    sum += sample * sample;
  }
  const decibels = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
  return Math.min(1, Math.max(0, (decibels + 60) / 54));
}
