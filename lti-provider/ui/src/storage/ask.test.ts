import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AGAIN_MS, ask, WAIT_MS } from './ask';

const ORIGIN = 'https://lms.school.edu';

/** A window inside another, whose messages are seen. */
function framed(frames: Record<string, unknown> = {}) {
  const posted: { message: { message_id: string; subject: string }; origin: string; to: string }[] = [];
  const target = (to: string) => ({
    postMessage: (message: { message_id: string; subject: string }, origin: string) =>
      posted.push({ message, origin, to }),
  });
  const listeners = new Set<(event: unknown) => void>();
  const named = Object.fromEntries(Object.keys(frames).map(name => [name, target(name)]));
  const own = {
    crypto: { randomUUID: () => 'id-1' },
    parent: { ...target('parent'), frames: named },
    opener: null,
    addEventListener: (_: string, listener: (event: unknown) => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: (event: unknown) => void) => listeners.delete(listener),
  };
  const say = (data: unknown, origin = ORIGIN) => {
    for (const listener of [...listeners]) {
      listener({ data, origin });
    }
  };
  return { own: own as unknown as Window, posted, say, listeners };
}

const GET = { subject: 'lti.get_data', key: 'k' } as const;
const answer = (value: unknown) => ({ subject: 'lti.get_data.response', message_id: 'id-1', key: 'k', value });

describe('a question to the platform', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is sent to the platform’s origin only, and its answer is the value', async () => {
    const { own, posted, say, listeners } = framed();
    const asked = ask({ target: '_parent', origin: ORIGIN }, GET, own);
    expect(posted).toEqual([{ message: { ...GET, message_id: 'id-1' }, origin: ORIGIN, to: 'parent' }]);
    say(answer('v'));
    expect(await asked).toBe('v');
    expect(listeners.size).toBe(0);
  });

  it('is asked again while the platform’s frame may still be loading', async () => {
    const { own, posted, say } = framed();
    const asked = ask({ target: '_parent', origin: ORIGIN }, GET, own);
    vi.advanceTimersByTime(2 * AGAIN_MS);
    expect(posted.map(one => one.message.message_id)).toEqual(['id-1', 'id-1', 'id-1']);
    say(answer('v'));
    expect(await asked).toBe('v');
    vi.advanceTimersByTime(WAIT_MS);
    expect(posted).toHaveLength(3);
  });

  it('goes to the frame that the login named, and to the window itself where there is none', () => {
    const with_ = framed({ lti_storage_frame: true });
    void ask({ target: 'lti_storage_frame', origin: ORIGIN }, GET, with_.own);
    const without = framed();
    void ask({ target: 'lti_storage_frame', origin: ORIGIN }, GET, without.own);
    expect([with_.posted[0]?.to, without.posted[0]?.to]).toEqual(['lti_storage_frame', 'parent']);
  });

  it('hears no other origin, message or subject, and ends after two seconds', async () => {
    const { own, say } = framed();
    const asked = ask({ target: '_parent', origin: ORIGIN }, GET, own);
    say(answer('evil'), 'https://evil.edu');
    say({ ...answer('evil'), message_id: 'other' });
    say({ ...answer('evil'), subject: 'lti.put_data.response' });
    say(null);
    vi.advanceTimersByTime(WAIT_MS);
    expect(await asked).toBeNull();
  });

  it('has no answer when the platform refuses or has nothing', async () => {
    for (const data of [{ ...answer('v'), error: { code: 'x' } }, answer(null)]) {
      const { own, say } = framed();
      const asked = ask({ target: '_parent', origin: ORIGIN }, GET, own);
      say(data);
      expect(await asked).toBeNull();
    }
  });

  it('has no answer in a window of its own', async () => {
    const { own } = framed();
    (own as unknown as { parent: Window }).parent = own;
    const asked = ask({ target: '_parent', origin: ORIGIN }, GET, own);
    vi.advanceTimersByTime(WAIT_MS);
    expect(await asked).toBeNull();
  });
});
