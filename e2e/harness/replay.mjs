// What a replay really shows and lets be heard, by the canvas and the way to the speaker.
import { eventually } from './media.mjs';
import { pause } from './processes.mjs';

/** Frames that reached the canvas at each place since the page was opened. */
const drawn = (page) => page.evaluate(() => Object.fromEntries(
  Object.entries(window.e2e.drawn).map(([place, d]) => [place, d.frames])));

/** Waits until `tiles` places of the canvas show new frames, with sound. */
export async function plays(page, tiles) {
  await eventually(
    `${tiles} tiles in motion`,
    async () => {
      const then = await drawn(page);
      await pause(1_500);
      const now = await drawn(page);
      return Object.keys(now).filter((place) => now[place] - (then[place] ?? 0) > 3).length;
    },
    (moving) => moving >= tiles,
  );
  await eventually('sound', () => page.evaluate(() => window.e2e.loudness()), (loud) => loud > 0.001);
}
