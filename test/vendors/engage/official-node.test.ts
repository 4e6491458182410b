/** The test file that `@engage_so/node` 1.6.0 ships for the live API, run unmodified. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Emulator } from '../../../src/emulator/create-emulator.ts';
import { loadRedirected } from './official.ts';
import { sender, start } from './support.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await start();
});

afterAll(() => emulator.close());

vi.stubEnv('KEY', 'pk_live');
vi.stubEnv('SECRET', 'sk_live');
// Its tests build on each other, so their order stays.
describe('the official test suite of @engage_so/node', { shuffle: false }, () => {
  // The file is a jest suite and finds these as globals.
  Object.assign(globalThis, { describe, test, expect });
  loadRedirected('@engage_so/node/test/index.test.js', () => emulator.url('engage'));

  test('leaves its two users in the emulator', async () => {
    const { data } = (await sender(emulator)('GET', '/v1/users')).body;
    expect(data).toEqual([
      expect.objectContaining({ uid: 'abcd', is_account: false }),
      expect.objectContaining({
        uid: '1234',
        email: 'fickledreams@yahoo.com',
        first_name: 'Opeyemi',
        accounts: [],
      }),
    ]);
  });
});
