/** The files of examples/compose and examples/scaling, judged by the Compose specification. */
import { readFileSync } from 'node:fs';
import composeverter from 'composeverter';
import { expect, test } from 'vitest';

const validate = composeverter.validateDockerComposeToCommonSpec;
const compose = readFileSync(new URL('../../examples/compose/compose.yaml', import.meta.url), 'utf8');

const replicas = readFileSync(new URL('../../examples/scaling/compose.yaml', import.meta.url), 'utf8');

test.each([
  ['one emulator', compose],
  ['several replicas', replicas],
])('the file of %s is valid', (_what, text) => {
  expect(validate(text)).toEqual([]);
});

test.each([
  ['a key with a typing error', 'start_period', 'start_periode', /start_periode/],
  ['a value of another type', 'read_only: true', 'read_only: [1]', /read_only/],
])('%s is found', (_what, right, wrong, message) => {
  expect(compose).toContain(right);
  const [found] = validate(compose.replace(right, wrong));
  expect(found?.message).toMatch(message);
});
