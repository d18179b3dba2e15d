import { effect, type ReadonlySignal, signal } from '@preact/signals';

/** Plays every audio slot; browsers may want a click first. */
export class Sound {
  private readonly stopped = signal(false);
  /** True when the browser wants a click before anything is heard. */
  readonly blocked: ReadonlySignal<boolean> = this.stopped;
  private readonly players = new Map<MediaStream, HTMLAudioElement>();
  private readonly stop: () => void;
  private speaker = '';

  constructor(sounds: ReadonlySignal<readonly MediaStream[]>) {
    this.stop = effect(() => this.show(sounds.value));
  }

  /** To be called from a click. */
  resume(): void {
    this.stopped.value = false;
    for (const player of this.players.values()) {
      this.play(player);
    }
  }

  /** Plays through another device, where the browser can. */
  async through(speaker: string): Promise<void> {
    this.speaker = speaker;
    await Promise.all([...this.players.values()].map(player => route(player, speaker)));
  }

  close(): void {
    this.stop();
    this.show([]);
  }

  private show(streams: readonly MediaStream[]): void {
    for (const [stream, player] of this.players) {
      if (!streams.includes(stream)) {
        player.srcObject = null;
        player.remove();
        this.players.delete(stream);
      }
    }
    for (const stream of streams) {
      if (!this.players.has(stream)) {
        const player = document.createElement('audio');
        player.hidden = true;
        player.srcObject = stream;
        document.body.append(player);
        this.players.set(stream, player);
        void route(player, this.speaker);
        this.play(player);
      }
    }
  }

  private play(player: HTMLAudioElement): void {
    player.play().catch((problem: unknown) => {
      if (problem instanceof DOMException && problem.name === 'NotAllowedError') {
        this.stopped.value = true;
      }
    });
  }
}

/** A speaker that was unplugged leaves the sound where it was. */
async function route(player: HTMLAudioElement, speaker: string): Promise<void> {
  if (speaker !== '' && 'setSinkId' in player) {
    await player.setSinkId(speaker).catch(() => undefined);
  }
}
