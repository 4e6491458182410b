/** Links to another file where the state writes: the file they point at does not change. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/document.ts';
import { shopAt, startShop } from '../support/shop.ts';

/** @returns a state directory with a link of this name, and the file it points at */
function planted(name: string): { readonly state: string; readonly victim: string } {
  const folder = temporaryFolder();
  const [state, victim] = [join(folder, 'state'), join(folder, 'victim')];
  mkdirSync(state);
  writeFileSync(victim, 'precious');
  symlinkSync(victim, join(state, name));
  return { state, victim };
}

test.each(['state.json.tmp', 'owner.json', 'journal.000000000001.log'])(
  'a link named %s is replaced, not followed',
  async (name) => {
    const { state, victim } = planted(name);
    const emulator = await startShop({ state, report: () => {} });
    expect((await shopAt(emulator.url('petshop')).create('Rex')).status).toBe(201);
    await emulator.close();
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(readdirSync(state)).toEqual(['lock', 'state.json']);
  },
);

test.each(['state.json', 'state.json.bak', 'lock'])(
  'a link named %s is refused, with its name',
  async (name) => {
    const { state, victim } = planted(name);
    await expect(startShop({ state })).rejects.toThrow(state);
    expect(readFileSync(victim, 'utf8')).toBe('precious');
  },
);

test('a state directory may be a link', async () => {
  const folder = temporaryFolder();
  const [state, link] = [join(folder, 'state'), join(folder, 'link')];
  mkdirSync(state);
  symlinkSync(state, link);
  const emulator = await startShop({ state: link });
  expect((await shopAt(emulator.url('petshop')).create('Rex')).status).toBe(201);
  await emulator.close();
  expect(readdirSync(state)).toEqual(['lock', 'state.json']);
});
