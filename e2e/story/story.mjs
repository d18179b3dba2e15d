// The people of the story, what they stand on, and how a chapter is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from '../harness/accessible.mjs';
import { startBrowser } from '../harness/browser.mjs';
import { Person } from '../harness/person.mjs';
import { picture } from '../harness/screens.mjs';
import { startStack } from '../harness/stack.mjs';

/** Filled by the first chapter. */
export const story = { lost: false, failed: false, barriers: [], moments: {} };

/** A chapter without which the later ones cannot tell their part. */
export const turningPoint = (title, tell) => told(title, tell, () => (story.lost = true));

/** A chapter that the story goes on after, even when it fails. */
export const chapter = (title, tell) => told(title, tell, () => {});

function told(title, tell, onFailure) {
  test(title, { timeout: 300_000 }, async (t) => {
    if (story.lost) {
      t.skip('an earlier chapter failed');
      return;
    }
    try {
      await tell(t);
    } catch (problem) {
      onFailure();
      await showWhereItFailed(title).catch((error) => console.error(error));
      throw problem;
    }
  });
}

turningPoint('Lectern, the practice LMS and a browser start', async () => {
  story.stack = await startStack();
  story.browser = await startBrowser();
  // Students have small windows: five large ones are more than two cores can paint.
  const small = { width: 820, height: 600 };
  const person = (id, name, viewport = small) =>
    new Person({ browser: story.browser, stack: story.stack, id, name, viewport });
  story.ada = person('ada', 'Prof. Ada', { width: 1280, height: 800 });
  story.maya = person('maya', 'Maya Lindqvist');
  story.ben = person('ben', 'Ben Carter');
  story.sean = person('sean', "Seán O'Neill");
  story.layla = person('layla', 'ليلى حداد');
  story.students = [story.maya, story.ben, story.sean, story.layla];
  story.everyone = [story.ada, ...story.students];
});

export async function finish() {
  await story.browser?.close();
  if (!story.stack) return;
  const ended = await story.stack.stop({ keep: story.failed });
  assert.deepEqual(ended.lectern, { killed: false, left: [] });
}

async function showWhereItFailed(title) {
  story.failed = true;
  const name = title.split(/\W+/).slice(0, 4).join('-').toLowerCase();
  for (const person of story.everyone ?? []) {
    for (const [kind, page] of [['room', person.room], ['course', person.course]]) {
      if (page && !page.isClosed()) await picture(page, `failed-${name}-${person.id}-${kind}`, { narrow: false });
    }
  }
  if (story.replay && !story.replay.isClosed()) await picture(story.replay, `failed-${name}-replay`, { narrow: false });
}

/** Takes a picture of a screen, and notes what would keep somebody from using it. */
export async function look(page, name, { frame = page, ...options } = {}) {
  await picture(page, name, options);
  story.barriers.push(...(await violations(frame)).map((found) => `${name}: ${found}`));
}

export const others = (who) => story.everyone.filter((person) => person !== who);

/** A button by its whole name, or by a pattern. */
export const button = (page, name) => page.getByRole('button', { name, exact: typeof name === 'string' });

/** Opens a tab of the side panel unless it is open. */
export async function panel(page, name, sign) {
  if (!(await sign.isVisible())) await button(page, new RegExp(`^${name}`)).click();
  await sign.waitFor();
}

export const people = (page) => panel(page, 'People', page.getByRole('heading', { name: 'Raised hands' }));

/** Moves the focus with Tab until it is on the control with this role and name. */
export async function tabTo(page, role, name) {
  const target = page.getByRole(role, { name, exact: typeof name === 'string' }).first();
  for (let presses = 0; presses < 150; presses++) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return target;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches the ${role} ${name}`);
}
