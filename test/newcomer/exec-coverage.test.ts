/** Coverage of tests that start their own emulators, as the vitest fixture does, below `vendouble exec`. */
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const example = (name: string): string => join(root, 'examples/petstore', name);

test('exec --coverage -- npm test counts what the emulators of the vitest fixture saw', async () => {
  const cwd = temporaryFolder();
  symlinkSync(join(root, 'node_modules'), join(cwd, 'node_modules'));
  for (const name of ['openapi.yaml', 'save-pet.js']) copyFileSync(example(name), join(cwd, name));
  const fixture = JSON.stringify(join(root, 'src/testing/vitest.ts'));
  const code = readFileSync(example('vitest/pets.test.mjs'), 'utf8');
  writeFileSync(join(cwd, 'pets.test.mjs'), code.replace("'vendouble/vitest'", fixture));
  // The sources of a checkout need it; the package does not.
  writeFileSync(
    join(cwd, 'vitest.config.mjs'),
    'export default { test: { deps: { interopDefault: false } } };',
  );
  writeFileSync(join(cwd, 'package.json'), '{ "scripts": { "test": "vitest run" } }');
  const run = await vendouble(
    ['exec', '--coverage', 'coverage', '--vendor', './openapi.yaml', '--', 'npm', 'test'],
    { cwd, env: { VITEST: '' } },
  ).ended;
  expect([run.code, run.err]).toEqual([
    0,
    expect.stringMatching(/^ {2}coverage {3}petstore v1: [\d.]+ %: 2 of 3 operations/m),
  ]);
  const report = await vendouble(['coverage', 'coverage', '--min-called', '70'], { cwd }).ended;
  expect([report.code, report.out]).toEqual([
    0,
    expect.stringContaining('covered, of the called operations: 77.7 %'),
  ]);
}, 60_000);
