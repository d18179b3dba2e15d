// Chromium whose owner lets one site keep nothing while it is inside pages of another: no cookie, not even a partitioned
// one, and no storage. In a tab of its own the site is as usual.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumPath } from './browser.mjs';
import { instrument } from './instrument.mjs';

const BLOCK = 2;

/** @returns a browser context; close it with {@link closeProfile} */
export async function profileWithoutCookies({ site, inside, viewport = { width: 1280, height: 800 } }) {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-e2e-profile-'));
  mkdirSync(join(folder, 'Default'));
  const blocked = { [`${site},${inside}`]: { setting: BLOCK, last_modified: '0' } };
  writeFileSync(
    join(folder, 'Default', 'Preferences'),
    JSON.stringify({ profile: { content_settings: { exceptions: { cookies: blocked } } } }),
  );
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath(),
    headless: true,
    viewport,
    locale: 'en-GB',
    ignoreDefaultArgs: ['--disable-popup-blocking'],
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--use-fake-device-for-media-stream=fps=15',
      '--use-fake-ui-for-media-stream',
      '--disable-background-networking',
      '--disable-features=LocalNetworkAccessChecks,OptimizationHints,HttpsUpgrades',
      '--mute-audio',
      '--disable-gpu',
    ],
  });
  context.setDefaultTimeout(30_000);
  await context.addInitScript(instrument);
  folders.set(context, folder);
  return context;
}

const folders = new Map();

export async function closeProfile(context) {
  await context.close();
  rmSync(folders.get(context), { recursive: true, force: true });
  folders.delete(context);
}
