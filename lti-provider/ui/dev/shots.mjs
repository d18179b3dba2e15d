// Pictures of every page for looking at, with AXE=1 also what axe finds wrong: node dev/shots.mjs FOLDER [page,…] [size,…] (with dev/server.mjs running).
import { mkdirSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const out = process.argv[2] ?? 'shots';
const only = process.argv[3];
const sizes = process.argv[4]?.split(',');
const axe = process.env.AXE
  ? readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
  : null;
const base = `http://localhost:${process.env.PORT ?? 5173}`;
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--no-sandbox'],
});

const press = name => page => page.getByRole('button', { name }).first().click();
const openRooms = async page => {
  await press('Breakout rooms')(page);
  await page.getByLabel('Number of rooms').fill('3');
  await page.getByLabel('Number of rooms').blur();
};
const SHOTS = [
  ['lobby-host', '/lobby', async page => page.getByRole('button', { name: /^Show/ }).first().click()],
  ['lobby-blocked', '/lobby?role=student', async page => page.waitForTimeout(9000)],
  ['lobby-student', '/lobby?role=student'],
  ['course-host', '/course', press('Show attendance')],
  ['course-student', '/course?role=student'],
  ['course-class', '/course', press('Open The living cell')],
  ['course-review', '/course?view=student'],
  ['course-privacy', '/course?view=privacy'],
  ['class-host', '/room#t=host', press(/^People/)],
  ['class-many', '/room#t=many'],
  ['class-chat', '/room#t=host2', press(/^Chat/)],
  ['class-weak', '/room#t=weak', press(/^People/)],
  ['class-weak-tiles', '/room#t=weak2'],
  ['class-weak-student', '/room#t=student-weak'],
  ['class-alone', '/room#t=alone'],
  ['class-student', '/room#t=student'],
  ['class-waiting', '/room#t=waiting'],
  ['class-focus', '/room#t=focus', press(/^Focus Chen/)],
  ['rooms-dialog', '/room#t=rooms', openRooms],
  [
    'rooms-open',
    '/room#t=rooms2',
    async page => {
      await openRooms(page);
      await press('Start rooms')(page);
      await press(/^Visit Room 1/)(page);
    },
  ],
  [
    'class-ended',
    '/room#t=end',
    async page => {
      await press('End class for everyone')(page);
      await press('End class')(page).catch(() => {});
      await page
        .getByRole('dialog')
        .getByRole('button', { name: 'End class' })
        .click()
        .catch(() => {});
    },
  ],
  ['class-refused', '/room#t=used'],
  ['message', '/message', page => page.locator('summary').click()],
  [
    'replay',
    '/replay#t=replay',
    async page => {
      await press('Play recording')(page);
      await page.waitForTimeout(5000);
    },
  ],
];
for (const [name, path, act] of SHOTS.filter(shot => !only || only.split(',').includes(shot[0]))) {
  const all = [
    ['1280', { width: 1280, height: 800 }, 'light'],
    ['390', { width: 390, height: 844 }, 'light'],
    ['dark', { width: 1280, height: 800 }, 'dark'],
  ];
  for (const [size, viewport, colorScheme] of all.filter(([name]) => !sizes || sizes.includes(name))) {
    const context = await browser.newContext({ viewport, colorScheme, permissions: ['camera', 'microphone'] });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    const problems = [];
    page.on('console', message => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', problem => problems.push(String(problem)));
    await page.goto(base + path);
    await page.waitForTimeout(900);
    if (act) {
      await act(page).catch(problem => problems.push(`action: ${problem.message.split('\n')[0]}`));
      await page.waitForTimeout(700);
    }
    if (axe) {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      problems.push(
        ...violations.flatMap(one =>
          one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
        ),
      );
    }
    await page.screenshot({ path: `${out}/${name}-${size}.png`, fullPage: /^(lobby|course)/.test(name) });
    if (problems.length > 0) {
      console.log(name, size, problems);
    }
    await context.close();
  }
}
await browser.close();
