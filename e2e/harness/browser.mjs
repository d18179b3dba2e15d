// Chromium as people have it: third-party cookies blocked, storage partitioned, pop-ups only on a click; with fake
// devices instead of a camera and a microphone.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { instrument } from './instrument.mjs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export function chromiumPath() {
  const path = process.env.CHROMIUM ?? PLACES.find((p) => existsSync(p));
  if (!path) throw new Error('No Chromium found: install it, or name it in the environment variable CHROMIUM.');
  return path;
}

/** What Playwright switches off must be on here. A later --disable-features replaces Playwright's own list. */
const DISABLED_FEATURES = [
  'WebRtcHideLocalIpsWithMdns',
  'MediaRouter',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'HttpsUpgrades',
];

/** @param {string} executablePath a Chromium, or what starts one with the same words */
export async function startBrowser(executablePath = chromiumPath()) {
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    ignoreDefaultArgs: ['--disable-popup-blocking'],
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--use-fake-device-for-media-stream=fps=15',
      '--use-fake-ui-for-media-stream',
      '--allow-loopback-in-peer-connection',
      `--disable-features=${DISABLED_FEATURES.join(',')}`,
      '--disable-background-networking',
      '--mute-audio',
      // Without a GPU the software compositor costs less than a GPU in software.
      '--disable-gpu',
    ],
  });
  return browser;
}

/** A person's own browser profile: contexts share no cookie and no storage, and block third-party cookies. */
export async function newProfile(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options });
  context.setDefaultTimeout(30_000);
  await context.addInitScript(instrument);
  return context;
}
