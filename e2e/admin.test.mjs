// Whoever runs the server comes in by the first link, lets a school in, and sees what it does; the school's administrator
// comes in from the LMS and sees that school alone.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { violations } from './harness/accessible.mjs';
import { newProfile } from './harness/browser.mjs';
import { eventually } from './harness/media.mjs';
import { picture } from './harness/screens.mjs';
import { startSite } from './harness/site.mjs';

const site = startSite('lectern.lti.dynamic-registration = "approval"\n', { practice: false });

const linkFile = () => join(site.stack.folder, 'data', 'console-link');

/** One story: each step stands on the one before. */
let panel;

test('the first start leaves a link that works once and is in no log', async () => {
  // The last thing of a start: the server answers before, while the recorder begins.
  const told = await eventually(
    'the start says where the link is',
    () => site.stack.lectern.lines.join('\n'),
    (lines) => lines.includes(linkFile()),
    60_000,
  );
  const link = readFileSync(linkFile(), 'utf8').trim();
  assert.match(link, /^http:\/\/localhost:\d+\/admin#t=[\w-]{43}$/);
  assert.ok(!told.includes('#t='));
  const profile = await newProfile(site.browser);
  panel = await profile.newPage();
  await panel.goto(link);
  await panel.getByRole('heading', { name: 'Health', level: 1 }).waitFor();
  await panel.getByText('No LMS is connected yet.').first().waitFor();
  assert.equal(new URL(panel.url()).hash, '');
  assert.ok(!existsSync(linkFile()), 'a used link is taken away');
  await looked('health-first');
  await panel.reload();
  await panel.getByRole('heading', { name: 'Health', level: 1 }).waitFor();

  const other = await (await newProfile(site.browser)).newPage();
  await other.goto(link);
  await other.getByRole('heading', { name: 'You are not signed in' }).waitFor();
  await other.getByText('was used already').waitFor();
  assert.deepEqual(await violations(other), []);
  await picture(other, 'admin-out');
  await other.context().close();
});

test('a school with an invite code is in at once', async () => {
  await open('Invite codes');
  await panel.getByLabel('For whom').fill('Riverside school');
  await panel.getByRole('button', { name: 'Make an invite code' }).click();
  const dialog = panel.getByRole('dialog', { name: 'The code is made' });
  const address = await dialog.getByRole('textbox', { name: 'Registration address with the code' }).inputValue();
  assert.match(address, /\/lti\/register\?invite=[A-Z2-9-]{19}$/);
  await looked('invite');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await panel.getByText('Riverside school').waitFor();
  const told = await register(address);
  await told.tool.getByRole('heading', { name: '127.0.0.1 is connected', level: 1 }).waitFor();
  await told.close();
  await open('Invite codes');
  await panel.getByText('Used up').waitFor();
  await open('Registrations');
  await panel.getByText('Active', { exact: true }).waitFor();
  await looked('registrations');
});

test('a school without one waits until it is approved', async () => {
  const told = await register(`${site.stack.tool}/lti/register`);
  await told.tool.getByRole('heading', { name: /waits for an approval/ }).waitFor();
  await told.close();
  await site.as('ada', async (ada) => {
    const page = await ada.launch();
    await page.getByText('has not switched this connection on yet').waitFor();
    ada.forgive(/403/);
  });
  await open('Health');
  await panel.getByText('Waiting for your approval: 1.').first().waitFor();
  await looked('health-waiting');
  await panel.getByRole('button', { name: 'Go to registrations' }).click();
  await panel.getByRole('button', { name: /^Approve / }).click();
  await panel.getByRole('button', { name: /^Approve / }).waitFor({ state: 'detached' });
  await site.as('ada', async (ada) => {
    await (await ada.launch()).getByRole('button', { name: 'Start class' }).waitFor();
  });
});

test('a launch is found by its code, and health knows of it', async () => {
  await open('Launches');
  await panel.getByText('Opened', { exact: true }).first().waitFor();
  await panel.getByLabel('Which').selectOption({ label: 'Refused ones' });
  await panel.getByText('deployment_not_enabled').first().waitFor();
  await panel.getByText('Opened', { exact: true }).first().waitFor({ state: 'detached' });
  const id = await panel.getByText(/^L-[2-9A-Z]{10}$/).first().textContent();
  await panel.getByLabel('Which').selectOption({ label: 'All' });
  await panel.getByLabel('Launch id').fill(id);
  await panel.getByRole('button', { name: 'Find' }).click();
  await panel.getByText('Opened', { exact: true }).first().waitFor({ state: 'detached' });
  await panel.getByText(id).first().waitFor();
  assert.equal(await panel.getByText(id).count(), 1);
  await looked('launches');
  await open('Health');
  await panel.getByRole('button', { name: /^Ask now/ }).first().click();
  await panel.getByText('The LMS answered with its keys.').waitFor();
  await panel.getByText(/Its clock and ours agree to/).first().waitFor();
  await panel.getByText(/Somebody opened a class at/).waitFor();
  await looked('health');
});

test('what the school does not allow is not offered to its teachers', async () => {
  await open('Policies');
  await panel.getByRole('switch', { name: /^Classes may be recorded/ }).waitFor();
  const deployments = await panel.getByLabel('Deployment').locator('option').allTextContents();
  assert.equal(deployments.length, 2);
  for (const name of deployments) {
    await panel.getByLabel('Deployment').selectOption({ label: name });
    await panel.getByRole('switch', { name: /^Classes may be recorded/ }).uncheck();
    await panel.getByLabel('Keep recordings for at most this many days').fill('30');
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('Saved.').waitFor();
  }
  await looked('policies');
  await site.as('ada', async (ada) => {
    const lobby = await ada.launch();
    await lobby.getByText('Your school does not let classes be recorded.').waitFor();
    assert.ok(await lobby.getByRole('switch', { name: /^Record/ }).isDisabled());
    await picture(ada.course, 'lobby-policies', { fullPage: true });
  });
});

test('a new key is published before it signs', async () => {
  const jwks = async () => (await (await fetch(`${site.stack.tool}/.well-known/jwks.json`)).json()).keys;
  const [before] = await jwks();
  await open('Keys');
  await panel.getByRole('button', { name: 'Change the key' }).click();
  await panel.getByText(/^The next key is published/).waitFor();
  const after = await jwks();
  assert.equal(after.length, 2);
  assert.equal(after[0].kid, before.kid, 'the one that signs comes first');
  await looked('keys');
});

test('storage and the trail are there, and adding by hand asks for what is needed', async () => {
  await open('Storage');
  await panel.getByText('There are no recordings.').waitFor();
  await looked('storage');
  await open('Registrations');
  await panel.getByRole('button', { name: 'Add by hand' }).click();
  const form = panel.getByRole('dialog', { name: 'Add an LMS by hand' });
  await form.getByLabel('Kind of LMS').selectOption({ label: 'Canvas' });
  assert.equal(await form.getByLabel('Login address').count(), 0, 'hosted Canvas is known');
  await form.getByLabel('Kind of LMS').selectOption({ label: 'Another LMS' });
  await form.getByLabel('Client id').fill('c1');
  await form.getByLabel('Issuer').fill('https://lms.example');
  await form.getByLabel('Login address').fill('http://lms.example/auth');
  await form.getByRole('button', { name: 'Add by hand' }).click();
  await form.getByRole('alert').getByText('The login address must be an https address').waitFor();
  await looked('add');
  await form.getByLabel('Name of the school').fill('Hillside');
  await form.getByLabel('Login address').fill('https://lms.example/auth');
  await form.getByLabel('Key set address').fill('https://lms.example/jwks');
  await form.getByRole('button', { name: 'Add by hand' }).click();
  await panel.getByRole('heading', { name: 'Hillside' }).waitFor();
  await panel.getByRole('button', { name: 'Remove Hillside' }).click();
  await panel.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await panel.getByText('Removed', { exact: true }).waitFor();
  await open('Audit trail');
  for (const done of ['entered the console', 'made an invite code', 'approved a registration', 'changed the key']) {
    await panel.getByText(done).first().waitFor();
  }
  await looked('trail');
});

test('an administrator of the LMS sees their own deployment and nothing else', () =>
  site.as('admin', async (ines) => {
    const menu = await ines.visit(`${site.stack.lms.url}/person/admin`);
    await menu.getByRole('main').getByRole('link', { name: 'Site administration' }).click();
    assert.deepEqual(await violations(menu), []);
    await picture(menu, 'practice-admin');
    await menu.getByRole('link', { name: /for administrators$/ }).click();
    const tab = ines.profile.waitForEvent('page');
    await menu.frameLocator('#tool').getByRole('link', { name: 'Open the console' }).click();
    const own = await tab;
    await own.getByRole('heading', { name: 'Health', level: 1 }).waitFor();
    await own.getByText('Signed in as Ines Admin').waitFor();
    const parts = await own.getByRole('navigation').getByRole('button').allTextContents();
    assert.deepEqual(parts, ['Health', 'Registration', 'Policies', 'Launches', 'Storage', 'Audit trail']);
    await picture(own, 'admin-own-health', { fullPage: true });
    await own.getByRole('button', { name: 'Registration' }).click();
    await own.getByText('Active', { exact: true }).waitFor();
    assert.equal(await own.getByText('Client id').count(), 1, 'the other registration of this LMS is not shown');
    assert.equal(await own.getByRole('button', { name: /Approve|Remove|Change|Switch/ }).count(), 0);
    await own.getByRole('button', { name: 'Audit trail' }).click();
    await own.getByText('changed the policies').waitFor();
    assert.equal(await own.getByText('made an invite code').count(), 0);
    assert.deepEqual(await violations(own), []);
    await own.getByRole('button', { name: 'Sign out' }).click();
    await own.getByRole('heading', { name: 'You are not signed in' }).waitFor();
  }));

async function open(part) {
  await panel.getByRole('navigation').getByRole('button', { name: part }).click();
  await panel.getByRole('heading', { name: part, level: 1 }).waitFor();
}

/** No violation in what is open, and pictures of it. */
async function looked(name) {
  await panel.waitForLoadState('networkidle');
  assert.deepEqual(await violations(panel), []);
  await picture(panel, `admin-${name}`, { fullPage: true });
}

/** The LMS's administrator pastes the address; gives the tool's page in the LMS's frame. */
async function register(address) {
  const page = await (await newProfile(site.browser)).newPage();
  await page.goto(`${site.stack.lms.url}/connect`);
  await page.getByLabel('Registration address').fill(address);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const tool = page.frameLocator('#register');
  await tool.getByRole('heading', { name: 'Connect 127.0.0.1', level: 1 }).waitFor();
  await tool.getByRole('button', { name: 'Connect', exact: true }).click();
  return { tool, close: () => page.context().close() };
}
