/** What a handler emits is part of its call: the journal shows it with the exchange, or there was no event. */
import { expect, test } from 'vitest';
import { createEmulator, type Emulator, fail, type HandlerContext, type Reply } from '../../src/index.ts';
import { handlers, petshop } from '../support/petshop.ts';
import { admin, shopAt } from '../support/shop.ts';

type Call = HandlerContext<unknown> & Parameters<typeof handlers.createPet>[0];

/** A vendor of a user's own whose `createPet` emits. */
const startWith = (createPet: (call: Call) => Promise<Reply>, strict = true): Promise<Emulator> =>
  createEmulator({
    vendors: [petshop({ handlers: { ...handlers, createPet } })],
    port: 0,
    strict,
    report: () => {},
  });

interface Shown {
  readonly events?: readonly { readonly topic: string; readonly item: unknown }[];
}

/** As the control plane shows the exchange of a call. */
async function shown(emulator: Emulator, reply: Response): Promise<Shown> {
  const { status, body } = await admin(
    emulator,
    'GET',
    `/exchanges/${reply.headers.get('x-vendouble-exchange')}`,
  );
  expect(status).toBe(200);
  return body;
}

const createAndEmit = async (call: Call): Promise<Reply> => {
  const reply = await handlers.createPet(call);
  call.emit('pet.created', reply.body);
  call.emit('pet.counted', await call.state.pets.count());
  return reply;
};

test('the exchange of a call that succeeds shows what it emitted, in order', async () => {
  await using emulator = await startWith(createAndEmit);
  const reply = await shopAt(emulator.url('petshop')).create('Rex');
  expect(reply.status).toBe(201);
  const events = [
    { topic: 'pet.created', item: await reply.json() },
    { topic: 'pet.counted', item: 1 },
  ];
  expect(await shown(emulator, reply)).toMatchObject({ events });
  expect(emulator.exchanges()).toMatchObject([{ events }]);
});

test('an exchange without events has no such member', async () => {
  await using emulator = await startWith(handlers.createPet);
  const reply = await shopAt(emulator.url('petshop')).create('Rex');
  expect(Object.keys(await shown(emulator, reply))).not.toContain('events');
});

test('a reply that breaks its contract leaves no event in strict mode', async () => {
  const breakContract = async (call: Call): Promise<Reply> => {
    await createAndEmit(call);
    return { status: 201, body: { id: 7 } };
  };
  await using strict = await startWith(breakContract);
  const refused = await shopAt(strict.url('petshop')).create('Rex');
  expect(refused.headers.get('x-vendouble-error')).toBe('RESPONSE_INVALID');
  expect(await shown(strict, refused)).not.toHaveProperty('events');
  await using lenient = await startWith(breakContract, false);
  const marked = await shopAt(lenient.url('petshop')).create('Rex');
  expect(marked.status).toBe(201);
  expect((await shown(lenient, marked)).events).toHaveLength(2);
});

test.each([
  ['a failure of the vendor', 409, () => fail('taken')],
  ['an error', 500, () => new Error('a bug')],
])('%s that is thrown after an event leaves none', async (_what, status, cause) => {
  await using emulator = await startWith(async (call) => {
    await createAndEmit(call);
    throw cause();
  });
  const reply = await shopAt(emulator.url('petshop')).create('Rex');
  expect(reply.status).toBe(status);
  expect(await shown(emulator, reply)).not.toHaveProperty('events');
});

test('an item that JSON cannot hold is a bug of the handler, and nothing of its call is kept', async () => {
  await using emulator = await startWith(async (call) => {
    const reply = await handlers.createPet(call);
    call.emit('pet.created', { weight: 3n });
    return reply;
  });
  const shop = shopAt(emulator.url('petshop'));
  expect((await shop.create('Rex')).status).toBe(500);
  expect(await shop.names()).toEqual([]);
});

test('secrets of events are masked as those of bodies are', async () => {
  await using emulator = await startWith(async (call) => {
    call.emit('pet.created', { name: 'Rex', chip: { api_key: 'k-123' }, note: 'token=t-456' });
    return handlers.createPet(call);
  });
  const { events } = await shown(emulator, await shopAt(emulator.url('petshop')).create('Rex'));
  expect(events).toEqual([
    { topic: 'pet.created', item: { name: 'Rex', chip: { api_key: '***' }, note: 'token=***' } },
  ]);
});

test('of very many events the first hundred are kept', async () => {
  await using emulator = await startWith(async (call) => {
    for (let number = 0; number < 1_000; number++) call.emit('pet.seen', { number });
    return handlers.createPet(call);
  });
  const { events } = await shown(emulator, await shopAt(emulator.url('petshop')).create('Rex'));
  expect(events).toHaveLength(100);
  expect(events?.at(-1)).toEqual({ topic: 'pet.seen', item: { number: 99 } });
});

test('items beyond 64 KB are cut to text, with their secrets masked before', async () => {
  const long = 'x'.repeat(100_000);
  await using emulator = await startWith(async (call) => {
    call.emit('pet.small', { name: 'Rex' });
    call.emit('pet.large', { secret: 's-123', long });
    call.emit('p'.repeat(1_000), 'the room is used up');
    return handlers.createPet(call);
  });
  const { events = [] } = await shown(emulator, await shopAt(emulator.url('petshop')).create('Rex'));
  const [small, large, last] = events;
  expect(small).toEqual({ topic: 'pet.small', item: { name: 'Rex' } });
  expect(String(large?.item).slice(0, 30)).toBe('{"secret":***,"long":"xxxxxxxx');
  expect(String(large?.item).length).toBeLessThanOrEqual(64 * 1024);
  expect(last).toEqual({ topic: `${'p'.repeat(200)}…`, item: '…' });
});
