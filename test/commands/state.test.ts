/** State directories as the command line shows, compares and mends them. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

const folder = temporaryFolder();
const [one, other] = [join(folder, 'one'), join(folder, 'other')];

async function keep(state: string, users: readonly object[]): Promise<void> {
  await using emulator = await createEmulator({
    vendors: ['engage'],
    port: 0,
    state,
    clock: '2026-01-01T00:00:00Z',
  });
  for (const user of users) {
    const { status } = await fetch(`${emulator.url('engage')}/users`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('key:secret')}`, 'content-type': 'application/json' },
      body: JSON.stringify(user),
    });
    expect(status).toBe(200);
  }
}

beforeAll(async () => {
  await keep(one, [{ id: 'u1', first_name: 'Ada' }, { id: 'u2' }]);
  await keep(other, [{ id: 'u1', first_name: 'Eve' }, { id: 'u2' }, { id: 'u3' }]);
});

test('vendouble state show counts what a directory holds', async () => {
  const { code, out } = await vendouble(['state', 'show', one]).ended;
  expect(code).toBe(0);
  expect(out).toMatch(/^\S+one: 2 transactions; the snapshot has \d+ bytes$/m);
  expect(out).toMatch(/engage\/default\s+users\s+2\s+\d+/);
});

test('vendouble state diff lists records and fields and exits 1, or 0 without differences', async () => {
  const differing = await vendouble(['state', 'diff', one, other]).ended;
  expect(differing.code).toBe(1);
  expect(differing.out).toMatch(/^~ engage\/default users \S+ first_name: "Ada" → "Eve"$/m);
  expect(differing.out.match(/^\+ engage\/default users /gm)?.length).toBe(1);
  expect(await vendouble(['state', 'diff', one, one]).ended).toMatchObject({ code: 0, out: '' });
});

test('vendouble state repair recovers a state file that was edited manually, which start refuses', async () => {
  const path = join(one, 'state.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('Ada', 'Bea'));
  const refused = await vendouble(['engage', '--port', '0', '--state', one]).ended;
  expect([refused.code, refused.err.includes(`${path} is damaged at byte`)]).toEqual([2, true]);
  const saved = join(folder, 'saved');
  const { code, out } = await vendouble(['state', 'repair', one, '--to', saved]).ended;
  expect([code, out.includes('it is taken as it reads')]).toEqual([1, true]);
  expect(readFileSync(join(saved, 'state.json'), 'utf8')).toContain('Bea');
  expect((await vendouble(['state', 'show', saved]).ended).code).toBe(0);
  const again = await vendouble(['state', 'repair', one, '--to', saved]).ended;
  expect([again.code, again.err]).toEqual([
    2,
    `vendouble: the directory ${saved} is not empty; name a new one with --to\n`,
  ]);
});

test('every vendouble state command refuses a directory without state, and leaves it empty', async () => {
  const empty = temporaryFolder();
  for (const args of [
    ['show', empty],
    ['diff', empty, other],
    ['repair', empty, '--to', join(empty, 'new')],
  ])
    expect(await vendouble(['state', ...args]).ended).toMatchObject({
      code: 2,
      err: `vendouble: there is no state in ${empty}\n`,
    });
  expect(readdirSync(empty)).toEqual([]);
});
