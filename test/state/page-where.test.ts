/** Pages by a test that a filter cannot express, compared with filtering all records in memory. */
import { expect, test } from 'vitest';
import { pageWhere } from '../../src/core/page-where.ts';
import { collection } from '../../src/core/store.ts';
import { createMemoryStore } from '../../src/state/memory-store.ts';

interface Pet {
  readonly id: string;
  readonly age: number;
  readonly kind: string;
}

const shapes = { pets: collection<Pet>({ key: 'id', index: ['kind'], order: ['age'] }) };

/** More than are read at a time, twice. */
const pets: readonly Pet[] = Array.from({ length: 700 }, (_, at) => ({
  id: String((at * 11) % 700).padStart(3, '0'),
  age: at % 10,
  kind: at % 3 === 0 ? 'dog' : 'cat',
}));

const isOld = ({ age }: Pet): boolean => age > 7;

test.each([
  ['in the order of insertion', {}],
  ['backwards', { direction: 'desc' }],
  ['in the order of the key', { by: 'id' }],
  ['in the order of a field, backwards', { by: 'age', direction: 'desc' }],
  ['behind a record', { by: 'id', after: '333' }],
  ['with an offset', { offset: 100 }],
  ['under a value', { within: { field: 'kind', value: 'dog' } }],
  [
    'under a value, behind a record and with an offset',
    { within: { field: 'kind', value: 'dog' }, by: 'id', after: '333', offset: 3 },
  ],
] as const)('a page by a test, %s, holds what filtering all of its records leaves', async (_what, page) => {
  const store = createMemoryStore();
  await store.transaction('a', shapes, async ({ state }) => {
    for (const pet of pets) await state.pets.insert(pet);
    const { offset = 0, ...rest } = { offset: 0, ...page };
    const all = (await state.pets.page({ ...rest, limit: 999 })).filter(isOld).slice(offset);
    for (const limit of [0, 1, 20, 999])
      expect(await pageWhere(state.pets, 'id', { ...page, limit }, isOld)).toEqual(all.slice(0, limit));
  });
});
