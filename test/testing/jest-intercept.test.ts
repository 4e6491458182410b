/** A test file of Jest whose client has the vendor's host as a constant. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import setup from '../../src/jest/setup.mts';
import { temporaryFolder } from '../support/document.ts';

const { createWorld, intercept } = createRequire(import.meta.url)(
  '../../src/jest/world.cjs',
) as typeof import('../../src/jest/world.cjs');

const folder = process.cwd();

test('without a setup that intercepts, the error says what to write where', () => {
  expect(intercept).toThrow('write `intercept: true` into vendouble.config.yaml');
});

beforeAll(async () => {
  const project = temporaryFolder();
  writeFileSync(join(project, 'vendouble.config.yaml'), 'vendors: [engage]\nintercept: true\n');
  delete process.env.VENDOUBLE_JEST_INTERCEPT;
  process.chdir(project);
}, 120_000);

afterAll(() => {
  process.chdir(folder);
  delete process.env.VENDOUBLE_URL;
  delete process.env.VENDOUBLE_JEST_INTERCEPT;
});

test('a call to the vendor’s own host reaches the world of its credential, until it is taken back', async () => {
  await setup();
  const undo = intercept();
  const world = await createWorld();
  const { key, secret } = world.credentials.engage ?? {};
  const headers = { authorization: `Basic ${btoa(`${key}:${secret}`)}` };
  const reply = await fetch('https://api.engage.so/v1/users', { headers });
  expect([reply.status, await reply.json()]).toEqual([200, { data: [] }]);
  await world.verify({ vendor: 'engage', times: 1 });
  const { Socket } = await import('node:net');
  const intercepted = Socket.prototype.connect;
  undo();
  expect(Socket.prototype.connect).not.toBe(intercepted);
});
