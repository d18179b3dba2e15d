// The whole product and a browser for the tests of one file.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { startBrowser } from './browser.mjs';
import { Person } from './person.mjs';
import { startStack } from './stack.mjs';

/**
 * Starts before a file's first test and stops after its last, when nothing may be left running. Called at the file's top
 * with what startStack takes; `stack` and `browser` are there once tests run.
 */
export function startSite(...settings) {
  const site = {
    stack: undefined,
    browser: undefined,

    /** What this person of the practice LMS does, without an error in any of their pages. */
    async as(id, tell) {
      const person = new Person({ browser: site.browser, stack: site.stack, id, name: id });
      try {
        await tell(person);
        assert.deepEqual(person.problems, []);
      } finally {
        await person.close();
      }
    },
  };
  before(async () => {
    site.stack = await startStack(...settings);
    site.browser = await startBrowser();
  });
  after(async () => {
    await site.browser?.close();
    if (site.stack) assert.deepEqual((await site.stack.stop()).lectern, { killed: false, left: [] });
  });
  return site;
}
