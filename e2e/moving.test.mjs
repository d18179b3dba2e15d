// A class in which a student's laptop leaves one network for another, in a network namespace.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inNamespace } from './harness/namespace.mjs';

test('another address while in class: media and messages go on, and no media is negotiated', {
  timeout: 400_000,
}, async (t) => {
  const { code, said } = await inNamespace(fileURLToPath(new URL('./moving/class.mjs', import.meta.url)));
  for (const line of said.trim().split('\n')) t.diagnostic(line);
  assert.equal(code, 0, said);
});
