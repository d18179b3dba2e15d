import { type ReadonlySignal, signal } from '@preact/signals';
import { type Answer, type ClientMessage, Refusal, type ServerMessage } from '../protocol/messages';
import { type Numbered, Order } from './order';

export type Status = 'connecting' | 'open' | 'reconnecting' | 'closed';

/** Why the server will not have us back (close codes of docs/protocol.md). */
export type Ending = 'protocol' | 'refused' | 'elsewhere' | 'ended' | 'left';

/** The part of a WebSocket that we use. */
export interface Socket {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number): void;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
}

export interface ConnectionOptions {
  readonly open: () => Socket;
  readonly token: string;
  readonly tiles: number;
  /** Staff who come early: the class is not started by it, until {@link Connection.begin}. */
  readonly early?: boolean;
  readonly onMessage: (message: ServerMessage) => void;
  readonly random?: () => number;
}

const OPEN = 1;
const GAP_MS = 2_000;
const ANSWER_MS = 10_000;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 8_000;
const PENDING_LIMIT = 64;
/** Time for a word after something that the server answers at once; a socket without one leads nowhere. */
const WORD_MS = 1_000;
/** The same for a new socket, on a line that may only just be there. */
const FIRST_WORD_MS = 5_000;
/** A close code for a socket that nobody closed (RFC 6455 §7.4.1). */
const ABNORMAL = 1006;
const ENDINGS: Record<number, Ending> = { 4400: 'protocol', 4401: 'refused', 4409: 'elsewhere', 4410: 'ended' };
const OVER_DATA = new Set(['hand', 'view', 'device']);

type Timer = 'gap' | 'retry' | 'word';

type Identified = ClientMessage & { readonly id: number };

interface Pending {
  readonly done: () => void;
  readonly failed: (problem: Refusal) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * One ordered conversation with the class over a WebSocket and, once it is open, a data channel. Comes back by itself
 * with the same token after a loss, as long as the server does not say why it closed.
 */
export class Connection {
  private readonly current = signal<Status>('connecting');
  readonly status: ReadonlySignal<Status> = this.current;
  private readonly why = signal<Ending | null>(null);
  readonly ending: ReadonlySignal<Ending | null> = this.why;

  private readonly order = new Order();
  private readonly pending = new Map<number, Pending>();
  private readonly random: () => number;
  private socket: Socket | null = null;
  private channel: RTCDataChannel | null = null;
  private lastId = 0;
  private failures = 0;
  /** An offer came to this page: its media goes on while the socket is away. */
  private offered = false;
  private early: boolean;
  /** What the server has not answered yet, to be said again on another socket. */
  private insisted: ClientMessage | null = null;
  private readonly timers = new Map<Timer, ReturnType<typeof setTimeout>>();

  constructor(private readonly options: ConnectionOptions) {
    this.random = options.random ?? Math.random;
    this.early = options.early ?? false;
  }

  /** Opens the socket; also what "use this tab instead" calls after an ending. */
  connect(): void {
    this.cancel('retry');
    this.why.value = null;
    this.current.value = this.failures === 0 ? 'connecting' : 'reconnecting';
    const socket = this.options.open();
    this.socket = socket;
    socket.onopen = () => {
      this.order.restart();
      const { token, tiles } = this.options;
      this.transmit(socket, {
        ...{ type: 'hello', v: 1, token, tiles },
        ...(this.offered ? { resume: true } : {}),
        ...(this.early ? { early: true } : {}),
      });
    };
    socket.onmessage = event => {
      if (this.socket === socket) {
        this.cancel('word');
        this.receive(event.data);
      }
    };
    socket.onclose = event => {
      if (this.socket === socket) {
        this.lost(event.code);
      }
    };
    if (this.insisted !== null) {
      this.expectWord(FIRST_WORD_MS);
    }
  }

  /** Starts the class, by a new hello that is no early one. */
  begin(): void {
    this.early = false;
    const before = this.socket;
    this.socket = null;
    before?.close(1000);
    this.connect();
  }

  /** Tries at once when the browser says that the network is back. */
  hurry(): void {
    if (this.current.value === 'reconnecting' && this.timers.has('retry')) {
      this.connect();
    }
  }

  /** Takes over what the protocol sends on the data channel. */
  attach(channel: RTCDataChannel): void {
    this.channel = channel;
    channel.onmessage = event => this.receive(event.data);
  }

