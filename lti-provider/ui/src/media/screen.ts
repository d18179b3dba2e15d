import { signal } from '@preact/signals';

/** A shared screen, window or tab, with its sound where the browser gives it. */
export class Screen {
  readonly picture = signal<MediaStreamTrack | null>(null);
  readonly sound = signal<MediaStreamTrack | null>(null);

  static get possible(): boolean {
    return typeof navigator.mediaDevices?.getDisplayMedia === 'function';
  }

  /** False when the person changed their mind or may not. */
  async start(): Promise<boolean> {
    const stream = await navigator.mediaDevices
      .getDisplayMedia({
        video: { frameRate: { ideal: 10, max: 15 }, width: { max: 1920 }, height: { max: 1080 } },
        audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
      })
      .catch(() => null);
    const picture = stream?.getVideoTracks()[0];
    if (stream === null || picture === undefined) {
      return false;
    }
    picture.contentHint = 'detail';
    picture.onended = () => this.stop();
    this.sound.value = stream.getAudioTracks()[0] ?? null;
    this.picture.value = picture;
    return true;
  }

  stop(): void {
    this.picture.peek()?.stop();
    this.sound.peek()?.stop();
    this.picture.value = null;
    this.sound.value = null;
  }
}
