import { signal } from '@preact/signals';
import type { Choice } from './choice';

export type DeviceKind = 'mic' | 'camera';

/** `denied`: the person or their school said no; `missing`: none is plugged in; `busy`: another program has it. */
export type DeviceState = 'off' | 'asking' | 'on' | 'denied' | 'missing' | 'busy' | 'unsupported';

export interface Listed {
  readonly id: string;
  readonly label: string;
}

export interface DeviceList {
  readonly mics: readonly Listed[];
  readonly cameras: readonly Listed[];
  readonly speakers: readonly Listed[];
}

const STORE = 'lectern.devices';

/** One microphone or camera: its state, its track, and which of several is wanted. */
export class Source {
  readonly state = signal<DeviceState>('off');
  readonly track = signal<MediaStreamTrack | null>(null);
  readonly chosen = signal('');
  private asked = 0;

  constructor(
    readonly kind: DeviceKind,
    private readonly onGranted: () => void,
  ) {}

  /** Switches it on; what went wrong is in `state`. True when a track is there. */
  async start(wantedLabel = ''): Promise<boolean> {
    if (this.track.peek() !== null) {
      return true;
    }
    const turn = ++this.asked;
    this.state.value = 'asking';
    const { state, track } = await capture(this.kind, this.chosen.peek(), wantedLabel);
    if (turn !== this.asked) {
      track?.stop();
      return false;
    }
    this.state.value = state;
    if (track === null) {
      return false;
    }
    track.onended = () => {
      if (this.track.peek() === track) {
        this.track.value = null;
        this.state.value = 'missing';
      }
    };
    this.chosen.value = track.getSettings().deviceId ?? '';
    this.track.value = track;
    this.onGranted();
    return true;
  }

  stop(): void {
    this.asked++;
    this.track.peek()?.stop();
    this.track.value = null;
    this.state.value = 'off';
  }

  async choose(id: string): Promise<void> {
    this.chosen.value = id;
    if (this.state.peek() === 'on' || this.state.peek() === 'missing') {
      this.stop();
      await this.start();
    }
  }
}

/** The microphone, camera and speaker of this computer. Works, as far as it can, with none of them. */
export class Devices {
  readonly mic = new Source('mic', () => void this.refresh());
  readonly camera = new Source('camera', () => void this.refresh());
  readonly speaker = signal('');
  readonly list = signal<DeviceList>({ mics: [], cameras: [], speakers: [] });
  private readonly changed = () => void this.refresh();

  constructor() {
    navigator.mediaDevices?.addEventListener('devicechange', this.changed);
    const kept = remembered();
    this.mic.chosen.value = kept.mic ?? '';
    this.camera.chosen.value = kept.camera ?? '';
    this.speaker.value = kept.speaker ?? '';
  }

  async refresh(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    const of = (kind: MediaDeviceKind) =>
      all
        .filter(one => one.kind === kind && one.deviceId !== '')
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    const speakers = 'setSinkId' in HTMLMediaElement.prototype ? of('audiooutput') : [];
    this.list.value = { mics: of('audioinput'), cameras: of('videoinput'), speakers };
    remember({ mic: this.mic.chosen.peek(), camera: this.camera.chosen.peek(), speaker: this.speaker.peek() });
  }

  /** What the class tab should start with. */
  choice(): Choice {
    const { mics, cameras, speakers } = this.list.peek();
    const label = (list: readonly Listed[], id: string) => list.find(one => one.id === id)?.label ?? '';
    return {
      mic: this.mic.state.peek() !== 'off',
      camera: this.camera.state.peek() !== 'off',
      micLabel: label(mics, this.mic.chosen.peek()),
      cameraLabel: label(cameras, this.camera.chosen.peek()),
      speakerLabel: label(speakers, this.speaker.peek()),
    };
  }

  /** Finds the speaker that was chosen on another page. */
  async adoptSpeaker(label: string): Promise<void> {
    await this.refresh();
    const found = this.list.peek().speakers.find(one => one.label === label);
    if (found !== undefined) {
      this.speaker.value = found.id;
    }
  }

  close(): void {
    navigator.mediaDevices?.removeEventListener('devicechange', this.changed);
    this.mic.stop();
    this.camera.stop();
  }
}

interface Captured {
  readonly state: DeviceState;
  readonly track: MediaStreamTrack | null;
}

async function capture(kind: DeviceKind, id: string, label: string): Promise<Captured> {
  if (!navigator.mediaDevices?.getUserMedia) {
    return { state: 'unsupported', track: null };
  }
  try {
    const track = await ask(kind, id);
    const other = label === '' || track.label === label ? undefined : await labelled(kind, label);
    if (other === undefined) {
      return { state: 'on', track };
    }
    track.stop();
    return { state: 'on', track: await ask(kind, other) };
  } catch (problem) {
    return { state: stateOf(problem), track: null };
  }
}

async function ask(kind: DeviceKind, id: string): Promise<MediaStreamTrack> {
  // "ideal": a device that is gone gives way to another one instead of failing.
  const device: MediaTrackConstraints = id === '' ? {} : { deviceId: { ideal: id } };
  const constraints: MediaStreamConstraints =
    kind === 'mic'
      ? { audio: { ...device, echoCancellation: true, noiseSuppression: true, autoGainControl: true } }
      : { video: { ...device, width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 24, max: 30 } } };
  const stream = await navigator.mediaDevices.getUserMedia(constraints);
  const track = stream.getTracks()[0];
  if (track === undefined) {
    throw new DOMException('no track', 'NotFoundError');
  }
  track.contentHint = kind === 'mic' ? 'speech' : 'motion';
  return track;
}

async function labelled(kind: DeviceKind, label: string): Promise<string | undefined> {
  const wanted = kind === 'mic' ? 'audioinput' : 'videoinput';
  const all = await navigator.mediaDevices.enumerateDevices();
  return all.find(one => one.kind === wanted && one.label === label)?.deviceId;
}

function stateOf(problem: unknown): DeviceState {
  switch (problem instanceof DOMException ? problem.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'missing';
  }
}

interface Kept {
  readonly mic?: string;
  readonly camera?: string;
  readonly speaker?: string;
}

/** Storage may be refused in a frame: then the choice lasts as long as the page. */
function remembered(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORE) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : {};
  } catch {
    return {};
  }
}

function remember(kept: Kept): void {
  try {
    localStorage.setItem(STORE, JSON.stringify(kept));
  } catch {
    // as above
  }
}
