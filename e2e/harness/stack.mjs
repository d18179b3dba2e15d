// The whole product on this computer: practice LMS and Lectern (which runs its recorder), on free ports and on two
// sites, 127.0.0.1 and localhost, so that frames and cookies behave as they do at a school.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Jvm, commandOf, freePort } from './processes.mjs';

/** The practice LMS alone, for a tool at the given origin. */
export async function startLms(tool, logs) {
  const port = await freePort();
  const jvm = new Jvm({
    name: 'practice-lms',
    module: 'practice-lms',
    jar: 'practice-lms.jar',
    main: 'lectern.practice.PracticeMain',
    arguments: ['--port', String(port), '--tool', tool],
    options: ['-Xmx128m'],
    logs,
  });
  const url = `http://127.0.0.1:${port}`;
  await jvm.ready(() => jvm.lines.includes(`Practice LMS is listening on ${url}`));
  return { jvm, url, stop: () => jvm.stop() };
}

/**
 * @param {string} more lines for lectern.conf
 * @param {{practice?: boolean}} how false: the practice LMS is not connected from the start
 */
export async function startStack(more = '', { practice = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-e2e-'));
  const port = await freePort();
  const tool = `http://localhost:${port}`;
  const lms = await startLms(tool, folder);
  const settings = join(folder, 'lectern.conf');
  writeFileSync(settings, `lectern.media.port = 0\n${more}`);
  try {
    const lectern = new Jvm({
      name: 'lectern',
      module: 'lti-provider',
      jar: 'lectern.jar',
      main: 'lectern.Main',
      arguments: [
        ...['--config', settings, '--port', String(port), '--data', join(folder, 'data')],
        ...(practice ? ['--practice', lms.url] : []),
      ],
      options: ['-XX:+UseZGC', '-Xms256m', '-Xmx768m'],
      logs: folder,
    });
    await lectern.ready(async () => {
      try {
        return (await fetch(`${tool}/health`)).ok;
      } catch {
        return false;
      }
    }).catch(async (error) => {
      await lectern.stop();
      throw error;
    });
    return new Stack(folder, lms, lectern, tool);
  } catch (error) {
    await lms.stop();
    throw error;
  }
}

class Stack {
  constructor(folder, lms, lectern, tool) {
    this.folder = folder;
    this.lms = lms;
    this.lectern = lectern;
    this.tool = tool;
  }

  /** The recorder's process id, if one runs. */
  recorder() {
    return this.lectern.children().find((pid) => /recorder/i.test(commandOf(pid)));
  }

  /** What the recorder wrote about each finished recording (docs/recording-format.md). */
  recordings() {
    const folder = join(this.folder, 'data', 'recordings');
    return readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith('session.json'))
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  }

  /** Ends everything; says what had to be killed. Logs stay when asked for. */
  async stop({ keep = false } = {}) {
    const lectern = await this.lectern.stop();
    const lms = await this.lms.stop();
    if (keep) console.error(`Logs and data are in ${this.folder}`);
    else rmSync(this.folder, { recursive: true, force: true });
    return { lectern, lms };
  }
}
