/** What the command line says to somebody who types it for the first time. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';

test.each(['--version', '-V'])('%s prints the version of the package', async (flag) => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(await vendouble([flag]).ended).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('a mistyped command is named as a command, with the one that was meant', async () => {
  expect(await vendouble(['strat']).ended).toEqual({
    code: 2,
    out: '',
    err: 'vendouble: there is no command strat; did you mean vendouble start?\n',
  });
});

test('two emulators started from code without a port listen on two ports', async () => {
  await using one = await createEmulator({ vendors: ['engage'] });
  await using other = await createEmulator({ vendors: ['engage'] });
  expect(one.url()).not.toBe(other.url());
});
