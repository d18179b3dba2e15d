import { type ReadonlySignal, signal } from '@preact/signals';
import type { ClientMessage, VideoCodec, Watched } from '../protocol/messages';
import { choose } from './codec';
import { fitFactor } from './fit';
import { Slots } from './slots';

/** Media lines that we send on, by their mid (docs/protocol.md, "Media"). */
export type Sending = 'mic' | 'cam' | 'scr' | 'sca';

export interface SessionOptions {
  readonly send: (message: ClientMessage) => void;
  /** For what brings an offer, and must not get lost on a line that is gone. */
  readonly ask: (message: ClientMessage) => void;
  readonly onChannel: (channel: RTCDataChannel) => void;
}

const CONFIGURATION: RTCConfiguration = { bundlePolicy: 'max-bundle', rtcpMuxPolicy: 'require' };
/** Time that a broken path gets to heal by itself before an ICE restart is asked for; a restart harms no media. */
const DISCONNECTED_MS = 500;
/** Between a change of the network and the restart: changes come several at once. */
const NETWORK_MS = 200;
/** Time that a restart gets before everything is made anew. */
const RESTARTED_MS = 8_000;

/** Where every connection begins. */
const EVERYTHING: Watched = { low: true, high: true, screen: true };

const LINES: readonly Sending[] = ['mic', 'cam', 'scr', 'sca'];
const PICTURES: readonly Sending[] = ['cam', 'scr'];

/**
 * The one peer connection of a class: answers the server's offer once, then changes only what is sent (replaceTrack)
 * and who is in which slot. Heals a broken path by asking for a restart, then for a new offer.
 */
export class Session {
  readonly slots = new Slots();
  private readonly path = signal<RTCPeerConnectionState>('new');
  readonly state: ReadonlySignal<RTCPeerConnectionState> = this.path;

  private readonly tracks = new Map<Sending, MediaStreamTrack>();
  private readonly senders = new Map<string, RTCRtpSender>();
  private wanted: Watched = EVERYTHING;
  private peer: RTCPeerConnection | null = null;
  private work: Promise<void> = Promise.resolve();
  private codec: VideoCodec = 'vp8';
  private timer: ReturnType<typeof setTimeout> | null = null;

