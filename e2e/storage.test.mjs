// Launches in a browser that keeps no cookie of the tool inside the LMS: the LMS's own window keeps the state instead.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './harness/accessible.mjs';
import { newProfile } from './harness/browser.mjs';
import { closeProfile, profileWithoutCookies } from './harness/nocookies.mjs';
import { picture } from './harness/screens.mjs';
import { startSite } from './harness/site.mjs';

const site = startSite();

/** How the practice LMS behaves from now on. */
async function behave(face, storage) {
  const form = new URLSearchParams({ face, storage, cookies: 'kept', permissions: 'face' });
  const answer = await fetch(`${site.stack.lms.url}/switches`, { method: 'POST', body: form, redirect: 'manual' });
  assert.ok(answer.status < 400, `the switches answered ${answer.status}`);
}

/** A course page with the tool in its frame, in a browser of its own; says which cookies each launch brought along. */
async function withoutCookies(tell, { launches: expected = true } = {}) {
  const profile = await profileWithoutCookies({ site: 'localhost', inside: '127.0.0.1' });
  try {
    const launches = [];
    profile.on('request', (request) => {
      if (request.url() === `${site.stack.tool}/lti/launch` && request.method() === 'POST') launches.push(request);
    });
    const page = await profile.newPage();
    await page.goto(`${site.stack.lms.url}/course/physics?user=ada&link=live`);
    await tell({ profile, page, tool: page.frameLocator('#tool'), launches });
    const inFrame = launches.filter((request) => request.frame().parentFrame());
    // Where a hint works once, the tool says so before the LMS spends it.
    assert.equal(inFrame.length > 0, expected);
    for (const request of inFrame) {
      assert.equal((await request.allHeaders()).cookie, undefined, 'the browser kept a cookie in the frame');
    }
  } finally {
    await closeProfile(profile);
  }
}

/** Somebody may have begun the class before. */
const ENTER = { name: /^(Start|Join) class$/ };
const REFUSED = { name: 'Open in a new tab' };

for (const face of ['plain', 'canvas', 'blackboard']) {
  test(`${face}: the LMS's window keeps the state, and the lobby opens in the frame`, async () => {
    await behave(face, 'on');
    await withoutCookies(async ({ tool, launches, profile }) => {
      await tool.getByRole('heading', { name: 'Live class', level: 1 }).waitFor();
      const start = tool.getByRole('button', ENTER);
      await start.waitFor();
      assert.equal(launches.length, 2, 'once without proof, and once with the state from the LMS');
      const sent = new URLSearchParams(launches[1].postData());
      assert.equal(sent.get('lti_storage'), sent.get('state'));
      const opened = profile.waitForEvent('page');
      await start.click();
      const room = await opened;
      await room.waitForURL(/\/room/);
    });
  });
}

for (const [face, storage, words] of [
  ['plain', 'slow', 'an LMS that answers after five seconds'],
  ['plain', 'off', 'an LMS that keeps nothing'],
  ['moodle', 'off', 'an LMS that keeps nothing and takes a login’s hint once'],
]) {
  test(`${words}: a plain sentence, and a button that opens the class in a new tab`, async () => {
    await behave(face, storage);
    await withoutCookies(async ({ profile, page, tool }) => {
      const button = tool.getByRole('link', REFUSED);
      await button.waitFor();
      await tool.getByText('wrong_browser').first().waitFor({ state: 'attached' });
      const frame = page.frames().find((one) => one.url().startsWith(site.stack.tool));
      assert.deepEqual(await violations(frame), []);
      await picture(page, `storage-${face}-${storage}`);
      const opened = profile.waitForEvent('page');
      await button.click();
      const tab = await opened;
      await tab.getByRole('heading', { name: 'Live class', level: 1 }).waitFor();
      await tab.getByRole('button', ENTER).waitFor();
    }, { launches: face !== 'moodle' });
  });
}

test('a launch begun by another browser is refused, with or without the storage', async () => {
  await behave('plain', 'on');
  const mallory = await newProfile(site.browser);
  // Mallory's own launch, stopped before the tool hears of it.
  let stolen;
  await mallory.route(`${site.stack.tool}/lti/launch`, (route) => {
    stolen = new URLSearchParams(route.request().postData());
    return route.abort();
  });
  const theirs = await mallory.newPage();
  await theirs.goto(`${site.stack.lms.url}/course/physics?user=ada&link=live`);
  await theirs.waitForEvent('requestfailed', { predicate: () => stolen !== undefined }).catch(() => undefined);
  assert.ok(stolen?.get('id_token'));
  await mallory.close();

  const victim = await profileWithoutCookies({ site: 'localhost', inside: '127.0.0.1' });
  try {
    const page = await victim.newPage();
    // A page of the LMS's own origin, which answers the tool, but in another browser.
    await page.goto(`${site.stack.lms.url}/course/physics?user=ben`);
    await page.evaluate(
      ({ action, fields }) => {
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action });
        for (const [name, value] of fields) {
          const field = document.createElement('input');
          Object.assign(field, { type: 'hidden', name, value });
          form.append(field);
        }
        document.body.append(form);
        form.submit();
      },
      { action: `${site.stack.tool}/lti/launch`, fields: [...stolen, ['lti_storage', stolen.get('state')]] },
    );
    await page.getByText('wrong_browser').first().waitFor({ state: 'attached' });
    await picture(page, 'storage-stolen');
    // The state is spent: nobody gets in by it any more.
    const again = await fetch(`${site.stack.tool}/lti/launch`, { method: 'POST', body: stolen });
    assert.match(await again.text(), /state_used/);
  } finally {
    await closeProfile(victim);
  }
});
