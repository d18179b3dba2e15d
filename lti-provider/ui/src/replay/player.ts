import { computed, signal } from '@preact/signals';
import type { Http } from '../api/http';
import { settled } from '../model/steady';
import { PlaybackClock } from './clock';
import { Library } from './library';
import type { Manifest } from './manifest';
import { Mixer } from './mixer';
import { Painter } from './painter';
import { type Focus, type Spot, sceneAt } from './scene';
import { Sources } from './sources';
import { Timeline } from './timeline';

/** How often buffers are looked after, milliseconds; drawing follows the screen. */
const TEND_MS = 60;
/** A seek that takes longer than this plays what it has, milliseconds. */
const PATIENCE_MS = 4_000;

/** Plays a recording: one clock, one canvas, one mix. */
export class Player {
  readonly timeline: Timeline;
  readonly end: number;
  /** Class time shown, microseconds; follows the clock a few times a second. */
  readonly time = signal(0);
  readonly playing = signal(false);
  readonly loading = signal(false);
  /** Played at least once. */
  readonly started = signal(false);
  readonly rate = signal(1);
  readonly room = signal(0);
  readonly focus = signal<Focus | null>(null);
  readonly volume = signal(1);
  readonly size = signal({ width: 0, height: 0 });
  readonly sources: Sources;
  /** What is on the canvas now. */
  readonly scene = settled<readonly Spot[]>(() => this.sceneNow(), sameScene);
  readonly mixer: Mixer;
  readonly painter: Painter;
  private readonly clock: PlaybackClock;
  private readonly timer: ReturnType<typeof setInterval>;
  private frame = 0;
  private loadingSince = 0;

  constructor(
    readonly manifest: Manifest,
    http: Http,
    recording: string,
  ) {
    this.end = manifest.endMicros;
    this.timeline = new Timeline(manifest);
    this.sources = new Sources(manifest);
    this.clock = new PlaybackClock(() => performance.now() / 1000, this.end);
    const library = new Library(http, recording);
    this.mixer = new Mixer(library, this.sources, this.timeline, this.clock);
    this.painter = new Painter(library, this.sources);
    this.timer = setInterval(() => this.tend(), TEND_MS);
    this.load();
    const draw = () => {
      this.draw();
      this.frame = requestAnimationFrame(draw);
    };
    this.frame = requestAnimationFrame(draw);
  }

  readonly atEnd = computed(() => this.time.value >= this.end);

  async toggle(): Promise<void> {
    if (this.playing.peek()) {
      this.pause();
    } else {
      await this.play();
    }
  }

  /** To be called from a click or key: only then may a page make sound. */
  async play(): Promise<void> {
    if (this.clock.now() >= this.end) {
      this.seek(0);
    }
    this.playing.value = true;
    this.started.value = true;
    const seconds = await this.mixer.unlock();
    if (!this.playing.peek()) {
      return;
    }
    this.clock.follow(seconds);
    if (!this.loading.peek()) {
      this.go();
    }
  }

  pause(): void {
    this.playing.value = false;
    this.clock.pause();
    this.mixer.silence();
  }

  seek(micros: number): void {
    this.clock.pause();
    this.mixer.silence();
    this.clock.seek(micros);
    this.time.value = this.clock.now();
    this.painter.seek(this.clock.now());
    this.load();
  }

  setRate(rate: number): void {
    this.rate.value = rate;
    this.clock.setRate(rate);
    if (this.clock.playing) {
      this.mixer.start(this.clock.now());
    }
  }

  setVolume(volume: number): void {
    this.volume.value = volume;
    this.mixer.setVolume(volume);
  }

  setRoom(room: number): void {
    this.room.value = room;
    this.focus.value = null;
    this.load();
  }

  toggleFocus(focus: Focus): void {
    const now = this.focus.peek();
    this.focus.value = now?.person === focus.person && now.kind === focus.kind ? null : focus;
  }

  close(): void {
    clearInterval(this.timer);
    cancelAnimationFrame(this.frame);
    this.mixer.close();
    this.painter.close();
  }

  private sceneNow(): readonly Spot[] {
    const { width, height } = this.size.value;
    return sceneAt(this.timeline, this.room.value, this.time.value, this.focus.value, width, height);
  }

  private load(): void {
    this.clock.pause();
    this.mixer.silence();
    this.loading.value = true;
    this.loadingSince = performance.now();
  }

  private go(): void {
    this.clock.play();
    this.mixer.start(this.clock.now());
  }

  private tend(): void {
    const now = this.clock.now();
    this.time.value = now;
    this.painter.want(this.scene.peek(), now);
    if (this.clock.playing) {
      this.mixer.want(this.room.peek(), now);
      if (now >= this.end) {
        this.pause();
      }
      return;
    }
    const waited = performance.now() - this.loadingSince;
    if (this.loading.peek() && (this.painter.ready(now) || waited > PATIENCE_MS)) {
      this.loading.value = false;
      if (this.playing.peek()) {
        this.mixer.want(this.room.peek(), now);
        this.go();
      }
    }
  }

  private draw(): void {
    this.painter.draw(this.scene.peek(), this.clock.now());
    this.mixer.measure();
  }
}

function sameScene(a: readonly Spot[], b: readonly Spot[]): boolean {
  return a.length === b.length && a.every((spot, i) => same(spot, b[i]));
}

function same(a: Spot, b: Spot | undefined): boolean {
  return (
    a.person === b?.person &&
    a.kind === b.kind &&
    a.large === b.large &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height
  );
}