  private networkTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly options: SessionOptions) {
    window.addEventListener('online', this.networkChanged);
    connection()?.addEventListener('change', this.networkChanged);
  }

  /** Another network, another address: asks for a restart without waiting until the old path is known to be dead. */
  private readonly networkChanged = (): void => {
    if (this.networkTimer !== null) {
      clearTimeout(this.networkTimer);
    }
    this.networkTimer = setTimeout(() => {
      if (this.peer !== null && navigator.onLine) {
        this.options.ask({ type: 'restart' });
      }
    }, NETWORK_MS);
  };

  /** Answers in the order of the offers; a failed one is followed by a wish for a new connection. */
  offer(sdp: string, fresh: boolean, ice: readonly RTCIceServer[]): void {
    this.work = this.work
      .then(() => this.answer(sdp, fresh, ice))
      .catch(() => {
        this.heal(RESTARTED_MS, 'rejoin');
      });
  }

  /** Sends this track on that line, or nothing; kept for a later connection too. */
  async put(line: Sending, track: MediaStreamTrack | null): Promise<void> {
    if (track === null) {
      this.tracks.delete(line);
    } else {
      this.tracks.set(line, track);
    }
    const sender = this.senders.get(line);
    await sender?.replaceTrack(track);
    if (sender && line === 'cam' && track !== null) {
      this.work = this.work.then(() => rescale(sender)).catch(() => undefined);
    }
  }

  /** Sends cameras and screens in this codec from now on, where the browser can; no negotiation comes of it. */
  use(codec: VideoCodec): void {
    this.codec = codec;
    this.work = this.work.then(() => this.retune()).catch(() => undefined);
  }

  private async retune(): Promise<void> {
    for (const line of PICTURES) {
      const sender = this.senders.get(line);
      if (sender !== undefined) {
        await choose(sender, this.codec);
      }
    }
  }

  /** Sends only those pictures that somebody receives; nothing is negotiated, and a keyframe begins what comes back. */
  watched(wanted: Watched): void {
    this.wanted = wanted;
    this.work = this.work.then(() => this.save()).catch(() => undefined);
  }

  /** What the browser counts, for diagnostics. */
  async stats(): Promise<RTCStatsReport | null> {
    return (await this.peer?.getStats()) ?? null;
  }

  close(): void {
    this.cancel();
    window.removeEventListener('online', this.networkChanged);
    connection()?.removeEventListener('change', this.networkChanged);
    if (this.networkTimer !== null) {
      clearTimeout(this.networkTimer);
    }
    this.peer?.close();
    this.peer = null;
    this.senders.clear();
    this.slots.clear();
    this.path.value = 'closed';
  }

  private async answer(sdp: string, fresh: boolean, ice: readonly RTCIceServer[]): Promise<void> {
    const peer = fresh || this.peer === null ? this.open() : this.peer;
    // Before the offer: a restart gathers with the relays' new credentials.
    peer.setConfiguration({ ...CONFIGURATION, iceServers: [...ice] });
    await peer.setRemoteDescription({ type: 'offer', sdp });
    for (const transceiver of peer.getTransceivers()) {
      await this.useLine(transceiver);
    }
    const answer = await peer.createAnswer();
    await peer.setLocalDescription(answer);
    for (const transceiver of peer.getTransceivers()) {
      await limit(transceiver);
    }
    await this.retune().catch(() => undefined);
    this.options.send({ type: 'answer', sdp: peer.localDescription?.sdp ?? '' });
  }

  private async save(): Promise<void> {
    for (const line of ['cam', 'scr'] as const) {
      const sender = this.senders.get(line);
      const parameters = sender?.getParameters();
      let changed = false;
      for (const encoding of parameters?.encodings ?? []) {
        const active = this.isWatched(line, encoding.rid);
        changed ||= (encoding.active ?? true) !== active;
        encoding.active = active;
      }
      if (sender && parameters && changed) {
        await sender.setParameters(parameters);
      }
    }
  }

  private isWatched(line: 'cam' | 'scr', rid: string | undefined): boolean {
    const { low, high, screen } = this.wanted;
    return line === 'scr' ? screen : rid === 'l' ? low : high;
  }

  private open(): RTCPeerConnection {
    this.peer?.close();
    this.senders.clear();
    this.slots.clear();
    this.wanted = EVERYTHING;
    const peer = new RTCPeerConnection(CONFIGURATION);
    this.peer = peer;
    this.options.onChannel(peer.createDataChannel('live', { ordered: true }));
    peer.ontrack = event => {
      const mid = event.transceiver.mid;
      if (mid !== null) {
        this.slots.bind(mid, event.track);
      }
    };
    peer.onconnectionstatechange = () => {
      if (this.peer === peer) {
        this.watch(peer.connectionState);
      }
    };
    this.path.value = 'connecting';
    return peer;
  }

  private async useLine(transceiver: RTCRtpTransceiver): Promise<void> {
    const line = LINES.find(name => name === transceiver.mid);
    if (line === undefined || this.senders.has(line)) {
      return;
    }
    transceiver.direction = 'sendonly';
    this.senders.set(line, transceiver.sender);
    const track = this.tracks.get(line);
    if (track !== undefined) {
      await transceiver.sender.replaceTrack(track);
    }
  }

  private watch(state: RTCPeerConnectionState): void {
    this.path.value = state;
    if (state === 'connected') {
      this.cancel();
    } else if (state === 'disconnected') {
      this.heal(DISCONNECTED_MS, 'restart');
    } else if (state === 'failed') {
      this.heal(0, 'restart');
    }
  }

  private heal(after: number, how: 'restart' | 'rejoin'): void {
    this.cancel();
    this.timer = setTimeout(() => {
      if (this.path.peek() === 'connected' || this.path.peek() === 'closed') {
        return;
      }
      this.options.ask({ type: how });
      this.heal(RESTARTED_MS, 'rejoin');
    }, after);
  }

  private cancel(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }
}

/** The Network Information API, which not every browser has. */
function connection(): EventTarget | undefined {
  return (navigator as { connection?: EventTarget }).connection;
}

/** Another camera may have another size. */
async function rescale(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  scale(sender, parameters);
  if (parameters.encodings?.length) {
    await sender.setParameters(parameters);
  }
}

function scale(sender: RTCRtpSender, parameters: RTCRtpSendParameters): void {
  const by = fitFactor(sender.track?.getSettings());
  for (const encoding of parameters.encodings ?? []) {
    encoding.scaleResolutionDownBy = encoding.rid === 'l' ? 2 * by : by;
  }
}

/** Caps of what we send: two layers of the camera, the screen, speech and the screen's sound. */
async function limit({ mid, sender }: RTCRtpTransceiver): Promise<void> {
  const parameters = sender.getParameters();
  if (mid === 'cam') {
    scale(sender, parameters);
  }
  for (const encoding of parameters.encodings ?? []) {
    if (mid === 'cam') {
      const low = encoding.rid === 'l';
      encoding.maxBitrate = low ? 90_000 : 210_000;
      encoding.maxFramerate = low ? 15 : 30;
    } else if (mid === 'scr') {
      encoding.maxBitrate = 1_500_000;
    } else if (mid === 'mic') {
      encoding.maxBitrate = 32_000;
    } else if (mid === 'sca') {
      encoding.maxBitrate = 96_000;
    } else {
      return;
    }
  }
  if (mid === 'cam' || mid === 'scr' || mid === 'mic' || mid === 'sca') {
    await sender.setParameters(parameters);
  }
}
