// A browser in a network of its own beside that of namespace.mjs, with two lines to the server and one of them at a time,
// as a laptop leaves one Wi-Fi for another. The names and ports of the product's sites lead to the server from there.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath, startBrowser } from './browser.mjs';
import { ADDRESS } from './namespace.mjs';

const SET_UP = `
ip link add first0 type veth peer name first1 netns $1
ip link add second0 type veth peer name second1 netns $1
ip address add 10.78.1.1/24 dev first0
ip address add 10.78.2.1/24 dev second0
ip link set first0 up
ip link set second0 up
nsenter --target $1 --net sh -ec '
    ip link set lo up
    ip address add 10.78.1.2/24 dev first1
    ip link set first1 up
    ip route add default via 10.78.1.1'`;

const CHANGE = `
nsenter --target $1 --net sh -ec '
    ip link set first1 down
    ip address flush dev first1
    ip address add 10.78.2.2/24 dev second1
    ip link set second1 up
    ip route add default via 10.78.2.1'`;

export class Household {
  #folder = mkdtempSync(join(tmpdir(), 'lectern-household-'));
  #doors = [];

  /** @param {string[]} sites addresses of what listens on this computer's loopback */
  static async open(...sites) {
    const household = new Household();
    await household.#open(sites.map((site) => Number(new URL(site).port)));
    return household;
  }

  async #open(ports) {
    this.keeper = spawn('unshare', ['--net', 'sh', '-c', 'echo open; exec sleep infinity'], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => this.keeper.stdout.once('data', resolve));
    this.#script(SET_UP);
    for (const port of ports) {
      const door = createServer((from) => {
        const to = connect(port, '127.0.0.1');
        from.on('error', () => to.destroy());
        to.on('error', () => from.destroy());
        from.pipe(to).pipe(from);
      });
      await new Promise((resolve) => door.listen(port, ADDRESS, resolve));
      this.#doors.push(door);
    }
    const start = join(this.#folder, 'chromium');
    const rules = `MAP localhost ${ADDRESS},MAP 127.0.0.1 ${ADDRESS}`;
    writeFileSync(
      start,
      `#!/bin/sh\nexec nsenter --target ${this.keeper.pid} --net ${chromiumPath()} --host-resolver-rules='${rules}' "$@"\n`,
      { mode: 0o755 },
    );
    this.browser = await startBrowser(start);
  }

  /** Takes the first line away and gives the second. */
  change() {
    this.#script(CHANGE);
  }

  #script(lines) {
    execFileSync('sh', ['-ec', lines, 'household', String(this.keeper.pid)], { stdio: 'inherit' });
  }

  async close() {
    await this.browser?.close();
    for (const door of this.#doors) door.close();
    this.keeper.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
