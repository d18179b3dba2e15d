// A class with a student in Firefox and the others in Chromium, from lobby to replay, in a network namespace.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inNamespace } from './harness/namespace.mjs';

test('a class in two browsers: media both ways, rooms, messages, H.264 while all have it, and the replay', {
  timeout: 600_000,
}, async (t) => {
  const { code, said } = await inNamespace(fileURLToPath(new URL('./firefox/class.mjs', import.meta.url)));
  for (const line of said.trim().split('\n')) t.diagnostic(line);
  assert.equal(code, 0, said);
});
