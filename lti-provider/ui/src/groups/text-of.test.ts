import { describe, expect, it } from 'vitest';
import { textOf } from './text-of';

const bytes = (...all: number[]) => new Uint8Array(all).buffer;

describe('the text of a file', () => {
  it('is what was written, in whichever encoding', () => {
    expect(textOf(new TextEncoder().encode('Zoë;ليلى').buffer)).toBe('Zoë;ليلى');
    expect(textOf(bytes(0xef, 0xbb, 0xbf, 0x5a, 0x6f, 0xc3, 0xab))).toBe('Zoë');
    expect(textOf(bytes(0x5a, 0x6f, 0xeb, 0x3b, 0xdc))).toBe('Zoë;Ü');
    expect(textOf(bytes(0xff, 0xfe, 0x5a, 0x00, 0xeb, 0x00))).toBe('Zë');
    expect(textOf(bytes(0xfe, 0xff, 0x00, 0x5a, 0x00, 0xeb))).toBe('Zë');
    expect(textOf(bytes())).toBe('');
  });
});
