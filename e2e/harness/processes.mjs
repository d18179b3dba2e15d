// Starts the product's processes from the built jars, and ends exactly those.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const START_MILLIS = 90_000;
const STOP_MILLIS = 25_000;

export async function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A JVM that this harness started; its output goes to a log file. */
export class Jvm {
  #process;
  #ended;

  /**
   * @param {{name: string, module: string, jar: string, main: string, arguments: string[], options?: string[],
   *   logs: string}} how
   */
  constructor(how) {
    this.name = how.name;
    this.log = join(how.logs, `${how.name}.log`);
    const target = join(root, how.module, 'target');
    const jar = join(target, how.jar);
    if (!existsSync(jar)) throw new Error(`${jar} is missing: build it with mvn package first.`);
    const classPath = `${jar}:${join(target, 'lib', '*')}`;
    this.#process = spawn('java', [...(how.options ?? []), '-cp', classPath, how.main, ...how.arguments], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const file = createWriteStream(this.log);
    this.lines = [];
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.lines.push(line);
        file.write(`${line}\n`);
      });
    }
    this.#ended = new Promise((resolve) => {
      this.#process.once('exit', (code, signal) => {
        this.ended = { code, signal };
        file.end();
        resolve(this.ended);
      });
    });
  }

  get pid() {
    return this.#process.pid;
  }

  /** Waits until `answers` says yes; fails at once when the process has ended. */
  async ready(answers) {
    const until = Date.now() + START_MILLIS;
    for (;;) {
      if (this.ended) throw new Error(`${this.name} did not start:\n${this.lines.slice(-15).join('\n')}`);
      if (await answers()) return;
      if (Date.now() > until) throw new Error(`${this.name} is not ready after ${START_MILLIS} ms; log: ${this.log}`);
      await pause(100);
    }
  }

  /** Processes that this one started and that live still. */
  children() {
    return childrenOf(this.pid);
  }

  /** Ends it as an operator would; what has not ended then is killed, with its children. */
  async stop() {
    const children = this.children();
    if (!this.ended) this.#process.kill('SIGTERM');
    const late = setTimeout(() => this.#process.kill('SIGKILL'), STOP_MILLIS);
    const { signal } = await this.#ended;
    clearTimeout(late);
    const left = [];
    for (const pid of children) {
      if (!(await gone(pid, 5_000))) {
        left.push(pid);
        process.kill(pid, 'SIGKILL');
      }
    }
    return { killed: signal === 'SIGKILL', left };
  }
}

export function childrenOf(pid) {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return [];
  return readdirSync(tasks).flatMap((task) => {
    try {
      return readFileSync(`${tasks}/${task}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
    } catch {
      return []; // the thread ended meanwhile
    }
  });
}

export function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

export function alive(pid) {
  try {
    // A zombie answers to signal 0 too.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

export async function gone(pid, millis) {
  const until = Date.now() + millis;
  while (alive(pid)) {
    if (Date.now() > until) return false;
    await pause(50);
  }
  return true;
}

export function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
