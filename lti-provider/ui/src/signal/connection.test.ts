import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerMessage } from '../protocol/messages';
import { Connection, type Socket } from './connection';

/** A WebSocket of our own: what is sent is kept, what the server says is said by the test. */
class FakeSocket implements Socket {
  readyState = 0;
  readonly sent: { type: string; id?: number; token?: string }[] = [];
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;

  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }

  close(code = 1000): void {
    this.drop(code);
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.({} as Event);
  }

  say(message: object | string): void {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) } as MessageEvent);
  }

  drop(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code } as CloseEvent);
  }
}

function connected(early = false) {
  const sockets: FakeSocket[] = [];
  const heard: ServerMessage[] = [];
  const connection = new Connection({
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    token: 'secret',
    tiles: 25,
    early,
    onMessage: message => heard.push(message),
    random: () => 0.5,
  });
  connection.connect();
  const latest = () => sockets[sockets.length - 1] as FakeSocket;
  return { connection, sockets, heard, latest };
}

const types = (messages: readonly { type: string }[]) => messages.map(message => message.type);

describe('the connection to the class', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('says hello with the token first, and is open once the state is there', () => {
    const { connection, latest } = connected();
    latest().open();
    expect(latest().sent).toEqual([{ type: 'hello', v: 1, token: 'secret', tiles: 25 }]);
    expect(connection.status.value).toBe('connecting');
    latest().say({ type: 'state', n: 1 });
    expect(connection.status.value).toBe('open');
  });

  it('starts the class by a new hello when one came early', () => {
    const { connection, sockets, latest } = connected(true);
    latest().open();
    expect(latest().sent[0]).toMatchObject({ type: 'hello', early: true });
    latest().say({ type: 'waiting', n: 1 });
    connection.begin();
    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.readyState).toBe(3);
    latest().open();
    expect(latest().sent[0]).not.toHaveProperty('early');
    latest().say({ type: 'state', n: 1 });
    expect(connection.status.value).toBe('open');
  });

  it('settles requests by their id', async () => {
    const { connection, latest } = connected();
    latest().open();
    const done = connection.request({ type: 'record', on: true });
    const refused = connection.request({ type: 'end' });
    latest().say({ type: 'error', id: 2, code: 'not_allowed', message: 'Only teachers can end a class.' });
    latest().say({ type: 'ok', id: 1 });
    await expect(done).resolves.toBeUndefined();
    await expect(refused).rejects.toMatchObject({ code: 'not_allowed', message: 'Only teachers can end a class.' });
  });

  it('gives up a request that is not answered', async () => {
    const { connection, latest } = connected();
    latest().open();
    const asked = expect(connection.request({ type: 'end' })).rejects.toMatchObject({ code: 'no_answer' });
    await vi.advanceTimersByTimeAsync(10_000);
    await asked;
  });

  it('refuses a request while offline', async () => {
    const { connection } = connected();
    await expect(connection.request({ type: 'end' })).rejects.toMatchObject({ code: 'offline' });
  });

  it('comes back by itself, later and later, with the same token', () => {
    const { connection, sockets, latest } = connected();
    latest().open();
    latest().say({ type: 'state', n: 1 });
    latest().drop();
    expect(connection.status.value).toBe('reconnecting');
    for (const delay of [500, 1_000, 2_000, 4_000, 8_000, 8_000]) {
      const before = sockets.length;
      vi.advanceTimersByTime(delay - 1);
      expect(sockets.length).toBe(before);
      vi.advanceTimersByTime(1);
      expect(sockets.length).toBe(before + 1);
      latest().drop();
    }
    vi.advanceTimersByTime(8_000);
    latest().open();
    expect(latest().sent[0]?.token).toBe('secret');
    latest().say({ type: 'state', n: 9 });
    expect(connection.status.value).toBe('open');
  });

  it('tries at once when the network is back', () => {
    const { connection, sockets, latest } = connected();
    latest().drop();
    connection.hurry();
    expect(sockets.length).toBe(2);
    vi.advanceTimersByTime(60_000);
    expect(sockets.length).toBe(2);
  });

  it('takes a socket without a word for dead, and says again on another one what it insists on', () => {
    const { connection, sockets, latest } = connected();
    latest().open();
    latest().say({ type: 'state', n: 1 });
    latest().say({ type: 'offer', n: 2 });
    connection.insist({ type: 'restart' });
    expect(types(latest().sent)).toEqual(['hello', 'restart']);
    vi.advanceTimersByTime(999);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.readyState).toBe(3);
    expect(connection.status.value).toBe('reconnecting');
    latest().open();
    expect(latest().sent[0]).toMatchObject({ type: 'hello', resume: true });
    latest().say({ type: 'state', n: 3 });
    expect(types(latest().sent)).toEqual(['hello', 'restart']);
    expect(connection.status.value).toBe('open');
    latest().say({ type: 'offer', n: 4 });
    latest().say({ type: 'state', n: 5 });
    expect(types(latest().sent)).toEqual(['hello', 'restart']);
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(2);
  });

  it('keeps a socket that answers what it insists on', () => {
    const { connection, sockets, latest } = connected();
    latest().open();
    latest().say({ type: 'state', n: 1 });
    connection.insist({ type: 'restart' });
    latest().say({ type: 'offer', n: 2 });
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
    expect(types(latest().sent)).toEqual(['hello', 'restart']);
  });

  it('gives up a new socket that stays without a word, too', () => {
    const { connection, sockets, latest } = connected();
    latest().open();
    latest().say({ type: 'state', n: 1 });
    connection.insist({ type: 'restart' });
    vi.advanceTimersByTime(1_000);
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(5_000);
    expect(sockets).toHaveLength(3);
    latest().open();
    latest().say({ type: 'state', n: 2 });
    expect(types(latest().sent)).toEqual(['hello', 'restart']);
  });

  it('says what it insists on once a lost socket is replaced', () => {
    const { connection, sockets, latest } = connected();
    latest().open();
    latest().say({ type: 'state', n: 1 });
    latest().drop();
    connection.insist({ type: 'restart' });
    expect(sockets).toHaveLength(2);
    latest().open();
    latest().say({ type: 'state', n: 2 });
    expect(types(latest().sent)).toEqual(['hello', 'restart']);
  });

  it.each([
    [4400, 'protocol'],
    [4401, 'refused'],
    [4409, 'elsewhere'],
    [4410, 'ended'],
  ])('stays away after close code %i', (code, ending) => {
    const { connection, sockets, latest } = connected();
    latest().open();
    latest().drop(code);
    vi.advanceTimersByTime(60_000);
    expect(sockets.length).toBe(1);
    expect(connection.ending.value).toBe(ending);
    expect(connection.status.value).toBe('closed');
  });

  it('comes back after it read too slowly', () => {
    const { sockets, latest } = connected();
    latest().open();
    latest().drop(4429);
    vi.advanceTimersByTime(500);
    expect(sockets.length).toBe(2);
  });

  it('says goodbye when one leaves, and stays away', () => {
    const { connection, sockets, latest } = connected();
    latest().open();
    connection.leave();
    expect(types(latest().sent)).toEqual(['hello', 'leave']);
    vi.advanceTimersByTime(60_000);
    expect(sockets.length).toBe(1);
    expect(connection.ending.value).toBe('left');
  });

  it('waits two seconds for a missing message, then asks for the state', () => {
    const { heard, latest } = connected();
    latest().open();
    latest().say({ type: 'state', n: 1 });
    latest().say({ type: 'left', person: 'a', n: 3 });
    vi.advanceTimersByTime(1_999);
    expect(types(latest().sent)).toEqual(['hello']);
    vi.advanceTimersByTime(1);
    expect(types(latest().sent)).toEqual(['hello', 'resync']);
    latest().say({ type: 'state', n: 4 });
    expect(types(heard)).toEqual(['state', 'state']);
  });

  it('asks for nothing when the missing message comes in time', () => {
    const { heard, latest } = connected();
    latest().open();
    latest().say({ type: 'state', n: 1 });
    latest().say({ type: 'left', person: 'b', n: 3 });
    latest().say({ type: 'left', person: 'a', n: 2 });
    vi.advanceTimersByTime(10_000);
    expect(types(latest().sent)).toEqual(['hello']);
    expect(types(heard)).toEqual(['state', 'left', 'left']);
  });

  it('sends hands over the data channel once it is open, and over the socket without it', () => {
    const { connection, latest } = connected();
    latest().open();
    connection.send({ type: 'hand', up: true });
    const over: string[] = [];
    const channel = { readyState: 'open', onmessage: null, send: (data: string) => over.push(data) };
    connection.attach(channel as unknown as RTCDataChannel);
    connection.send({ type: 'hand', up: false });
    connection.send({ type: 'chat', text: 'hello' });
    expect(types(latest().sent)).toEqual(['hello', 'hand', 'chat']);
    expect(over).toEqual(['{"type":"hand","up":false}']);
  });

  it('takes no harm from what is not a message', () => {
    const { heard, latest } = connected();
    latest().open();
    for (const bad of ['', '{', 'null', '[1]', '{"n":1}']) {
      latest().say(bad);
    }
    expect(heard).toEqual([]);
  });
});
