/** Calls of the control plane that arrive together, and together with calls of the vendor. */
import { expect, test } from 'vitest';
import { shopAt, startShop } from '../support/shop.ts';

test('two undos at once: the second takes back the first', async () => {
  await using emulator = await startShop();
  const shop = shopAt(emulator.url('petshop'));
  await shop.create('Rex');
  await emulator.reset({ what: 'state' });
  await shop.create('Max');
  await emulator.undo();
  expect(await shop.names()).toEqual(['Rex']);
  await Promise.all([emulator.undo(), emulator.undo()]);
  expect(await shop.names()).toEqual(['Rex']);
});

test('a reset among many creates loses none of them: each is there afterwards, or after an undo', async () => {
  await using emulator = await startShop();
  const shop = shopAt(emulator.url('petshop'));
  const names = Array.from({ length: 60 }, (_, at) => `pet ${at}`);
  let reset: Promise<void> | undefined;
  const creates = names.map(async (name, at) => {
    const { status } = await shop.create(name);
    if (at === 20) reset = emulator.reset({ what: 'state' });
    return status;
  });
  expect(new Set(await Promise.all(creates))).toEqual(new Set([201]));
  await reset;
  const held = async (): Promise<readonly unknown[]> =>
    (await emulator.records('petshop', 'pets')).records.map((record) => Reflect.get(record, 'name'));
  const after = await held();
  await emulator.undo();
  const before = await held();
  expect([...before, ...after].sort()).toEqual([...names].sort());
});

test('worlds that are made at once never exceed their number', async () => {
  await using emulator = await startShop();
  const made = await Promise.allSettled(Array.from({ length: 1_010 }, () => emulator.createWorld()));
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1_000);
  expect(emulator.worlds()).toHaveLength(1_001);
});

test('a world made from another one holds what that held when it was asked for', async () => {
  await using emulator = await startShop();
  const shop = shopAt(emulator.url('petshop'));
  await shop.create('Rex');
  const making = emulator.createWorld({ from: 'default' });
  const clearing = emulator.reset({ what: 'state' });
  const [world] = await Promise.all([making, clearing]);
  expect(await shopAt(world.urls.petshop ?? '').names()).toEqual(['Rex']);
  expect(await shop.names()).toEqual([]);
});
