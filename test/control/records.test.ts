/** The records of a world, looked through and changed by hand. */
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

interface Pet {
  readonly id: string;
  readonly name: string;
}

const withPets = async (emulator: Emulator, ...names: readonly string[]): Promise<readonly Pet[]> => {
  for (const name of names) await shopAt(emulator.url('petshop')).create(name);
  const { records } = await emulator.records('petshop', 'pets');
  return records as readonly Pet[];
};

const at = ({ id }: Pet): string => `/records/petshop/pets/${id}`;

describe('records', () => {
  test('are counted by collection and account', async () => {
    await using emulator = await startShop();
    await withPets(emulator, 'Rex');
    await shopAt(emulator.url('petshop'), { authorization: 'Bearer other' }).create('Tom');
    const held = { vendor: 'petshop', collection: 'pets', key: 'id', total: 1 };
    expect((await admin(emulator, 'GET', '/records')).body).toEqual({
      collections: [
        { ...held, account: 'default' },
        { ...held, account: 'other' },
      ],
    });
  });

  test('are searched in all their fields', async () => {
    await using emulator = await startShop();
    await withPets(emulator, 'Rex', 'Tom', 'Rexine');
    const { body } = await admin(emulator, 'GET', '/records/petshop/pets?search=REX&limit=1&offset=1');
    expect(body).toMatchObject({ total: 2, records: [{ name: 'Rexine' }] });
  });

  test('are edited and deleted, as the vendor then sees', async () => {
    await using emulator = await startShop();
    const [rex, tom] = await withPets(emulator, 'Rex', 'Tom');
    if (rex === undefined || tom === undefined) return expect.fail('no pets');
    expect((await admin(emulator, 'GET', at(rex))).body).toEqual(rex);
    const edited = await admin(emulator, 'PUT', at(rex), { from: rex, to: { ...rex, name: 'Max' } });
    expect([edited.status, edited.body]).toMatchObject([200, { name: 'Max' }]);
    expect((await admin(emulator, 'DELETE', at(tom))).status).toBe(204);
    expect((await admin(emulator, 'DELETE', at(tom))).status).toBe(404);
    expect((await admin(emulator, 'GET', at(tom))).status).toBe(404);
    expect(await shopAt(emulator.url('petshop')).names()).toEqual(['Max']);
  });

  test.each([
    ['from an outdated version', { from: { name: 'Old' }, to: {} }, 409, 'has changed'],
    ['to another key', { to: { id: 'x' } }, 400, 'cannot be edited'],
    ['to a field of another type', { to: { name: 5 } }, 400, 'keeps the kinds'],
    ['to a name that is not unique', { to: { name: 'Tom' } }, 409, 'same name'],
  ])(
    'are not edited %s',
    async (_what, { from = {}, to }: { from?: object; to: object }, expected, sentence) => {
      await using emulator = await startShop();
      const [rex] = await withPets(emulator, 'Rex', 'Tom');
      if (rex === undefined) return expect.fail('no pets');
      const { status, body } = await admin(emulator, 'PUT', at(rex), {
        from: { ...rex, ...from },
        to: { ...rex, ...to },
      });
      expect([status, body]).toMatchObject([expected, { detail: expect.stringContaining(sentence) }]);
      expect(await shopAt(emulator.url('petshop')).names()).toEqual(['Rex', 'Tom']);
    },
  );

  test('have a history of their changes, which a reset clears and an undo brings back', async () => {
    await using emulator = await startShop();
    const [rex] = await withPets(emulator, 'Rex');
    if (rex === undefined) return expect.fail('no pets');
    await shopAt(emulator.url('petshop')).create('Rex');
    await admin(emulator, 'PUT', at(rex), { from: rex, to: { ...rex, name: 'Max' } });
    await fetch(`${emulator.url('petshop')}/pets/${rex.id}`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer token' },
    });
    const history = async (): Promise<unknown> => (await admin(emulator, 'GET', `${at(rex)}/history`)).body;
    const told = {
      revisions: [
        expect.objectContaining({ exchange: 'default-1', record: rex }),
        expect.objectContaining({ exchange: null, record: { ...rex, name: 'Max' } }),
        expect.objectContaining({ exchange: 'default-3', record: null }),
      ],
    };
    expect(await history()).toEqual(told);
    await emulator.reset({ what: 'state' });
    expect(await history()).toEqual({ revisions: [] });
    await emulator.undo();
    expect(await history()).toEqual(told);
  });
});
