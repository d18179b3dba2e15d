// What the other tests stand on: the practice LMS in a browser that treats a framed tool as schools' browsers do.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newProfile, startBrowser } from './harness/browser.mjs';
import { picture } from './harness/screens.mjs';
import { startLms } from './harness/stack.mjs';

let tool;
let lms;
let browser;
let logs;

/** A tool that does the least: answers the login, sets a cookie of each kind, and shows who came. */
function startTool() {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const url = new URL(request.url, server.origin);
      if (url.pathname === '/lti/login') login(new URLSearchParams(body || url.search), response);
      else if (url.pathname === '/lti/launch') launched(request, new URLSearchParams(body), response);
      else response.writeHead(404).end();
    });
  });
  const login = (asked, response) => {
    const parameters = new URLSearchParams({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: asked.get('client_id'),
      redirect_uri: `${server.origin}/lti/launch`,
      login_hint: asked.get('login_hint'),
      lti_message_hint: asked.get('lti_message_hint'),
      state: 'state-1',
      nonce: 'nonce-1',
    });
    response
      .writeHead(302, {
        location: `${asked.get('iss')}/auth?${parameters}`,
        'set-cookie': [
          'plain=1; Path=/; SameSite=None; Secure; HttpOnly',
          'part=1; Path=/; SameSite=None; Secure; HttpOnly; Partitioned',
        ],
      })
      .end();
  };
  const launched = (request, form, response) => {
    const token = form.get('id_token');
    const claims = token ? JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()) : {};
    const seen = { cookies: request.headers.cookie ?? '', state: form.get('state'), error: form.get('error'), claims };
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><title>Tool</title><script>
        window.unasked = window.open('about:blank') !== null;
        </script><script type="application/json" id="seen">${
        JSON.stringify(seen).replaceAll('<', '\\u003c')}</script>`);
  };
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      server.origin = `http://localhost:${server.address().port}`;
      resolve(server);
    });
  });
}

before(async () => {
  logs = mkdtempSync(join(tmpdir(), 'lectern-e2e-'));
  tool = await startTool();
  lms = await startLms(tool.origin, logs);
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await lms?.stop();
  tool?.closeAllConnections();
  tool?.close();
  rmSync(logs, { recursive: true, force: true });
});

async function seen(frame) {
  return JSON.parse(await frame.locator('#seen').textContent());
}

test('a newcomer picks a person, opens a course and gets the tool in a frame', async () => {
  const profile = await newProfile(browser);
  const page = await profile.newPage();
  await page.goto(lms.url);
  await picture(page, 'practice-start', { fullPage: true });
  await page.getByRole('link', { name: 'Prof. Ada' }).click();
  await picture(page, 'practice-person');
  await page.getByRole('link', { name: 'Physics 101' }).click();
  await picture(page, 'practice-course');
  await page.getByRole('link', { name: 'Live class', exact: true }).click();
  const { claims, state } = await seen(page.frameLocator('#tool'));
  assert.equal(claims.name, 'Prof. Ada');
  assert.equal(state, 'state-1');
  await profile.close();
});

test('in the frame, third-party cookies are blocked but for partitioned ones, and storage is partitioned', async () => {
  const profile = await newProfile(browser);
  const page = await profile.newPage();
  await page.goto(`${lms.url}/launch?course=physics&link=live&user=maya&in=frame`);
  const frame = page.frameLocator('#tool');
  assert.equal((await seen(frame)).cookies, 'part=1');
  const inside = page.frames().find((f) => f.url().startsWith(tool.origin));
  await inside.evaluate(() => localStorage.setItem('where', 'frame'));

  const top = await profile.newPage();
  await top.goto(`${tool.origin}/lti/launch`);
  assert.equal(await top.evaluate(() => localStorage.getItem('where')), null);
  await profile.close();
});

test('the frame may use camera and microphone but not capture the screen, and opens windows on a click only', async () => {
  const profile = await newProfile(browser);
  const page = await profile.newPage();
  await page.goto(`${lms.url}/course/physics?user=maya&link=live`);
  await seen(page.frameLocator('#tool'));
  const inside = page.frames().find((f) => f.url().startsWith(tool.origin));
  const got = await inside.evaluate(async () => {
    const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const kinds = media.getTracks().map((track) => track.kind).sort();
    const screen = await navigator.mediaDevices.getDisplayMedia().then(
      () => 'allowed',
      (error) => error.name,
    );
    return { kinds, screen, popUp: window.unasked };
  });
  assert.deepEqual(got, { kinds: ['audio', 'video'], screen: 'NotAllowedError', popUp: false });
  await profile.close();
});

test('the login may start by GET, and a launch may fill a window of its own', async () => {
  const profile = await newProfile(browser);
  const page = await profile.newPage();
  await page.goto(`${lms.url}/launch?course=open&link=live&user=yusuf&via=get`);
  const { claims } = await seen(page);
  assert.equal(claims['https://purl.imsglobal.org/spec/lti/claim/launch_presentation'].document_target, 'window');
  assert.equal(claims['https://purl.imsglobal.org/spec/lti/claim/context'], undefined);
  assert.equal(claims.email, undefined);
  await profile.close();
});

test('the switch opens a link in a new window', async () => {
  const profile = await newProfile(browser);
  const page = await profile.newPage();
  await page.goto(`${lms.url}/course/physics?user=layla`);
  await page.getByRole('link', { name: 'New window' }).click();
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Live class', exact: true }).click();
  const { claims } = await seen(await opened);
  assert.equal(claims.name, 'ليلى حداد');
  await profile.close();
});
