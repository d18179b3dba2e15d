// Pictures of a page at a desktop's and a phone's width, for people to look at.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './processes.mjs';

export const screens = join(root, 'e2e', 'target', 'screens');

export async function picture(page, name, { narrow = true, fullPage = false } = {}) {
  mkdirSync(screens, { recursive: true });
  const before = page.viewportSize();
  for (const [width, height] of narrow ? [[1280, 800], [390, 844]] : [[1280, 800]]) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.screenshot({ path: join(screens, `${name}-${width}.png`), fullPage });
  }
  if (before) await page.setViewportSize(before);
}
