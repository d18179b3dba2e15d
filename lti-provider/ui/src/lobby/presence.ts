import type { Attendee } from '../api/types';

/** Where somebody was there, on a bar of 1000 units from the start of the class to its end. */
export function strokesOf(spans: Attendee['spans'], from: number, to: number): { x: number; width: number }[] {
  const length = Math.max(1, to - from);
  const place = (at: number) => Math.round((Math.min(Math.max(at, from), to) - from) * (1000 / length));
  return spans.map(span => {
    const x = place(Date.parse(span.from));
    return { x, width: Math.max(2, place(span.to ? Date.parse(span.to) : to) - x) };
  });
}
