/** Commands that a newcomer types first, and what they say when something is missing. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

const petstore = fileURLToPath(new URL('../../examples/petstore/openapi.yaml', import.meta.url));

test('a document whose file has a reserved name is served under another one', async () => {
  const cwd = temporaryFolder();
  copyFileSync(petstore, join(cwd, 'w.yaml'));
  const run = vendouble(['start', './w.yaml', '--ephemeral', '--port', '0'], { cwd });
  const url = await run.ready;
  const reply = await fetch(`${url}/pets`);
  run.process.kill('SIGTERM');
  expect([reply.status, (await run.ended).out]).toEqual([200, expect.stringMatching(/^w-api: http/m)]);
});

test('pact verify without pacts cannot run, and says what to name', async () => {
  expect(await vendouble(['pact', 'verify']).ended).toMatchObject({
    code: 2,
    err: 'vendouble: there are no pacts to verify; name pact files, or a broker with --broker-url\n',
  });
});

test('pact verify of a folder says that it takes files', async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'pacts'));
  expect(await vendouble(['pact', 'verify', 'pacts'], { cwd }).ended).toMatchObject({
    code: 2,
    err: 'vendouble: the pact pacts cannot be read: it is a folder; name its files\n',
  });
});
