/** The file of examples/compose, judged by the Compose specification. */
import { readFileSync } from 'node:fs';
import composeverter from 'composeverter';
import { expect, test } from 'vitest';

const validate = composeverter.validateDockerComposeToCommonSpec;
const compose = readFileSync(new URL('../../examples/compose/compose.yaml', import.meta.url), 'utf8');

test('the file is valid', () => {
  expect(validate(compose)).toEqual([]);
});

test.each([
  ['a key with a typing error', 'start_period', 'start_periode', /start_periode/],
  ['a value of another type', 'read_only: true', 'read_only: [1]', /read_only/],
])('%s is found', (_what, right, wrong, message) => {
  expect(compose).toContain(right);
  const [found] = validate(compose.replace(right, wrong));
  expect(found?.message).toMatch(message);
});
