/** A reply from state fits its schema, and `x-vendouble-reason` lists what was done to it. */
import { describe, expect, test } from 'vitest';
import { documentOf, integer, type Json, list, object, serveDocument, text } from './documents-support.ts';
import { call } from './support.ts';

type Schema = { readonly [name: string]: Json };

const time: Schema = { type: 'string', format: 'date-time' };
const date: Schema = { type: 'string', format: 'date' };
const number: Schema = { type: 'number' };

const orders = (sent: Schema, shown: Schema, required = ''): Schema => {
  const Order = object({ 'id!': text, [`value${required}`]: shown });
  return documentOf({
    'GET /orders': { replies: { 200: list(Order) } },
    'POST /orders': { body: object({ value: sent }), replies: { 201: Order } },
    'GET /orders/{id}': { replies: { 200: Order } },
  });
};

describe('what was sent is converted to the type of the reply', () => {
  test.each<[string, Schema, Json, Schema, Json]>([
    ['a date to a timestamp', time, '2026-02-01T00:00:00Z', integer, 1769904000],
    ['a timestamp to a date', integer, 1769904000, time, '2026-02-01T00:00:00.000Z'],
    ['a time to a day', time, '2026-02-01T10:00:00Z', date, '2026-02-01'],
    ['a text to a number', text, '12.5', number, 12.5],
    ['a number to a text', integer, 7, text, '7'],
    ['an identifier to an object', text, 'cus_1', object({ 'id!': text }), { id: 'cus_1' }],
    ['an object to an identifier', object({ id: text }), { id: 'cus_1' }, text, 'cus_1'],
    ['a value to a list', text, 'a', list(text), ['a']],
    ['the spelling of a choice', text, 'OPEN', { type: 'string', enum: ['open', 'shut'] }, 'open'],
  ])('%s', async (_what, sent, value, shown, converted) => {
    await using emulator = await serveDocument(orders(sent, shown));
    const made = await call(emulator, 'POST', '/orders', { value });
    expect([made.status, made.body.value]).toEqual([201, converted]);
    expect(made.headers.get('x-vendouble-reason')).toBe('converted to the type of the reply: /value');
    const all = await call(emulator, 'GET', '/orders');
    expect(all.body).toEqual([made.body]);
    expect(all.headers.get('x-vendouble-reason')).toBe('converted to the type of the reply: /0/value');
  });
});

test('a reference is completed with what its object requires', async () => {
  const Customer = object({
    'id!': text,
    'object!': { type: 'string', const: 'customer' },
    'live!': { type: 'boolean' },
  });
  await using emulator = await serveDocument(orders(text, Customer));
  const { body, headers } = await call(emulator, 'POST', '/orders', { value: 'cus_1' });
  expect(body.value).toEqual({ id: 'cus_1', object: 'customer', live: expect.any(Boolean) });
  expect(headers.get('x-vendouble-reason')).toContain('/value/live');
});

test('members of items that the reply requires are generated and listed', async () => {
  const Line = object({ 'sku!': text, 'price!': integer });
  await using emulator = await serveDocument(orders(list(object({ 'sku!': text })), list(Line)));
  const { body, headers } = await call(emulator, 'POST', '/orders', { value: [{ sku: 'a' }, { sku: 'b' }] });
  expect(body.value).toMatchObject([{ sku: 'a' }, { sku: 'b' }]);
  expect(headers.get('x-vendouble-reason')).toBe('generated: /value/0/price, /value/1/price');
});

test('what the reply cannot hold is left out, and stays in the record', async () => {
  await using emulator = await serveDocument(orders(text, { type: 'string', maxLength: 3 }));
  const { body, headers } = await call(emulator, 'POST', '/orders', { value: 'long text' });
  expect(body).toEqual({ id: expect.any(String) });
  expect(headers.get('x-vendouble-reason')).toBe('left out, because the reply cannot hold it: /value');
  const { records } = await emulator.records('api', 'orders');
  expect(records).toMatchObject([{ value: { value: 'long text' } }]);
});

test('what the reply requires and cannot hold as sent is generated', async () => {
  await using emulator = await serveDocument(orders(text, { type: 'string', maxLength: 3 }, '!'));
  const { status, body, headers } = await call(emulator, 'POST', '/orders', { value: 'long text' });
  expect([status, body.value.length <= 3]).toEqual([201, true]);
  expect(headers.get('x-vendouble-reason')).toBe('generated: /value');
});

