/** An action on a record, such as `POST /orders/{id}/cancel`, sets the one property that it plainly stands for. */
import { expect, test } from 'vitest';
import { documentOf, type Json, list, object, serveDocument, text } from './documents-support.ts';
import { call } from './support.ts';

type Schema = { readonly [name: string]: Json };

const flag: Schema = { type: 'boolean' };
const states = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });

function shop(properties: { readonly [name: string]: Schema }, action: string, described: object): Schema {
  const Order = object({ 'id!': text, name: text, ...properties });
  return documentOf({
    'GET /orders': { replies: { 200: list(Order) } },
    'POST /orders': { body: object({ name: text, ...properties }), replies: { 201: Order } },
    'GET /orders/{id}': { replies: { 200: Order } },
    [`POST /orders/{order_id}/${action}`]: { replies: { 200: Order }, ...described },
  });
}

test.each<[string, { readonly [name: string]: Schema }, string, Json]>([
  ['archive', { archived: flag }, 'archived', true],
  ['archive', { is_archived: flag }, 'is_archived', true],
  ['unarchive', { archived: flag }, 'archived', false],
  ['cancel', { status: states('open', 'cancelled') }, 'status', 'cancelled'],
  ['cancel', { state: states('OPEN', 'CANCELED') }, 'state', 'CANCELED'],
  ['deactivate', { active: flag }, 'active', false],
  ['disable', { enabled: flag }, 'enabled', false],
  ['publish', { status: states('draft', 'published') }, 'status', 'published'],
  ['submit', { status: states('draft', 'submitted') }, 'status', 'submitted'],
])('%s with the properties %j', async (action, properties, name, value) => {
  await using emulator = await serveDocument(shop(properties, action, {}));
  const { body } = await call(emulator, 'POST', '/orders', { name: 'A' });
  const done = await call(emulator, 'POST', `/orders/${body.id}/${action}`);
  expect(done.body).toEqual({ ...body, [name]: value });
  expect(done.headers.get('x-vendouble-reason')).toBe(`is taken to set ${name} to ${JSON.stringify(value)}`);
  expect((await call(emulator, 'GET', `/orders/${body.id}`)).body).toEqual(done.body);
  expect((await call(emulator, 'POST', `/orders/nothing/${action}`)).status).toBe(404);
});

test.each<[string, { readonly [name: string]: Schema }, string, object]>([
  ['no property has its name', { size: text }, 'archive', {}],
  ['two properties do', { archived: flag, status: states('archived') }, 'archive', {}],
  ['it takes values', { archived: flag }, 'archive', { body: object({ reason: text }) }],
  ['it is done later', { archived: flag }, 'archive', { replies: { 202: null } }],
  ['its reply is something else', { archived: flag }, 'archive', { replies: { 200: object({ job: text }) } }],
])('an action is left to the document where %s', async (_where, properties, action, described) => {
  await using emulator = await serveDocument(shop(properties, action, described));
  const { body } = await call(emulator, 'POST', '/orders', { name: 'A' });
  const sent = 'body' in described ? { reason: 'old' } : undefined;
  const done = await call(emulator, 'POST', `/orders/${body.id}/${action}`, sent);
  expect(done.headers.get('x-vendouble-reason')).toContain('not answered from state');
  expect((await call(emulator, 'GET', `/orders/${body.id}`)).body).toEqual(body);
});

test('an overlay says what an action sets', async () => {
  const described = shop({ place: states('desk', 'shelf') }, 'stow', {});
  await using emulator = await serveDocument(described, {}, [
    {
      target: "$.paths['/orders/{order_id}/stow']",
      update: { 'x-vendouble-resource': 'orders', 'x-vendouble-id': { order_id: 'id' } },
    },
    { target: "$.paths['/orders']", update: { 'x-vendouble-resource': 'orders' } },
    {
      target: "$.paths['/orders/{id}']",
      update: { 'x-vendouble-resource': 'orders', 'x-vendouble-id': { id: 'id' } },
    },
    { target: "$.paths['/orders/{order_id}/stow'].post", update: { 'x-vendouble-set': { place: 'shelf' } } },
  ]);
  const { body } = await call(emulator, 'POST', '/orders', { name: 'A' });
  expect((await call(emulator, 'POST', `/orders/${body.id}/stow`)).body).toEqual({ ...body, place: 'shelf' });
});
