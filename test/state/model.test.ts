/** A store on a disk that crashes now and then does what plain maps would do that never crash. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collection, type Dump, type Store } from '../../src/core/store.ts';
import { REMAINS, simulateDisk } from '../support/disk.ts';
import { openOn } from '../support/ledger.ts';
import { isLong } from '../support/long.ts';

interface Pet {
  readonly id: string;
  readonly age: number;
}

const shapes = { pets: collection<Pet>({ key: 'id', index: ['age'] }) };

interface Shop {
  sequence: number;
  readonly pets: Map<string, Pet>;
}

type Model = Map<string, Shop>;

const shopOf = (model: Model, name: string): Shop => {
  const shop = model.get(name) ?? { sequence: 0, pets: new Map() };
  model.set(name, shop);
  return shop;
};

const dumped = (model: Model): Dump =>
  Object.fromEntries(
    [...model]
      .filter(([, { sequence }]) => sequence > 0)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, { sequence, pets }]) => [
        name,
        {
          sequence,
          collections: pets.size === 0 ? {} : { pets: [...pets.values()].map((one) => ({ ...one })) },
        },
      ]),
  );

const scope = fc.constantFrom('a/x', 'a/y', 'b/x');
const pet = fc.record({ id: fc.constantFrom('1', '2', '__proto__', 'é\n"'), age: fc.nat(9) });
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('put' as const), scope, pet }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('remove' as const), scope, pet }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('move' as const), scope, pet }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('fail' as const), scope, pet }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('stage' as const), scope, pet }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('clear' as const), prefix: fc.constantFrom('', 'a/', 'b/') }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('restore' as const), scope, pet }) },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant('crash' as const), remains: fc.constantFrom(...REMAINS) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('restart' as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Touch = Extract<Step, { readonly scope: string }>;

const restored = ({ scope: name, pet: one }: Touch): Dump => ({
  [name]: { sequence: 7, collections: { pets: [{ ...one }] } },
});

function play(model: Model, touch: Touch): void {
  if (touch.what === 'fail') return;
  if (touch.what === 'restore') {
    model.clear();
    model.set(touch.scope, { sequence: 7, pets: new Map([[touch.pet.id, touch.pet]]) });
    return;
  }
  const shop = shopOf(model, touch.scope);
  shop.sequence++;
  // Taken away and put back, a record is the newest.
  if (touch.what === 'remove' || touch.what === 'move') shop.pets.delete(touch.pet.id);
  if (touch.what !== 'remove') shop.pets.set(touch.pet.id, touch.pet);
}

const change = (store: Store, { what, scope: name, pet: one }: Touch): Promise<void> =>
  store.transaction(name, shapes, async ({ state: { pets }, next }) => {
    await next();
    if (what === 'remove' || what === 'move') await pets.remove(one.id);
    if (what !== 'remove')
      await ((await pets.get(one.id)) === undefined ? pets.insert(one) : pets.update(one));
    if (what === 'fail') throw new Error('given up');
  });

const given = (cause: Error): void => {
  if (cause.message !== 'given up') throw cause;
};

async function apply(store: Store, touch: Touch): Promise<void> {
  if (touch.what === 'restore') await store.restore(restored(touch), () => shapes);
  else if (touch.what === 'stage') await store.stage((fork) => change(fork, touch));
  else if (touch.what === 'fail')
    await change(store, touch).then(() => Promise.reject(new Error('it did not fail')), given);
  else await change(store, touch);
}

test('after every crash and restart, records, their order and counters equal those of a model', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: isLong ? 120 : 40 }),
      fc.integer({ min: 100, max: 1_500 }),
      async (steps, checkpointAt) => {
        const model: Model = new Map();
        let disk = simulateDisk();
        let store = await openOn(disk, { checkpointAt });
        for (const one of steps) {
          if (one.what === 'crash' || one.what === 'restart') {
            if (one.what === 'restart') await store.close();
            disk = disk.next(one.what === 'crash' ? one.remains : 'all');
            store = await openOn(disk, { checkpointAt });
          } else if (one.what === 'clear') {
            await store.clear(one.prefix);
            for (const name of [...model.keys()]) if (name.startsWith(one.prefix)) model.delete(name);
          } else {
            await apply(store, one);
            play(model, one);
          }
          await store.settled();
          expect(await store.dump()).toEqual(dumped(model));
        }
      },
    ),
    { numRuns: isLong ? 3_000 : 100 },
  ));
