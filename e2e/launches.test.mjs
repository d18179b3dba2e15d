// Launches of every made-up person and link, in a browser that blocks third-party cookies; and launches gone wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { picture } from './harness/screens.mjs';
import { startSite } from './harness/site.mjs';

const site = startSite();

const HOSTS = ['ada', 'tomas'];
const OTHERS = ['maya', 'sean', 'layla', 'yusuf', 'six', 'parent', 'admin', 'preview'];

for (const id of [...HOSTS, ...OTHERS]) {
  test(`${id} gets the lobby in the frame, and ${HOSTS.includes(id) ? 'can' : 'cannot'} start the class`, () =>
    site.as(id, async (person) => {
      const lobby = await person.launch();
      await lobby.getByRole('heading', { name: 'Live class', level: 1 }).waitFor();
      await lobby.getByRole('status').filter({ hasText: /Not started yet|has not started yet/ }).waitFor();
      const start = lobby.getByRole('button', { name: 'Start class' });
      assert.equal(await start.count(), HOSTS.includes(id) ? 1 : 0);
      const named = lobby.getByLabel('Name shown in class');
      assert.equal(await named.count(), ['six', 'preview'].includes(id) ? 1 : 0);
    }));
}

test('whom the LMS does not name says what they are called', () =>
  site.as('six', async (six) => {
    const lobby = await six.launch();
    const name = lobby.getByLabel('Name shown in class');
    await name.fill('prof ada');
    await lobby.getByRole('button', { name: 'Use this name' }).click();
    await lobby.getByText('Somebody else of this course is called that.').waitFor();
    six.forgive(/409/);
    await name.fill('Sam Okafor');
    await lobby.getByRole('button', { name: 'Use this name' }).click();
    await lobby.getByText('In class you are Sam Okafor.').waitFor();
    await picture(six.course, 'lobby-name');
    const again = await six.launch();
    assert.equal(await again.getByLabel('Name shown in class').inputValue(), 'Sam Okafor');
  }));

test('two links of a course are two classes', () =>
  site.as('ada', async (ada) => {
    const lobby = await ada.launch('office');
    await lobby.getByRole('heading', { name: 'Office hours' }).waitFor();
    await ada.enter('Start class');
    await lobby.getByText('Live now').first().waitFor();
    const other = await ada.launch('live');
    await other.getByText('Not started yet.').waitFor();
  }));

test('a link outside every course works too', () =>
  site.as('maya', async (maya) => {
    const lobby = await maya.launch('live', 'open');
    await lobby.getByRole('heading', { name: 'Open house' }).waitFor();
  }));

test('a launch may start by GET, and fill a window of its own', () =>
  site.as('maya', async (maya) => {
    const page = await maya.visit(`${site.stack.lms.url}/launch?course=physics&link=live&user=maya&via=get`);
    await page.getByRole('heading', { name: 'Live class', level: 1 }).waitFor();
  }));

/** The fields of the launch that a person's browser posted. */
async function launchForm(person) {
  const posted = new Promise((resolve) => {
    person.profile.on('request', (request) => {
      if (request.url() === `${site.stack.tool}/lti/launch`) resolve(new URLSearchParams(request.postData()));
    });
  });
  await person.launch();
  return posted;
}

test('a launch posted again is refused with a sentence and a code', () =>
  site.as('ben', async (ben) => {
    await ben.visit(site.stack.lms.url);
    const form = await launchForm(ben);
    const again = await fetch(`${site.stack.tool}/lti/launch`, { method: 'POST', body: form });
    assert.equal(again.status, 401);
    const page = await again.text();
    assert.match(page, /state_used/);
    assert.ok(!page.includes(form.get('id_token')), 'the token is not echoed');
  }));

test('a launch of another browser, and one with a broken token, are refused', () =>
  site.as('ben', async (ben) => {
    const fields = { state: 'made-up', id_token: 'a.b.c' };
    const answer = await fetch(`${site.stack.tool}/lti/launch`, { method: 'POST', body: new URLSearchParams(fields) });
    assert.equal(answer.status, 401);
    assert.match(await answer.text(), /state_unknown/);
    const page = await ben.visit(`${site.stack.tool}/lti/login?iss=http://nobody.example&login_hint=1&target_link_uri=x`);
    await page.getByText('not_registered').first().waitFor({ state: 'attached' });
    await picture(page, 'refusal');
    ben.forgive(/status of 403/);
  }));
