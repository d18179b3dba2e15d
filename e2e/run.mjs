// Runs test files one after the other, each in a process of its own. A file with a failing test runs once more, as the
// Java tests do: real browsers share two processors with it. What needed that is named (UNSTEADY), so that it is seen and
// mended rather than lived with. Ends with the counts of all files and exits with 1 if a test failed twice.
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const files = process.argv.slice(2);
const total = { pass: 0, fail: 0, skipped: 0 };
const unsteady = [];

/** One run of one file; gives its counts and the names of what failed. */
async function once(file) {
  const counts = { pass: 0, fail: 0, skipped: 0 };
  const failed = [];
  const tests = run({ files: [file], concurrency: 1 });
  // Node counts a file without a test as a test of that name, which passes.
  tests.on('test:pass', ({ name, skip }) => {
    if (!name.endsWith(file)) counts[skip === undefined ? 'pass' : 'skipped']++;
  });
  tests.on('test:fail', ({ name }) => {
    counts.fail++;
    failed.push(name);
  });
  for await (const text of tests.compose(new spec())) process.stdout.write(text);
  return { counts, failed };
}

for (const file of files) {
  console.log(`\n-- ${file}`);
  let { counts, failed } = await once(file);
  if (failed.length > 0) {
    console.log(`\n-- ${file} once more`);
    const first = failed;
    ({ counts, failed } = await once(file));
    unsteady.push(...first.filter((name) => !failed.includes(name)).map((name) => `${file}: ${name}`));
  }
  if (counts.pass + counts.fail === 0) {
    console.log(`${file} ran no test`);
    counts.fail = 1;
  }
  for (const kind of Object.keys(total)) total[kind] += counts[kind];
}

console.log('');
for (const name of unsteady) console.log(`UNSTEADY ${name}`);
for (const [kind, count] of Object.entries(total)) console.log(`all files: ${kind} ${count}`);
process.exitCode = total.fail > 0 || files.length === 0 ? 1 : 0;
