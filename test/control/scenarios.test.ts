/** Named beginnings. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { vendors } from '../../src/vendors/index.ts';
import { temporaryFolder } from '../support/document.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

/** A folder with one scenario of the petshop's. */
function scenario(calls: unknown, name = 'two-pets'): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'petshop'));
  writeFileSync(
    join(folder, 'petshop', `${name}.json`),
    typeof calls === 'string' ? calls : JSON.stringify({ description: 'Two pets.', calls }),
  );
  return folder;
}

const twoPets = [
  { operation: 'createPet', body: { name: 'Rex' } },
  { operation: 'createPet', body: { name: 'Tom' } },
];

test('every world that begins with a scenario has the same bytes', async () => {
  await using emulator = await startShop({ scenarios: scenario(twoPets) });
  const snapshots: unknown[] = [];
  for (let count = 0; count < 3; count++) {
    const { id, urls } = await emulator.createWorld({ scenario: 'two pets' });
    expect(await shopAt(urls.petshop ?? '').names()).toEqual(['Rex', 'Tom']);
    snapshots.push(await emulator.snapshot(id));
    await shopAt(urls.petshop ?? '').create('Max');
  }
  expect(snapshots[1]).toEqual(snapshots[0]);
  expect(snapshots[2]).toEqual(snapshots[0]);
  expect(await shopAt(emulator.url('petshop')).names()).toEqual([]);
});

test('a scenario can be added to existing records', async () => {
  await using emulator = await startShop({ scenarios: scenario(twoPets) });
  const shop = shopAt(emulator.url('petshop'));
  await shop.create('Max');
  expect((await admin(emulator, 'POST', '/scenarios', { name: 'two-pets' })).status).toBe(204);
  expect(await shop.names()).toEqual(['Max', 'Rex', 'Tom']);
  expect((await admin(emulator, 'GET', '/scenarios')).body).toEqual({
    scenarios: [{ vendor: 'petshop', name: 'two-pets', description: 'Two pets.' }],
  });
});

describe('a scenario changes nothing and its error says where and why, for', () => {
  test.each<[string, unknown, string]>([
    [
      'a body that breaks the contract',
      [...twoPets, { operation: 'createPet', body: { name: '' } }],
      'two-pets.json cannot be run: its call 3, createPet, is refused (invalid_request: body/name must NOT',
    ],
    [
      'a broken rule of the vendor',
      [...twoPets, { operation: 'createPet', body: { name: 'Rex' } }],
      'its call 3, createPet, is refused (domain: taken)',
    ],
    ['an unknown operation', [{ operation: 'fly' }], 'there is no operation fly'],
    ['no calls', '{"description":"x"}', "must have required property 'calls'"],
    ['a file that is not JSON', '{', 'cannot be read'],
  ])('%s', async (_what, calls, message) => {
    await using emulator = await startShop({ scenarios: scenario(calls) });
    const shop = shopAt(emulator.url('petshop'));
    await shop.create('Max');
    const reply = await admin(emulator, 'POST', '/scenarios', { name: 'two pets' });
    expect(reply).toMatchObject({ status: 400, body: { detail: expect.stringContaining(message) } });
    expect(await shop.names()).toEqual(['Max']);
    await expect(emulator.createWorld({ scenario: 'two pets' })).rejects.toThrow(message);
  });

  test('an unknown name', async () => {
    await using emulator = await startShop({ scenarios: scenario(twoPets) });
    await expect(emulator.createWorld({ scenario: 'no pets' })).rejects.toThrow(
      'there is no scenario "no pets"; there are two-pets',
    );
  });
});

describe.each(vendors.map(({ name }) => name))('the scenarios of %s', (name) => {
  test('are at least five, and all of them run', async () => {
    await using emulator = await createEmulator({ vendors: [name], port: 0, strict: true });
    const known = emulator.scenarios().map((view) => view.name);
    expect(known).toEqual(
      expect.arrayContaining(['duplicates', 'empty', 'everything', 'one-user', 'page-of-users']),
    );
    for (const one of known) await emulator.createWorld({ scenario: one });
    const { id } = await emulator.createWorld({ scenario: 'page of users' });
    expect((await emulator.records(name, 'users', { world: id })).total).toBe(105);
  });
});
