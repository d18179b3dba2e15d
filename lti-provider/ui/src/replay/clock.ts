/** Seconds that go on by themselves: the audio hardware's while it runs, else the computer's. */
export type Seconds = () => number;

/**
 * The one clock of the player. Class time in microseconds follows the source of seconds while playing, times the rate;
 * everything that is drawn or heard asks it.
 */
export class PlaybackClock {
  private running = false;
  private speed = 1;
  /** Class time at the moment that `since` names. */
  private micros = 0;
  private since = 0;

  constructor(
    private source: Seconds,
    private readonly end: number,
  ) {}

  get playing(): boolean {
    return this.running;
  }

  get rate(): number {
    return this.speed;
  }

  now(): number {
    const gone = this.running ? (this.source() - this.since) * 1e6 * this.speed : 0;
    return Math.min(this.end, Math.max(0, this.micros + gone));
  }

  /** The source's second at which a class time is due. */
  secondsAt(micros: number): number {
    return this.since + (micros - this.micros) / 1e6 / this.speed;
  }

  play(): void {
    this.anchor(this.now());
    this.running = true;
  }

  pause(): void {
    this.anchor(this.now());
    this.running = false;
  }

  seek(micros: number): void {
    this.anchor(Math.min(this.end, Math.max(0, micros)));
  }

  setRate(rate: number): void {
    this.anchor(this.now());
    this.speed = rate;
  }

  /** Goes on from the same class time with another source. */
  follow(source: Seconds): void {
    const now = this.now();
    this.source = source;
    this.anchor(now);
  }

  private anchor(micros: number): void {
    this.micros = micros;
    this.since = this.source();
  }
}
