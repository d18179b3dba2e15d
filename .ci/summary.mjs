// Counts what every runner reported and prints the closing lines. Exits 1 when anything failed or a runner left no
// count, so that a step which silently ran nothing cannot pass.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [root, results, fast, firefox, ...failedSteps] = process.argv.slice(2);
const unsteady = [];
const modules = ['fuzz', 'bridge', 'recorder', 'lti-config', 'lti-provider', 'practice-lms', 'bench'];

function surefire(module) {
  const folder = join(root, module, 'target', 'surefire-reports');
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (!existsSync(folder)) return null;
  for (const file of readdirSync(folder).filter((f) => f.startsWith('TEST-') && f.endsWith('.xml'))) {
    const report = readFileSync(join(folder, file), 'utf8');
    const head = report.match(/<testsuite[^>]*>/)?.[0] ?? '';
    for (const test of report.split('<testcase ').slice(1)) {
      if (!/<flaky(Failure|Error)/.test(test)) continue;
      unsteady.push(`${test.match(/classname="([^"]*)"/)?.[1]}.${test.match(/(?:^|\s)name="([^"]*)"/)?.[1]}`);
    }
    const number = (name) => Number(head.match(new RegExp(`\\s${name}="(\\d+)"`))?.[1] ?? 0);
    const failed = number('failures') + number('errors');
    counts.failed += failed;
    counts.skipped += number('skipped');
    counts.passed += number('tests') - failed - number('skipped');
  }
  return counts;
}

function fromLog(file, patterns) {
  const path = join(results, file);
  if (!existsSync(path)) return null;
  // eslint-disable-next-line no-control-regex -- colours of the runners
  const text = readFileSync(path, 'utf8').replace(/\u001b\[[0-9;]*m/g, '');
  const last = (pattern) => Number([...text.matchAll(pattern)].at(-1)?.[1] ?? 0);
  const counts = {
    passed: last(patterns.passed),
    failed: last(patterns.failed),
    skipped: last(patterns.skipped),
  };
  return counts.passed + counts.failed > 0 ? counts : null;
}

const rows = modules.map((module) => [module, surefire(module)]);
rows.push([
  'ui',
  fromLog('ui.log', {
    passed: /^\s*Tests\s.*?(\d+) passed/gm,
    failed: /^\s*Tests\s.*?(\d+) failed/gm,
    skipped: /^\s*Tests\s.*?(\d+) skipped/gm,
  }),
]);
const nodeRunner = { passed: /^\D*pass (\d+)/gm, failed: /^\D*fail (\d+)/gm, skipped: /^\D*skipped (\d+)/gm };
if (fast !== 'yes') {
  rows.push(['browser', fromLog('e2e.log', nodeRunner)]);
}
for (const log of ['e2e.log', 'firefox.log'].map((name) => join(results, name)).filter(existsSync)) {
  unsteady.push(...[...readFileSync(log, 'utf8').matchAll(/^UNSTEADY (.*)$/gm)].map((m) => m[1]));
}
if (firefox === 'yes') rows.push(['firefox', fromLog('firefox.log', nodeRunner)]);

console.log('\n== Summary');
const total = { passed: 0, failed: 0, skipped: 0 };
const silent = [];
for (const [name, counts] of rows) {
  if (!counts || counts.passed + counts.failed === 0) {
    silent.push(name);
    console.log(`${name.padEnd(14)} ran no test`);
    continue;
  }
  for (const key of Object.keys(total)) total[key] += counts[key];
  console.log(`${name.padEnd(14)} ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
}
if (fast === 'yes') console.log('browser        left out by --fast');
if (firefox !== 'yes') console.log('firefox story  left out; ./lectern test --firefox runs it too');
for (const test of unsteady) console.log(`UNSTEADY: ${test} failed, and passed when it ran again`);
for (const step of failedSteps) console.log(`FAILED: ${step}`);
const bad = total.failed + failedSteps.length + silent.length;
console.log(`${total.passed} passed, ${Math.max(total.failed, bad > 0 ? 1 : 0)} failed, ${total.skipped} skipped`);
process.exit(bad > 0 ? 1 : 0);
