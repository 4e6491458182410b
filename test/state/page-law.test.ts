/** Whatever is asked of a page, together: the store gives what a plain list would give. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collection, type Filter, type Page } from '../../src/core/store.ts';
import { createMemoryStore } from '../../src/state/memory-store.ts';
import { isLong } from '../support/long.ts';

interface Pet {
  readonly id: string;
  readonly kind: string;
  readonly age: number | null;
}

const shapes = { pets: collection<Pet>({ key: 'id', index: ['kind'], order: ['age'] }) };

const ids = 'abcdefghij'.split('');
const pets = fc.shuffledSubarray(ids, { maxLength: ids.length }).chain((some) =>
  fc.tuple(
    ...some.map((id) =>
      fc.record({
        id: fc.constant(id),
        kind: fc.constantFrom('cat', 'dog'),
        age: fc.option(fc.nat(3), { nil: null }),
      }),
    ),
  ),
);
const where = fc.constantFrom<readonly [Filter<Pet>, (pet: Pet) => boolean]>(
  [{ field: 'age', op: 'eq', value: null }, ({ age }) => age === null],
  [{ field: 'age', op: 'lt', value: 2 }, ({ age }) => age !== null && age < 2],
  [{ field: 'age', op: 'gte', value: 2 }, ({ age }) => age !== null && age >= 2],
  [{ field: 'id', op: 'in', value: ['a', 'c', 'e'] }, ({ id }) => ['a', 'c', 'e'].includes(id)],
);
const question = fc.record(
  {
    by: fc.constantFrom('id' as const, 'age' as const),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
    // `0` and `z` are no keys: a place before all others, and one behind them.
    after: fc.constantFrom(...ids, '0', 'z', 'cc'),
    offset: fc.nat(4),
    within: fc.constantFrom('cat', 'dog', 'cow'),
    where,
  },
  { requiredKeys: [] },
);
type Question = typeof question extends fc.Arbitrary<infer Q> ? Q : never;

const compare = (one: number | string, other: number | string): number =>
  one < other ? -1 : one > other ? 1 : 0;

/** What a page is, in plain words. */
function pageOf(
  all: readonly Pet[],
  { by, direction, after, offset, within, where }: Question,
  limit: number,
): readonly Pet[] {
  const placed = all.map((pet, place) => ({ pet, place }));
  const ordered = placed.toSorted((one, other) => {
    if (by === 'id') return compare(one.pet.id, other.pet.id);
    const ages = by === 'age' ? compare(one.pet.age ?? -1, other.pet.age ?? -1) : 0;
    return ages === 0 ? one.place - other.place : ages;
  });
  if (direction === 'desc') ordered.reverse();
  const list = ordered.map(({ pet }) => pet);
  const known = list.findIndex(({ id }) => id === after);
  const rest =
    after === undefined
      ? list
      : known >= 0
        ? list.slice(known + 1)
        : by === 'id'
          ? list.filter(({ id }) => (direction === 'desc' ? id < after : id > after))
          : [];
  return rest
    .filter(({ kind }) => within === undefined || kind === within)
    .filter((pet) => where === undefined || where[1](pet))
    .slice(offset ?? 0)
    .slice(0, limit);
}

const asked = ({ within, where, ...page }: Question, limit: number): Page<Pet> => ({
  ...page,
  limit,
  ...(within === undefined ? {} : { within: { field: 'kind', value: within } }),
  ...(where === undefined ? {} : { where: where[0] }),
});

test('an order, a direction, a cursor, an offset, an index, a filter and a limit, in any combination', () =>
  fc.assert(
    fc.asyncProperty(
      pets,
      fc.array(question, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 6 }),
      async (all, questions, limit) => {
        await createMemoryStore().transaction('zoo', shapes, async ({ state }) => {
          for (const pet of all) await state.pets.insert(pet);
          for (const one of questions)
            expect(await state.pets.page(asked(one, limit))).toEqual(pageOf(all, one, limit));
        });
      },
    ),
    { numRuns: isLong ? 10_000 : 400 },
  ));

test('a list walked page by page has each record once that was there all the time, whatever is added and removed', () =>
  fc.assert(
    fc.asyncProperty(
      pets,
      fc.constantFrom('asc' as const, 'desc' as const),
      fc.integer({ min: 1, max: 3 }),
      fc.array(
        fc.record({
          id: fc.constantFrom(...ids.map((id) => `${id}x`)),
          kind: fc.constant('cat'),
          age: fc.constant(1),
        }),
      ),
      async (all, direction, limit, newcomers) => {
        await createMemoryStore().transaction('zoo', shapes, async ({ state }) => {
          for (const pet of all) await state.pets.insert(pet);
          const seen: string[] = [];
          const waiting = [...newcomers];
          for (let after: string | undefined; ; ) {
            const page = await state.pets.page({ limit, by: 'id', direction, after });
            seen.push(...page.map(({ id }) => id));
            after = page.at(-1)?.id;
            if (after === undefined) break;
            const newcomer = waiting.pop();
            if (newcomer !== undefined && (await state.pets.get(newcomer.id)) === undefined)
              await state.pets.insert(newcomer);
          }
          expect(seen.filter((id) => id.length === 1).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
          expect(new Set(seen).size).toBe(seen.length);
        });
      },
    ),
    { numRuns: isLong ? 3_000 : 100 },
  ));
