/** Handlers that answer what HTTP cannot carry, or keep what JSON cannot: told once, and the next call is served. */
import { expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { temporaryFolder } from '../support/document.ts';
import { handlers, petshop } from '../support/petshop.ts';

interface Call {
  readonly body: { readonly name: string };
  readonly state: { readonly pets: { insert(pet: object): Promise<unknown> } };
}

const PET = { id: '1', name: 'Rex' };

const circle: { id: string; name: string; notes?: object } = { id: '2', name: 'circle' };
circle.notes = circle;

const unwritable: readonly [string, object][] = [
  ['a circle', circle],
  ['a number that JSON has not', { ...PET, notes: { n: 1n } }],
  [
    'an object that refuses to be written',
    {
      ...PET,
      toJSON: () => {
        throw new Error('no');
      },
    },
  ],
];

/** Answers as told, and Rex as it should be. */
async function shopThat(
  does: (call: Call) => Promise<object>,
  options: { readonly state?: string } = {},
): Promise<{ emulator: Emulator; reports: Error[]; create: (name: string) => Promise<Response> }> {
  const reports: Error[] = [];
  const createPet = async (call: Call): Promise<object> => {
    if (call.body.name !== 'Rex') return does(call);
    return { status: 201, body: await call.state.pets.insert(PET) };
  };
  const vendors = [petshop({ handlers: { ...handlers, createPet: createPet as never } })];
  const emulator = await createEmulator({
    vendors,
    port: 0,
    report: (error) => reports.push(error),
    ...options,
  });
  const create = (name: string): Promise<Response> =>
    fetch(`${emulator.url('petshop')}/pets`, {
      method: 'POST',
      headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
  return { emulator, reports, create };
}

test.each<[string, object]>([
  ['a status of 99', { status: 99, body: PET }],
  ['a status of 1000', { status: 1000, body: PET }],
  ['a line break in a header', { status: 201, headers: { 'x-a': 'a\r\nset-cookie: b=c' }, body: PET }],
  ['a tick in a header', { status: 201, headers: { 'x-a': '✓' }, body: PET }],
  ['a space in the name of a header', { status: 201, headers: { 'x a': 'b' }, body: PET }],
  ...unwritable.map(([what, body]): [string, object] => [what, { status: 201, body }]),
])('a reply with %s becomes a 500, and the next call works', async (_what, reply) => {
  const { emulator, reports, create } = await shopThat(async () => reply);
  await using _closing = emulator;
  const answer = await create('Max');
  expect([answer.status, answer.headers.get('x-vendouble-error'), answer.headers.get('set-cookie')]).toEqual([
    500,
    'UNSENDABLE',
    null,
  ]);
  expect(await answer.json()).toMatchObject({ title: 'UNSENDABLE' });
  expect(reports.length).toBe(1);
  expect((await create('Rex')).status).toBe(201);
});

test.each(unwritable)('a record with %s is refused before it is kept', async (_what, record) => {
  const state = temporaryFolder();
  const { emulator, reports, create } = await shopThat(
    async ({ state: { pets } }) => {
      await pets.insert(record);
      return { status: 201, body: PET };
    },
    { state },
  );
  const answer = await create('Max');
  expect([answer.status, answer.headers.get('x-vendouble-error'), reports.length]).toEqual([
    500,
    'INTERNAL',
    1,
  ]);
  expect((await create('Rex')).status).toBe(201);
  await emulator.close();
  const { emulator: again } = await shopThat(async () => ({}), { state });
  await using _closing = again;
  expect((await again.snapshot())['petshop/default']?.collections).toEqual({ pets: [PET] });
});
