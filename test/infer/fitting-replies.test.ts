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
