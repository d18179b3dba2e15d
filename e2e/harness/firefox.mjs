// Firefox, steered by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), which it speaks itself.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';
import { instrument } from './instrument.mjs';
import { pause } from './processes.mjs';

const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];
/** A Firefox that was never started on this machine takes its time. */
const START_MILLIS = 120_000;
/** For what a page is to show. */
const SHOW_MILLIS = 60_000;

/** Fake devices, no dialog, no call home, and host candidates with their addresses. */
const PREFERENCES = {
  'media.navigator.permission.disabled': true,
  'media.navigator.streams.fake': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.manage-offline-status': false,
  'network.proxy.type': 0,
  'network.trr.mode': 5,
  'browser.aboutwelcome.enabled': false,
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.enabled': false,
  'browser.safebrowsing.provider.google4.updateURL': '',
  'browser.safebrowsing.provider.mozilla.updateURL': '',
};

export function firefoxPath() {
  const path = process.env.FIREFOX ?? PLACES.find((p) => existsSync(p));
  if (!path) throw new Error('No Firefox found: install Debian’s firefox-esr, or name it in the variable FIREFOX.');
  return path;
}

export class Firefox {
  #process;
  #socket;
  #profile = mkdtempSync(join(tmpdir(), 'lectern-firefox-'));
  #waiting = new Map();
  #last = 0;
  problems = [];

  static async start() {
    const firefox = new Firefox();
    await firefox.#open();
    return firefox;
  }

  async #open() {
    const lines = Object.entries(PREFERENCES).map(([k, v]) => `user_pref(${JSON.stringify(k)}, ${JSON.stringify(v)});`);
    writeFileSync(join(this.#profile, 'user.js'), lines.join('\n'));
    const where = ['--profile', this.#profile, '--remote-debugging-port', '0'];
    this.#process = spawn(firefoxPath(), ['--headless', '--no-remote', ...where], { stdio: ['ignore', 'ignore', 'pipe'] });
    const address = await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`Firefox does not answer after ${START_MILLIS} ms`)), START_MILLIS);
      createInterface({ input: this.#process.stderr }).on('line', (line) => {
        const found = line.match(/WebDriver BiDi listening on (ws:\S+)/);
        if (!found) return;
        clearTimeout(late);
        resolve(found[1]);
      });
      this.#process.once('exit', (code) => reject(new Error(`Firefox ended with ${code}`)));
    });
    this.#socket = new WebSocket(`${address}/session`);
    await new Promise((resolve, reject) => this.#socket.once('open', resolve).once('error', reject));
    this.#socket.on('message', (data) => this.#hear(JSON.parse(data)));
    await this.send('session.new', { capabilities: {} });
    await this.send('session.subscribe', { events: ['log.entryAdded'] });
    await this.send('script.addPreloadScript', { functionDeclaration: String(instrument) });
  }

  #hear({ id, type, result, error, message, method, params }) {
    if (method === 'log.entryAdded' && params.level === 'error') {
      this.problems.push(`${params.text} (${params.stackTrace?.callFrames?.[0]?.url ?? params.source?.context ?? ''})`);
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (type === 'error') waiting?.reject(new Error(`${waiting.method}: ${error}: ${message}`));
    else waiting?.resolve(result);
  }

  send(method, params) {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  async newPage() {
    const { context } = await this.send('browsingContext.create', { type: 'tab' });
    return new Page(this, context);
  }

  /** Every page and frame. */
  async pages() {
    const { contexts } = await this.send('browsingContext.getTree', {});
    const all = (list) => list.flatMap((c) => [c, ...all(c.children ?? [])]);
    return all(contexts).map(({ context, url }) => Object.assign(new Page(this, context), { url }));
  }

  /** Waits for a page or frame whose address the test likes. */
  async page(accepts, millis = SHOW_MILLIS) {
    const until = Date.now() + millis;
    for (;;) {
      const pages = await this.pages();
      const found = pages.find(({ url }) => accepts(url));
      if (found) return found;
      if (Date.now() > until) throw new Error(`No such page in Firefox; there are ${pages.map((p) => p.url).join(' ')}`);
      await pause(100);
    }
  }

  async close() {
    await Promise.race([this.send('browser.close', {}).catch(() => {}), pause(5_000)]);
    this.#socket.terminate();
    this.#process.kill('SIGKILL');
    await pause(500);
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** A page or a frame, with as much of Playwright's manners as the tests need. */
class Page {
  constructor(firefox, context) {
    Object.assign(this, { firefox, context });
  }

  async goto(url) {
    await this.firefox.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
  }

  /** Runs a function in the page with JSON arguments, as if a person had pressed something. */
  async evaluate(run, ...values) {
    const { result, exceptionDetails } = await this.firefox.send('script.callFunction', {
      target: { context: this.context },
      functionDeclaration: `async (values) => JSON.stringify((await (${run})(...JSON.parse(values))) ?? null)`,
      arguments: [{ type: 'string', value: JSON.stringify(values) }],
      awaitPromise: true,
      userActivation: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return JSON.parse(result.value);
  }

  /** Waits for what `look` finds in the page. */
  async until(what, look, ...values) {
    const end = Date.now() + SHOW_MILLIS;
    for (;;) {
      const found = await this.evaluate(look, ...values).catch(() => null);
      if (found) return found;
      if (Date.now() > end) {
        const text = await this.evaluate(() => document.body.innerText).catch(String);
        throw new Error(`${what}: not in Firefox within ${SHOW_MILLIS} ms. The page says: ${text}`);
      }
      await pause(100);
    }
  }

  /** Presses the button whose name begins so. */
  press(name) {
    return this.until(
      `the button ${name}`,
      (wanted) => {
        const named = (b) => (b.getAttribute('aria-label') ?? b.innerText).trim().startsWith(wanted);
        const button = [...document.querySelectorAll('button')].find((b) => named(b) && !b.disabled && b.checkVisibility());
        button?.click();
        return Boolean(button);
      },
      name,
    );
  }

  says(text) {
    return this.until(text, (wanted) => document.body.innerText.includes(wanted), text);
  }

  async picture() {
    const { data } = await this.firefox.send('browsingContext.captureScreenshot', { context: this.context });
    return Buffer.from(data, 'base64');
  }
}