  /** False when nothing is there to carry it; what describes us is said again with the next state. */
  send(message: ClientMessage | Identified): boolean {
    if (OVER_DATA.has(message.type) && this.channel?.readyState === 'open') {
      try {
        this.channel.send(JSON.stringify(message));
        return true;
      } catch {
        // The channel closed under us or is full: the socket carries it.
      }
    }
    return this.socket !== null && this.transmit(this.socket, message);
  }

  /**
   * Sends what the server answers at once with an offer. While no word comes, the socket is taken for dead, as it is without
   * a close after a change of address; another one is opened and says it again.
   */
  insist(message: ClientMessage): void {
    this.insisted = message;
    if (this.send(message)) {
      this.expectWord(WORD_MS);
    } else {
      this.hurry();
    }
  }

  private expectWord(millis: number): void {
    this.after('word', millis, () => {
      const before = this.socket;
      this.lost(ABNORMAL);
      before?.close();
      this.hurry();
    });
  }

  /** Resolves when the server did it; rejects with its {@link Refusal}. */
  request(message: ClientMessage): Promise<void> {
    return new Promise((done, failed) => {
      if (this.pending.size >= PENDING_LIMIT) {
        failed(new Refusal('busy', ''));
        return;
      }
      const id = ++this.lastId;
      const timer = setTimeout(() => this.settle(id)?.failed(new Refusal('no_answer', '')), ANSWER_MS);
      this.pending.set(id, { done, failed, timer });
      if (!this.send({ ...message, id })) {
        this.settle(id)?.failed(new Refusal('offline', ''));
      }
    });
  }

  /** Says goodbye and stays away. */
  leave(): void {
    this.send({ type: 'leave' });
    this.stop('left');
    this.socket?.close(1000);
    this.socket = null;
  }

  private transmit(socket: Socket, message: ClientMessage | Identified): boolean {
    if (socket.readyState !== OPEN) {
      return false;
    }
    socket.send(JSON.stringify(message));
    return true;
  }

  private receive(data: unknown): void {
    const message = parse(data);
    if (message === null) {
      return;
    }
    for (const one of this.order.accept(message)) {
      this.apply(one);
    }
    if (!this.order.gap) {
      this.cancel('gap');
    } else if (!this.timers.has('gap')) {
      this.after('gap', GAP_MS, () => this.send({ type: 'resync' }));
    }
  }

  private apply(message: ServerMessage | Answer): void {
    if (message.type === 'ok') {
      this.settle(message.id)?.done();
      return;
    }
    if (message.type === 'error') {
      this.settle(message.id)?.failed(new Refusal(message.code, message.message));
      return;
    }
    if (message.type === 'state' || message.type === 'waiting') {
      this.failures = 0;
      this.current.value = 'open';
    }
    if (message.type === 'offer') {
      this.offered = true;
      this.insisted = null;
    }
    this.options.onMessage(message);
    if (message.type === 'state' && this.insisted !== null) {
      this.send(this.insisted);
    }
  }

  private lost(code: number): void {
    const ending = ENDINGS[code];
    for (const id of [...this.pending.keys()]) {
      this.settle(id)?.failed(new Refusal('offline', ''));
    }
    this.socket = null;
    this.cancel('word');
    if (ending !== undefined) {
      this.stop(ending);
      return;
    }
    if (this.why.value !== null) {
      return;
    }
    const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.failures) * (0.8 + 0.4 * this.random());
    this.failures++;
    this.current.value = 'reconnecting';
    this.after('retry', delay, () => this.connect());
  }

  private stop(ending: Ending): void {
    this.cancel('gap');
    this.cancel('retry');
    this.cancel('word');
    this.insisted = null;
    this.failures = 0;
    this.why.value = ending;
    this.current.value = 'closed';
  }

  private settle(id: number | undefined): Pending | undefined {
    const one = id === undefined ? undefined : this.pending.get(id);
    if (id !== undefined && one !== undefined) {
      clearTimeout(one.timer);
      this.pending.delete(id);
    }
    return one;
  }

  private after(which: Timer, millis: number, run: () => void): void {
    this.cancel(which);
    const timer = setTimeout(() => {
      this.timers.delete(which);
      run();
    }, millis);
    this.timers.set(which, timer);
  }

  private cancel(which: Timer): void {
    clearTimeout(this.timers.get(which));
    this.timers.delete(which);
  }
}

function parse(data: unknown): Numbered | null {
  try {
    const value: unknown = JSON.parse(String(data));
    return typeof value === 'object' && value !== null && 'type' in value ? (value as Numbered) : null;
  } catch {
    return null;
  }
}
