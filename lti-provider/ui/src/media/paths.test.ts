import { describe, expect, it } from 'vitest';
import { type PathName, targets, verdict } from './paths';

const result = (path: PathName, works: boolean) => ({ path, works, targets: [] });

describe('ways through the network', () => {
  it('is good as soon as UDP works', () => {
    expect(verdict([result('udp', true), result('tcp', false)])).toBe('good');
  });

  it('is slower over anything else', () => {
    expect(verdict([result('udp', false), result('tcp', true)])).toBe('slower');
    expect(verdict([result('udp', false), result('tcp', false), result('turn', true)])).toBe('slower');
  });

  it('is blocked when nothing works', () => {
    expect(verdict([result('udp', false), result('tcp', false)])).toBe('blocked');
    expect(verdict([])).toBe('blocked');
  });

  it('names where packets go', () => {
    const sdp =
      'v=0\r\na=candidate:1 1 udp 2130706431 192.0.2.1 10000 typ host\r\n' +
      'a=candidate:2 1 udp 2130706175 2001:db8::1 10000 typ host\r\na=end-of-candidates\r\n';
    expect(targets('udp', sdp, [])).toEqual([
      { host: '192.0.2.1', port: '10000' },
      { host: '2001:db8::1', port: '10000' },
    ]);
    const ice = [
      { urls: ['turn:turn.school.edu', 'turns:turn.school.edu:443?transport=tcp', 'turn:[2001:db8::2]:99'] },
    ];
    expect(targets('turn', sdp, ice)).toEqual([
      { host: 'turn.school.edu', port: '3478' },
      { host: 'turn.school.edu', port: '443' },
      { host: '[2001:db8::2]', port: '99' },
    ]);
  });
});