test('a counter beside a list stays within its bounds', async () => {
  const Page = object({
    'startIndex!': { type: 'integer', minimum: 1 },
    'Resources!': list(object({ id: text })),
  });
  const One = object({ id: text });
  await using emulator = await serveDocument(
    documentOf({
      'GET /Users': { replies: { 200: Page } },
      'POST /Users': { body: object({ name: text }), replies: { 201: One } },
      'GET /Users/{id}': { replies: { 200: One } },
    }),
  );
  const { status, body } = await call(emulator, 'GET', '/Users');
  expect([status, body.Resources]).toEqual([200, []]);
  expect(body.startIndex).toBeGreaterThanOrEqual(1);
});

test('a write-only property inside an object or a list is in no reply', async () => {
  const Secret: Schema = { type: 'string', writeOnly: true };
  const Person = object({
    name: text,
    card: object({ digits: Secret, end: text }),
    keys: list(object({ k: Secret, n: text })),
  });
  const Shown = object({ 'id!': text, person: { anyOf: [Person, { type: 'string' }] } });
  await using emulator = await serveDocument(
    documentOf({
      'GET /guests': { replies: { 200: list(Shown) } },
      'POST /guests': { body: object({ person: Person }), replies: { 201: Shown } },
      'GET /guests/{id}': { replies: { 200: Shown } },
    }),
  );
  const person = { name: 'A', card: { digits: '4242', end: '42' }, keys: [{ k: 'secret', n: 'one' }] };
  const { body } = await call(emulator, 'POST', '/guests', { person });
  expect(body.person).toEqual({ name: 'A', card: { end: '42' }, keys: [{ n: 'one' }] });
  expect((await call(emulator, 'GET', `/guests/${body.id}`)).body).toEqual(body);
});

test.each<[string, Schema]>([
  ['alternatives', { nullable: true, oneOf: [object({ 'at!': text })] }],
  ['a whole', { nullable: true, allOf: [object({ 'at!': text })] }],
  ['an enum', { nullable: true, type: 'string', enum: ['open', 'shut'] }],
])('null is not generated for %s that may only seem to allow it', async (_what, value) => {
  const Door = object({ 'id!': text, 'state!': value });
  await using emulator = await serveDocument({
    ...documentOf({
      'GET /doors': { replies: { 200: list(Door) } },
      'POST /doors': { body: object({ name: text }), replies: { 201: Door } },
      'GET /doors/{id}': { replies: { 200: Door } },
    }),
    openapi: '3.0.3',
  });
  expect((await call(emulator, 'POST', '/doors', { name: 'A' })).body.state).not.toBeNull();
});

test('a list with many records that do not fit as they are shows all of them', async () => {
  const Line = object({
    'sku!': text,
    'price!': integer,
    'kind!': { oneOf: [object({ 'a!': text }), object({ 'b!': text })] },
  });
  await using emulator = await serveDocument(orders(list(object({ 'sku!': text })), list(Line)));
  const value = Array.from({ length: 5 }, (_, index) => ({ sku: `${index}` }));
  for (let made = 0; made < 20; made++) await call(emulator, 'POST', '/orders', { value });
  expect((await call(emulator, 'GET', '/orders')).body).toHaveLength(20);
});

test('what nothing can satisfy is sent as far as it fits, with the reason', async () => {
  const Shut = { ...object({ 'id!': text, 'name!': text }), allOf: [object({ id: text })] };
  const Never = { allOf: [object({ 'id!': text, 'size!': integer })], additionalProperties: false };
  await using emulator = await serveDocument(
    documentOf({
      'GET /shoes': { replies: { 200: list(Shut) } },
      'POST /shoes': { body: object({ name: text }), replies: { 201: Never } },
      'GET /shoes/{id}': { replies: { 200: Shut } },
      'GET /size': { replies: { 200: Never } },
    }),
    { strict: false },
  );
  const made = await call(emulator, 'POST', '/shoes', { name: 'A' });
  expect([made.status, made.body.id]).toEqual([201, expect.any(String)]);
  expect(made.headers.get('x-vendouble-reason')).toContain('no form of this reply fits its schema');
  const generated = await call(emulator, 'GET', '/size');
  expect(generated.status).toBe(200);
  expect(generated.headers.get('x-vendouble-drift')).toContain('must NOT have additional properties');
  expect(generated.headers.get('x-vendouble-reason')).toContain(
    'no valid body for GET /size can be generated',
  );
});
