/** Calls at once on a state directory: one wins, and no call sees a change by half. */
import { expect, test } from 'vitest';
import type { Dump } from '../../src/core/store.ts';
import { temporaryFolder } from '../support/document.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

const holding = (names: readonly string[]): Dump => ({
  'petshop/default': {
    sequence: 9,
    collections: { pets: names.map((name, index) => ({ id: `${index}`, name })) },
  },
});

test('of a hundred creates of one name at once, one succeeds, and a restart shows the same', async () => {
  const state = temporaryFolder();
  {
    await using emulator = await startShop({ state });
    const shop = shopAt(emulator.url('petshop'));
    const replies = await Promise.all(Array.from({ length: 100 }, () => shop.create('Rex')));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(99).fill(409)]);
  }
  await using again = await startShop({ state });
  expect(await shopAt(again.url('petshop')).names()).toEqual(['Rex']);
});

test('a read while everything is replaced sees all of the old records or all of the new ones', async () => {
  await using emulator = await startShop({ state: temporaryFolder() });
  const shop = shopAt(emulator.url('petshop'));
  const worlds = [['Rex', 'Max', 'Tom'], [], ['Kim', 'Bob', 'Leo']];
  const replacing = (async () => {
    for (let at = 0; at < 60; at++) {
      const change =
        at % 3 === 1
          ? admin(emulator, 'POST', '/reset?what=state')
          : admin(emulator, 'PUT', '/worlds/default/snapshot', holding(worlds[at % 3] ?? []));
      expect((await change).status).toBe(204);
    }
  })();
  const seen = new Set<string>();
  const reading = Array.from({ length: 4 }, async () => {
    for (let at = 0; at < 60; at++) seen.add(JSON.stringify(await shop.names()));
  });
  await Promise.all([replacing, ...reading]);
  expect(worlds.map((names) => JSON.stringify(names))).toEqual(expect.arrayContaining([...seen]));
  expect(seen.size).toBeGreaterThan(1);
});

test.each<[string, unknown]>([
  [
    'with a record without its key',
    { 'petshop/default': { sequence: 1, collections: { pets: [{ name: 'Max' }] } } },
  ],
  [
    'with one key twice',
    { 'petshop/default': { sequence: 1, collections: { pets: [{ id: '1' }, { id: '1' }] } } },
  ],
  ['of another shape', { pets: [] }],
  [
    'with an unknown collection',
    { 'petshop/default': { sequence: 1, collections: { cats: [{ id: '1' }] } } },
  ],
])('restoring a snapshot %s is refused, and the records stay', async (_what, snapshot) => {
  const state = temporaryFolder();
  {
    await using emulator = await startShop({ state });
    await shopAt(emulator.url('petshop')).create('Rex');
    const { status } = await admin(emulator, 'PUT', '/worlds/default/snapshot', snapshot);
    expect(status).toBe(400);
    expect(await shopAt(emulator.url('petshop')).names()).toEqual(['Rex']);
  }
  await using again = await startShop({ state });
  expect(await shopAt(again.url('petshop')).names()).toEqual(['Rex']);
});
