/** What every store promises; each implementation is held to the same suite. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { collection, DuplicateError, type Filter, type Store } from '../../src/core/store.ts';
import { openStateDirectory } from '../../src/state/directory-store.ts';
import { createMemoryStore } from '../../src/state/memory-store.ts';
import { openDatabases } from '../support/databases.ts';

interface Pet {
  readonly id: string;
  readonly name?: string | null;
  readonly kind?: string;
  readonly tags?: readonly string[];
  readonly age?: number | string | null;
  readonly note?: boolean;
  readonly text?: string;
  readonly home?: { readonly city: string } | null;
}

const shapes = {
  pets: collection<Pet>({ key: 'id', unique: ['name'], index: ['kind', 'tags'], order: ['age'] }),
};

const stores: Record<string, (use: (store: Store) => Promise<void>) => Promise<void>> = {
  memory: async (use) => use(createMemoryStore()),
  durable: async (use) => {
    const directory = await mkdtemp(join(tmpdir(), 'vendouble-'));
    const fail = (error: Error): void => expect.fail(error.message);
    const { store } = await openStateDirectory(directory, { report: fail, fatal: fail });
    await use(store).finally(async () => {
      await store.close();
      await rm(directory, { recursive: true });
    });
  },
};

const databases = await openDatabases();
afterAll(databases.close);
const all = { ...stores, ...databases.stores };

describe.each(Object.entries(all))('the %s store', (_name, open) => {
  const withPets = (pets: readonly Pet[], check: (store: Store) => Promise<void>): Promise<void> =>
    open(async (store) => {
      await store.transaction('a', shapes, async ({ state }) => {
        for (const pet of pets) await state.pets.insert(pet);
      });
      await check(store);
    });

  test('finds a record by its key, by a unique field and by an index', () =>
    withPets(
      [
        { id: '1', name: 'Rex', kind: 'dog', tags: ['old', 'big'] },
        { id: '2', name: 'Tom', kind: 'cat', tags: ['big'] },
        { id: '3', kind: 'dog' },
      ],
      async (store) => {
        await store.transaction('a', shapes, async ({ state: { pets } }) => {
          expect(await pets.get('2')).toEqual({ id: '2', name: 'Tom', kind: 'cat', tags: ['big'] });
          expect(await pets.get('4')).toBeUndefined();
          expect((await pets.findBy('name', 'Rex')).map(({ id }) => id)).toEqual(['1']);
          expect((await pets.findBy('kind', 'dog')).map(({ id }) => id)).toEqual(['1', '3']);
          expect((await pets.findBy('tags', 'big')).map(({ id }) => id)).toEqual(['1', '2']);
          expect(await pets.findBy('kind', 'cow')).toEqual([]);
          expect(await pets.count()).toBe(3);
          expect(await pets.count({ field: 'kind', value: 'dog' })).toBe(2);
        });
      },
    ));

  test('updates its indexes when a record changes', () =>
    withPets([{ id: '1', name: 'Rex', kind: 'dog', tags: ['a'] }], async (store) => {
      await store.transaction('a', shapes, async ({ state: { pets } }) => {
        await pets.update({ id: '1', name: 'Max', kind: 'wolf', tags: ['b'] });
        expect(await pets.findBy('name', 'Rex')).toEqual([]);
        expect(await pets.findBy('kind', 'dog')).toEqual([]);
        expect(await pets.findBy('tags', 'a')).toEqual([]);
        expect((await pets.findBy('name', 'Max')).length).toBe(1);
        expect(await pets.remove('1')).toBe(true);
        expect(await pets.remove('1')).toBe(false);
        expect(await pets.findBy('kind', 'wolf')).toEqual([]);
        expect(await pets.count()).toBe(0);
      });
    }));

  test('refuses a taken key and a taken unique value, and accepts any number of missing ones', () =>
    withPets([{ id: '1', name: 'Rex' }, { id: '2', name: null }, { id: '3' }, { id: '4' }], async (store) => {
      await store.transaction('a', shapes, async ({ state: { pets } }) => {
        await expect(pets.insert({ id: '1' })).rejects.toThrow(DuplicateError);
        await expect(pets.insert({ id: '9', name: 'Rex' })).rejects.toThrow(DuplicateError);
        await expect(pets.update({ id: '2', name: 'Rex' })).rejects.toThrow(DuplicateError);
        await expect(pets.update({ id: '9' })).rejects.toThrow('no record with the key 9');
        expect((await pets.update({ id: '1', name: 'Rex' })).name).toBe('Rex');
      });
    }));

  test('pages by insertion, by a field and by the key, in both directions', () =>
    withPets(
      [
        { id: 'c', age: 2 },
        { id: 'a', age: null },
        { id: 'd', age: 1 },
        { id: 'b', age: 2 },
      ],
      async (store) => {
        await store.transaction('a', shapes, async ({ state: { pets } }) => {
          const ids = async (page: Parameters<typeof pets.page>[0]): Promise<string> =>
            (await pets.page(page)).map(({ id }) => id).join('');
          expect(await ids({ limit: 3 })).toBe('cad');
          expect(await ids({ limit: 9, direction: 'desc' })).toBe('bdac');
          expect(await ids({ limit: 9, after: 'a' })).toBe('db');
          expect(await ids({ limit: 9, after: 'd', direction: 'desc' })).toBe('ac');
          expect(await ids({ limit: 2, offset: 1 })).toBe('ad');
          expect(await ids({ limit: 9, by: 'age' })).toBe('adcb');
          expect(await ids({ limit: 9, by: 'age', direction: 'desc' })).toBe('bcda');
          expect(await ids({ limit: 9, by: 'age', after: 'd' })).toBe('cb');
          expect(await ids({ limit: 9, by: 'age', after: 'c', direction: 'desc' })).toBe('da');
          expect(await ids({ limit: 9, after: 'gone' })).toBe('');
          expect(await ids({ limit: 9, by: 'id' })).toBe('abcd');
          expect(await ids({ limit: 9, by: 'id', after: 'bb' })).toBe('cd');
          expect(await ids({ limit: 9, by: 'id', after: 'bb', direction: 'desc' })).toBe('ba');
          expect(await ids({ limit: 9, where: { field: 'age', op: 'eq', value: 2 } })).toBe('cb');
        });
      },
    ));

  const filters: readonly (readonly [what: string, filter: Filter<Pet>, ids: string])[] = [
    ['equal to a text', { field: 'kind', op: 'eq', value: 'dog' }, 'a'],
    ['equal to a number, not to its text', { field: 'age', op: 'eq', value: 2 }, 'b'],
    ['equal to the text of a number, not to the number', { field: 'age', op: 'eq', value: '2' }, 'd'],
    ['equal to a boolean', { field: 'note', op: 'eq', value: false }, 'b'],
    ['equal to null, or without the field', { field: 'age', op: 'eq', value: null }, 'ce'],
    ['equal to an array, which nothing is', { field: 'tags', op: 'eq', value: 'big' }, ''],
    ['equal to a value inside a field', { field: ['home', 'city'], op: 'eq', value: 'Oslo' }, 'a'],
    ['without a value inside a field', { field: ['home', 'city'], op: 'eq', value: null }, 'bcde'],
    ['with a name of an inherited member', { field: ['home', 'toString'], op: 'eq', value: null }, 'abcde'],
    ['inside an array, where nothing is', { field: ['tags', 'length'], op: 'gte', value: 0 }, ''],
    ['inside a text, where nothing is', { field: ['kind', 'length'], op: 'gte', value: 0 }, ''],
    ['among values of any type', { field: 'age', op: 'in', value: [2, null, 'x'] }, 'bce'],
    ['among no values', { field: 'age', op: 'in', value: [] }, ''],
    ['less than a number', { field: 'age', op: 'lt', value: 2 }, 'a'],
    ['at most a number', { field: 'age', op: 'lte', value: 2 }, 'ab'],
    ['greater than a number', { field: 'age', op: 'gt', value: 1 }, 'b'],
    ['at least a number', { field: 'age', op: 'gte', value: 1 }, 'ab'],
    ['at least a text', { field: 'age', op: 'gte', value: '' }, 'd'],
    ['less than a text, by code units', { field: 'name', op: 'lt', value: '\uffff' }, 'abc'],
    ['less than a text of another length', { field: 'name', op: 'lt', value: 'Rex2' }, 'ab'],
    ['that begins with a text', { field: 'name', op: 'startsWith', value: 'Re' }, 'a'],
    ['that begins with half a character', { field: 'name', op: 'startsWith', value: '\ud83d' }, 'c'],
    ['that begins with nothing, so is a text', { field: 'age', op: 'startsWith', value: '' }, 'd'],
    ['that contains a text anywhere, in any case', { contains: 'oSLO' }, 'a'],
    ['that contains a letter with a mark, in any case', { contains: 'ÅSE' }, 'e'],
    ['that contains a name of a field', { contains: '"HOME"' }, 'ae'],
    ['that contains signs of a pattern, as they are', { contains: '100%_' }, 'b'],
    [
      'that pass all filters',
      {
        and: [
          { field: 'age', op: 'gte', value: 1 },
          { field: 'kind', op: 'eq', value: 'dog' },
        ],
      },
      'a',
    ],
    [
      'that pass one of several filters',
      {
        or: [
          { field: 'age', op: 'gt', value: 1 },
          { field: 'kind', op: 'eq', value: 'dog' },
        ],
      },
      'ab',
    ],
    ['that pass all of no filters', { and: [] }, 'abcde'],
    ['that pass one of no filters', { or: [] }, ''],
  ];

  test.each(filters)('finds with a filter the records %s', (_what, where, ids) =>
    withPets(
      [
        { id: 'a', name: 'Rex', kind: 'dog', age: 1, tags: ['big'], home: { city: 'Oslo' } },
        { id: 'b', name: 'Max', kind: 'cat', age: 2, note: false, text: '100%_sure' },
        { id: 'c', name: '💥', age: null },
        { id: 'd', age: '2', kind: 'Dog' },
        { id: 'e', home: null, text: 'åse' },
      ],
      (store) =>
        store.transaction('a', shapes, async ({ state: { pets } }) => {
          const page = { limit: 9, where };
          expect((await pets.page(page)).map(({ id }) => id).join('')).toBe(ids);
          expect((await pets.page({ ...page, by: 'id', direction: 'desc' })).map(({ id }) => id)).toEqual(
            [...ids].reverse(),
          );
        }),
    ),
  );

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses a filter with the number %d', (value) =>
    withPets([{ id: 'a', age: 1 }], (store) =>
      store.transaction('a', shapes, async ({ state: { pets } }) => {
        for (const where of [
          { field: 'age', op: 'lt', value },
          { field: 'age', op: 'in', value: [value] },
        ] as const)
          await expect(pets.page({ limit: 9, where })).rejects.toThrow('must be finite');
      }),
    ),
  );

  test('applies a filter before the offset and the limit, and after the cursor', () =>
    withPets(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((id, at) => ({ id, age: at % 2, kind: at < 5 ? 'dog' : 'cat' })),
      (store) =>
        store.transaction('a', shapes, async ({ state: { pets } }) => {
          const ids = async (page: Partial<Parameters<typeof pets.page>[0]>): Promise<string> =>
            (await pets.page({ limit: 9, where: { field: 'age', op: 'eq', value: 0 }, ...page }))
              .map(({ id }) => id)
              .join('');
          expect(await ids({ offset: 1, limit: 1 })).toBe('c');
          expect(await ids({ after: 'b' })).toBe('ce');
          expect(await ids({ within: { field: 'kind', value: 'dog' }, offset: 2 })).toBe('e');
        }),
    ));

  test('pages through the records found under a value', () =>
    withPets(
      [
        { id: 'c', kind: 'dog', age: 3 },
        { id: 'a', kind: 'cat', age: 1 },
        { id: 'b', kind: 'dog', age: 2 },
      ],
      async (store) => {
        await store.transaction('a', shapes, async ({ state: { pets } }) => {
          const within = { field: 'kind', value: 'dog' } as const;
          expect((await pets.page({ limit: 9, within })).map(({ id }) => id)).toEqual(['c', 'b']);
          expect((await pets.page({ limit: 9, within, by: 'age' })).map(({ id }) => id)).toEqual(['b', 'c']);
          expect((await pets.page({ limit: 9, within, by: 'id', after: 'b' })).map(({ id }) => id)).toEqual([
            'c',
          ]);
          expect((await pets.page({ limit: 9, within, after: 'c' })).map(({ id }) => id)).toEqual(['b']);
          expect(await pets.page({ limit: 9, within, after: 'x' })).toEqual([]);
          expect(await pets.page({ limit: 9, within, by: 'age', after: 'x' })).toEqual([]);
          expect((await pets.page({ limit: 9, within, by: 'id', after: 'a' })).map(({ id }) => id)).toEqual([
            'b',
            'c',
          ]);
        });
      },
    ));

  test('keeps nothing of a transaction that rejects or whose result is not kept', () =>
    withPets([{ id: '1', name: 'Rex' }], async (store) => {
      const change = async ({
        state,
        next,
      }: Parameters<Parameters<typeof store.transaction<typeof shapes, number>>[2]>[0]): Promise<number> => {
        await state.pets.insert({ id: '2', name: 'Tom' });
        await state.pets.remove('1');
        return next();
      };
      await expect(
        store.transaction('a', shapes, async (transaction) => {
          await change(transaction);
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      expect(await store.transaction('a', shapes, change, () => false)).toBe(1);
      await store.transaction('a', shapes, async ({ state, next }) => {
        expect((await state.pets.page({ limit: 9 })).map(({ id }) => id)).toEqual(['1']);
        expect(await next()).toBe(1);
      });
    }));

  test('has a counter that begins at 0, rises by any number, and can be read', () =>
    open(async (store) => {
      const counts = await store.transaction('a', shapes, async ({ next }) => [
        await next(0),
        await next(),
        await next(3),
        await next(0),
        ...(await Promise.all([next(), next()])),
      ]);
      expect(counts).toEqual([0, 1, 4, 4, 5, 6]);
      expect(await store.transaction('a', shapes, ({ next }) => next(0))).toBe(6);
      expect(await store.transaction('b', shapes, ({ next }) => next(0))).toBe(0);
      expect(await store.dump()).toEqual({ a: { sequence: 6, collections: {} } });
    }));

  test('leaves no trace of a counter that was only read', () =>
    open(async (store) => {
      await store.transaction('a', shapes, ({ next }) => next(0));
      expect(await store.dump()).toEqual({});
    }));

  test('has the counter in forks, stages, snapshots and resets', () =>
    open(async (store) => {
      const count = (of: Store, by?: number): Promise<number> =>
        of.transaction('a', shapes, ({ next }) => next(by));
      await count(store, 2);
      const fork = await store.fork();
      expect([await count(fork), await count(store, 0)]).toEqual([3, 2]);
      await store.stage(async (staged) => void (await count(staged, 5)));
      expect(await count(store, 0)).toBe(7);
      await store.restore(await fork.dump(), () => shapes);
      expect(await count(store, 0)).toBe(3);
      await store.clear('');
      expect(await count(store, 0)).toBe(0);
    }));

  test('lists what a transaction emitted, as it was then', () =>
    open(async (store) => {
      const item = { id: '1', at: new Date(0), tags: ['a'] };
      await store.transaction('a', shapes, async ({ emit, events }) => {
        expect(events).toEqual([]);
        emit('pet.created', item);
        item.tags.push('b');
        emit('pet.tagged', 'a');
        emit('pet.gone', null);
        expect(events).toEqual([
          { topic: 'pet.created', item: { id: '1', at: '1970-01-01T00:00:00.000Z', tags: ['a'] } },
          { topic: 'pet.tagged', item: 'a' },
          { topic: 'pet.gone', item: null },
        ]);
      });
    }));

  test('refuses an event that JSON cannot hold, and one after the transaction', () =>
    open(async (store) => {
      const circle: { self?: unknown } = {};
      circle.self = circle;
      const emit = await store.transaction('a', shapes, async (transaction) => {
        for (const item of [circle, 1n, undefined, () => 1])
          expect(() => transaction.emit('pet.created', item)).toThrow();
        expect(transaction.events).toEqual([]);
        return transaction.emit;
      });
      expect(() => emit('pet.created', {})).toThrow('must await its work');
    }));

  test('stores nothing for a transaction that only emits', () =>
    open(async (store) => {
      await store.transaction('a', shapes, async ({ emit }) => emit('pet.seen', {}));
      expect(await store.dump()).toEqual({});
    }));

  test('forks, dumps, restores and clears in the order of the calls', () =>
    withPets([{ id: '1' }], async (store) => {
      const pets = (id: string) => ({ a: { sequence: 0, collections: { pets: [{ id }] } } });
      const calls = [
        store.fork(),
        store.clear(''),
        store.dump(),
        store.restore(pets('2'), () => shapes),
        store.dump(),
        store.scopes(),
      ] as const;
      const [fork, , cleared, , restored, scopes] = await Promise.all(calls);
      expect([await fork.dump(), cleared, restored, scopes]).toEqual([pets('1'), {}, pets('2'), ['a']]);
    }));

  test('lists its scopes by name', () =>
    open(async (store) => {
      for (const scope of ['b', 'a/2', 'a/1'])
        await store.transaction(scope, shapes, ({ state }) => state.pets.insert({ id: '1' }));
      expect(await store.scopes()).toEqual(['a/1', 'a/2', 'b']);
      await store.clear('a/');
      expect(await store.scopes()).toEqual(['b']);
    }));

  test('restores no records that could not have been inserted', () =>
    withPets([{ id: '1', name: 'Rex' }], async (store) => {
      const before = await store.dump();
      const twice = { a: { sequence: 0, collections: { pets: [{ id: '2' }, { id: '2' }] } } };
      await expect(store.restore(twice, () => shapes)).rejects.toThrow(DuplicateError);
      expect(await store.dump()).toEqual(before);
    }));

  test('puts removed and changed records back in their place when a transaction is not kept', () =>
    withPets(
      [
        { id: '1', name: 'Rex', kind: 'dog', age: 3 },
        { id: '2', name: 'Tom', kind: 'cat', age: 1 },
        { id: '3', name: 'Bo', kind: 'dog', age: 2 },
      ],
      async (store) => {
        const before = await store.dump();
        await store.transaction(
          'a',
          shapes,
          async ({ state: { pets } }) => {
            await pets.remove('2');
            await pets.update({ id: '3', name: 'Tom', kind: 'cat', age: 9 });
            await pets.insert({ id: '2', name: 'Bo', age: 5 });
            await pets.update({ id: '2', name: 'Bea', age: 6 });
            await pets.remove('1');
          },
          () => false,
        );
        expect(await store.dump()).toEqual(before);
        await store.transaction('a', shapes, async ({ state: { pets } }) => {
          expect((await pets.findBy('name', 'Tom')).map(({ id }) => id)).toEqual(['2']);
          expect((await pets.findBy('kind', 'dog')).map(({ id }) => id)).toEqual(['1', '3']);
          expect((await pets.page({ by: 'age', limit: 9 })).map(({ id }) => id)).toEqual(['2', '3', '1']);
        });
      },
    ));

  test('shows no unfinished changes in a snapshot or a fork', () =>
    withPets([{ id: '1', name: 'Rex' }], async (store) => {
      const before = await store.dump();
      await store.transaction('a', shapes, async ({ state: { pets } }) => {
        await pets.update({ id: '1', name: 'Max' });
        await pets.insert({ id: '2', name: 'Rex' });
        expect(await store.dump()).toEqual(before);
        const fork = await store.fork();
        expect(await fork.dump()).toEqual(before);
        await pets.remove('1');
        expect(await fork.dump()).toEqual(before);
      });
      expect(await store.transaction('a', shapes, ({ state }) => state.pets.get('1'))).toBeUndefined();
    }));

  test('refuses work that goes on after its transaction', () =>
    withPets([{ id: '1', name: 'Rex' }], async (store) => {
      const left = await store.transaction('a', shapes, async ({ state }) => state.pets);
      await expect(left.remove('1')).rejects.toThrow('must await its work');
      expect(await store.transaction('a', shapes, ({ state }) => state.pets.count())).toBe(1);
    }));

  test('runs the transactions of one scope one after the other', () =>
    open(async (store) => {
      const increment = (): Promise<void> =>
        store.transaction('a', shapes, async ({ state: { pets } }) => {
          const pet = await pets.get('1');
          await Promise.resolve();
          if (pet === undefined) await pets.insert({ id: '1', age: 1 });
          else await pets.update({ ...pet, age: Number(pet.age ?? 0) + 1 });
        });
      await Promise.all(Array.from({ length: 100 }, increment));
      expect(await store.transaction('a', shapes, ({ state }) => state.pets.get('1'))).toEqual({
        id: '1',
        age: 100,
      });
    }));

  test('runs a stage alone: transactions that begin meanwhile wait, and nothing is lost', () =>
    withPets([{ id: '1' }], async (store) => {
      const insert = (target: Store, scope: string, id: string): Promise<Pet> =>
        target.transaction(scope, shapes, ({ state }) => state.pets.insert({ id }));
      const before = insert(store, 'a', '2');
      const staged = store.stage(async (fork) => {
        await insert(fork, 'a', '3');
        await insert(fork, 'b', '1');
      });
      const after = [insert(store, 'a', '4'), insert(store, 'b', '2')];
      await Promise.all([before, staged, ...after]);
      const ids = (scope: string): Promise<string> =>
        store.transaction(scope, shapes, async ({ state }) =>
          (await state.pets.page({ limit: 9 })).map(({ id }) => id).join(''),
        );
      expect([await ids('a'), await ids('b')]).toEqual(['1234', '12']);
    }));

  test('keeps nothing of a stage that rejects, or during which everything was replaced', () =>
    withPets([{ id: '1' }], async (store) => {
      const dump = await store.dump();
      const insert = (fork: Store): Promise<Pet> =>
        fork.transaction('a', shapes, ({ state }) => state.pets.insert({ id: '2' }));
      const failing = store.stage(async (fork) => {
        await insert(fork);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await store.dump()).toEqual(dump);
      const replaced = store.stage(async (fork) => {
        await insert(fork);
        await store.clear('');
      });
      await expect(replaced).rejects.toThrow('replaced meanwhile');
      expect(await store.dump()).toEqual({});
    }));

  test('keeps the records of scopes apart', () =>
    withPets([{ id: '1', name: 'Rex' }], async (store) => {
      await store.transaction('b', shapes, async ({ state, next }) => {
        expect(await state.pets.count()).toBe(0);
        await state.pets.insert({ id: '1', name: 'Rex' });
        expect(await next()).toBe(1);
      });
    }));

  test.each(['__proto__', 'constructor', 'toString', '', '💥', 'a/b'])('accepts %j as a key', (id) =>
    withPets([{ id, name: id }], async (store) => {
      await store.transaction('a', shapes, async ({ state }) => {
        expect((await state.pets.get(id))?.name).toBe(id);
        expect(await state.pets.get('valueOf')).toBeUndefined();
      });
    }),
  );

  /** All of them are legal at a vendor: NUL, halves of characters, one beyond the first plane, and longer than an index holds. */
  const LONG = 'x'.repeat(9_000);
  const ODD = ['a\0b', '\ud800', '\udfff', '\u{10000}', '\uffff', LONG, `${LONG}y`, `${LONG}\0`, 'a'];

  test('keeps values apart and in order as JavaScript does, whatever is in them', () =>
    withPets(
      ODD.map((odd) => ({ id: odd, name: odd, kind: odd, tags: [odd, 'all'], age: odd })),
      async (store) => {
        const sorted = [...ODD].sort();
        await store.transaction('a', shapes, async ({ state: { pets } }) => {
          const ids = async (page: Parameters<typeof pets.page>[0]): Promise<readonly string[]> =>
            (await pets.page(page)).map(({ id }) => id);
          for (const odd of ODD) {
            const [pet] = await pets.findBy('name', odd);
            expect(pet).toEqual(await pets.get(odd));
            expect(pet?.id).toBe(odd);
            expect((await pets.findBy('kind', odd)).map(({ id }) => id)).toEqual([odd]);
            await expect(pets.insert({ id: 'other', name: odd })).rejects.toThrow(DuplicateError);
          }
          for (const by of ['id', 'age'] as const) {
            expect(await ids({ limit: 99, by })).toEqual(sorted);
            expect(await ids({ limit: 99, by, direction: 'desc' })).toEqual(sorted.toReversed());
            for (const [at, after] of sorted.entries())
              expect(await ids({ limit: 2, by, after })).toEqual(sorted.slice(at + 1, at + 3));
          }
          expect(await ids({ limit: 99 })).toEqual(ODD);
          expect(await pets.count({ field: 'tags', value: 'all' })).toBe(ODD.length);
          expect(await pets.remove(LONG)).toBe(true);
          expect(await ids({ limit: 99, by: 'id' })).toEqual(sorted.filter((id) => id !== LONG));
        });
      },
    ));

  test('keeps numbers in order, and apart from their texts', () =>
    withPets(
      [3, -1.5, 0, 1e300, -1e300, '3', '', null, 5e-324].map((age, at) => ({ id: String(at), age })),
      (store) =>
        store.transaction('a', shapes, async ({ state: { pets } }) => {
          const ages = (await pets.page({ limit: 99, by: 'age' })).map(({ age }) => age);
          expect(ages).toEqual([null, -1e300, -1.5, 0, 5e-324, 3, 1e300, '', '3']);
        }),
    ));

  test('keeps the names of fields in their order, and their values exactly', () =>
    withPets([], async (store) => {
      const odd = JSON.parse(
        '{"id":"1","z":1,"a":1.50,"__proto__":{"b":"\\u0000\\ud800"},"10":2,"9":[1e21]}',
      );
      await store.transaction('a', shapes, ({ state }) => state.pets.insert(odd));
      const kept = await store.transaction('a', shapes, ({ state }) => state.pets.get('1'));
      expect(JSON.stringify(kept)).toBe(JSON.stringify(odd));
    }));

  test('accepts any text as the name of a scope', () =>
    open(async (store) => {
      const names = ['a\0b', '\ud800', 'x'.repeat(9_000), `${'x'.repeat(9_000)}y`, '"\\'].sort();
      for (const name of names)
        await store.transaction(name, shapes, ({ state }) => state.pets.insert({ id: name }));
      expect(await store.scopes()).toEqual(names);
      for (const name of names)
        expect(await store.transaction(name, shapes, ({ state }) => state.pets.get(name))).toEqual({
          id: name,
        });
      await store.clear('x');
      expect(await store.scopes()).toEqual(names.filter((name) => !name.startsWith('x')));
    }));

  test('does what a plain map does in random sequences of changes', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            what: fc.constantFrom('insert', 'update', 'remove', 'fail'),
            id: fc.constantFrom('a', 'b', 'c', 'd'),
            kind: fc.constantFrom('dog', 'cat'),
            age: fc.option(fc.integer({ max: 3, min: 0 })),
          }),
          { maxLength: 40 },
        ),
        (steps) =>
          open(async (store) => {
            const model = new Map<string, Pet>();
            for (const { what, id, kind, age } of steps) {
              const pet: Pet = { id, kind, age };
              const done = store.transaction('a', shapes, async ({ state: { pets } }) => {
                if (what === 'insert' || what === 'fail') await pets.insert(pet);
                if (what === 'update') await pets.update(pet);
                if (what === 'remove') await pets.remove(id);
                if (what === 'fail') throw new Error('given up');
              });
              const possible =
                what === 'remove' ||
                (what === 'insert' && !model.has(id)) ||
                (what === 'update' && model.has(id));
              await (possible ? done : expect(done).rejects.toThrow());
              if (possible && what === 'remove') model.delete(id);
              else if (possible) model.set(id, pet);
            }
            await store.transaction('a', shapes, async ({ state: { pets } }) => {
              expect(await pets.page({ limit: 99 })).toEqual([...model.values()]);
              expect(await pets.count({ field: 'kind', value: 'dog' })).toBe(
                [...model.values()].filter(({ kind }) => kind === 'dog').length,
              );
              expect((await pets.page({ limit: 99, by: 'age' })).length).toBe(model.size);
            });
          }),
      ),
      { numRuns: 30 },
    ));
});
