/** A webhook that `vendouble trigger` cannot deliver. */
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';

test('trigger says why its webhook was not delivered, and exits with 1', async () => {
  await using emulator = await createEmulator({ vendors: ['intercom'], port: 0 });
  const { code, out } = await vendouble([
    'trigger',
    'intercom',
    'user.created',
    '--to',
    'http://10.0.0.1/hooks',
    '--url',
    emulator.url(),
  ]).ended;
  expect(code).toBe(1);
  expect(out).toContain('waiting: the host 10.0.0.1 is not among allowedCallbacks');
});
