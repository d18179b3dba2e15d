// A school connects the tool by one pasted address, in a browser that blocks third-party cookies, and holds a class.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './harness/accessible.mjs';
import { newProfile } from './harness/browser.mjs';
import { Person } from './harness/person.mjs';
import { picture } from './harness/screens.mjs';
import { startSite } from './harness/site.mjs';

const site = startSite('lectern.lti.dynamic-registration = "open"\n', { practice: false });

test('an administrator connects the tool, and a teacher opens its lobby', async () => {
  const profile = await newProfile(site.browser);
  const page = await profile.newPage();
  await page.goto(`${site.stack.lms.url}/connect`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const tool = page.frameLocator('#register');
  await tool.getByRole('heading', { name: 'Connect 127.0.0.1', level: 1 }).waitFor();
  for (const asked of ['People’s names', 'Who is in the course', 'Attendance in the gradebook']) {
    assert.ok(await tool.getByRole('checkbox', { name: asked }).isChecked());
  }
  await accessible(page);
  await picture(page, 'register-offer', { fullPage: true });
  await tool.getByRole('button', { name: 'Connect', exact: true }).click();
  await tool.getByRole('heading', { name: '127.0.0.1 is connected', level: 1 }).waitFor();
  await accessible(page);
  await picture(page, 'register-done');
  await tool.getByRole('button', { name: 'Close' }).click();
  await page.waitForURL(`${site.stack.lms.url}/connect`);
  await page.getByText('Registered by the tool').waitFor();
  await profile.close();

  const ada = new Person({ browser: site.browser, stack: site.stack, id: 'ada', name: 'Ada' });
  const lobby = await ada.launch();
  await lobby.getByRole('button', { name: 'Start class' }).waitFor();
  assert.deepEqual(ada.problems, []);
  await ada.close();
});

test('who asks from their own page of the LMS is told what is kept of them', () =>
  site.as('maya', async (maya) => {
    const page = await maya.visit(`${site.stack.lms.url}/person/maya`);
    await page.getByRole('link', { name: 'What the classroom keeps of you' }).click();
    await page.getByRole('heading', { name: 'What is kept of you', level: 1 }).waitFor();
    assert.deepEqual(await violations(page), []);
    await picture(page, 'privacy');
  }));

test('the pages for administrators say what to do', async () => {
  const profile = await newProfile(site.browser);
  const page = await profile.newPage();
  await page.goto(`${site.stack.tool}/lti/register`);
  assert.equal(await page.getByLabel('Registration address').inputValue(), `${site.stack.tool}/lti/register`);
  await picture(page, 'register-explain');
  assert.deepEqual(await violations(page), []);
  await page.getByRole('link', { name: 'Moodle' }).click();
  await page.getByRole('heading', { name: 'Live class in Moodle', level: 1 }).waitFor();
  await picture(page, 'guide-moodle', { fullPage: true });
  assert.deepEqual(await violations(page), []);
  await page.goto(`${site.stack.tool}/lti/register?openid_configuration=https%3A%2F%2F10.0.0.1%2F`);
  await page.getByRole('alert').filter({ hasText: 'could not be asked' }).waitFor();
  await page.getByText('points into this server').waitFor();
  await picture(page, 'register-refused');
  await profile.close();
});

async function accessible(page) {
  const frame = page.frames().find((one) => one.url().startsWith(site.stack.tool));
  assert.deepEqual(await violations(frame), []);
}
