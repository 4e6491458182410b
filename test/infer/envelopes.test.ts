/** A record is found at any depth of a body, a reply and a list, and under other spellings of its names. */
import { expect, test } from 'vitest';
import { documentOf, list, object, serveDocument, text } from './documents-support.ts';
import { call } from './support.ts';

const Ticket = object({ 'id!': { type: 'string', format: 'uuid' }, 'name!': text });
const Named = object({ 'name!': text });

test('a record two levels down is the record', async () => {
  const One = object({ 'data!': object({ 'ticket!': Ticket }) });
  const All = object({ 'data!': object({ 'tickets!': list(Ticket) }) });
  await using emulator = await serveDocument(
    documentOf({
      'GET /tickets': { replies: { 200: All } },
      'POST /tickets': { body: object({ 'ticket!': Named }), replies: { 201: One } },
      'GET /tickets/{ticket_id}': { replies: { 200: One } },
    }),
  );
  const { body } = await call(emulator, 'POST', '/tickets', { ticket: { name: 'A' } });
  expect(body).toEqual({ data: { ticket: { id: expect.any(String), name: 'A' } } });
  expect((await call(emulator, 'GET', `/tickets/${body.data.ticket.id}`)).body).toEqual(body);
  expect((await call(emulator, 'GET', '/tickets')).body).toEqual({ data: { tickets: [body.data.ticket] } });
});

test('a record inside each element of a list is the record', async () => {
  const All = object({ tickets: object({ edges: list(object({ cursor: text, 'node!': Ticket })) }) });
  await using emulator = await serveDocument(
    documentOf({
      'GET /tickets': { replies: { 200: All } },
      'POST /tickets': { body: Named, replies: { 201: Ticket } },
      'GET /tickets/{id}': { replies: { 200: Ticket } },
    }),
  );
  const { body } = await call(emulator, 'POST', '/tickets', { name: 'A' });
  expect((await call(emulator, 'GET', '/tickets')).body).toEqual({ tickets: { edges: [{ node: body }] } });
});

test('a list with one record is sent and shown as such', async () => {
  const Contacts = object({
    Contacts: list(object({ ContactID: { type: 'string', format: 'uuid' }, Name: text })),
  });
  await using emulator = await serveDocument(
    documentOf({
      'GET /Contacts': { replies: { 200: Contacts } },
      'POST /Contacts': { body: Contacts, replies: { 200: Contacts } },
      'GET /Contacts/{ContactID}': { replies: { 200: Contacts } },
    }),
  );
  const { body } = await call(emulator, 'POST', '/Contacts', { Contacts: [{ Name: 'A' }] });
  const [{ ContactID }] = body.Contacts;
  expect((await call(emulator, 'GET', `/Contacts/${ContactID}`)).body).toEqual({
    Contacts: [{ ContactID, Name: 'A' }],
  });
});

test('what is sent flat is shown in the attributes of the record', async () => {
  const Bill = object({ 'type!': text, 'id!': text, 'attributes!': object({ 'name!': text, amount: text }) });
  await using emulator = await serveDocument(
    documentOf({
      'GET /bills': { replies: { 200: object({ 'data!': list(Bill) }) } },
      'POST /bills': {
        body: object({ 'name!': text, amount: text }),
        replies: { 200: object({ 'data!': Bill }) },
      },
      'GET /bills/{id}': { replies: { 200: object({ 'data!': Bill }) } },
      'PATCH /bills/{id}': {
        body: object({ name: text, amount: text }),
        replies: { 200: object({ 'data!': Bill }) },
      },
    }),
  );
  const { body } = await call(emulator, 'POST', '/bills', { name: 'Rent', amount: '7' });
  expect(body.data.attributes).toEqual({ name: 'Rent', amount: '7' });
  const changed = await call(emulator, 'PATCH', `/bills/${body.data.id}`, { amount: '8' });
  expect(changed.body.data.attributes).toEqual({ name: 'Rent', amount: '8' });
  expect((await call(emulator, 'GET', '/bills')).body.data).toEqual([changed.body.data]);
});

test.each([
  ['Title', 'title'],
  ['firstName', 'first_name'],
  ['zip-code', 'zipCode'],
])('what is sent as %s is shown as %s', async (sent, shown) => {
  const Room = object({ id: text, [shown]: text });
  await using emulator = await serveDocument(
    documentOf({
      'POST /rooms': { body: object({ [`${sent}!`]: text }), replies: { 201: Room } },
      'GET /rooms/{id}': { replies: { 200: Room } },
    }),
  );
  const { body } = await call(emulator, 'POST', '/rooms', { [sent]: 'A' });
  expect(body).toEqual({ id: expect.any(String), [shown]: 'A' });
  expect((await call(emulator, 'GET', `/rooms/${body.id}`)).body).toEqual(body);
});

test('a parent in the path is no property of the record that only has the same name', async () => {
  const Thing = object({ 'code!': text, name: text });
  await using emulator = await serveDocument(
    documentOf({
      'GET /plans': { replies: { 200: object({ plans: list(Thing) }) } },
      'POST /plans': { body: Thing, replies: { 200: Thing } },
      'GET /plans/{code}': { replies: { 200: Thing } },
      'GET /plans/{code}/charges': { replies: { 200: object({ charges: list(Thing) }) } },
      'POST /plans/{code}/charges': { body: Thing, replies: { 200: Thing } },
      'GET /plans/{code}/charges/{charge_code}': { replies: { 200: Thing } },
    }),
  );
  await call(emulator, 'POST', '/plans', { code: 'a' });
  await call(emulator, 'POST', '/plans', { code: 'b' });
  expect((await call(emulator, 'POST', '/plans/a/charges', { code: 'c1' })).body).toEqual({ code: 'c1' });
  expect((await call(emulator, 'GET', '/plans/a/charges')).body).toEqual({ charges: [{ code: 'c1' }] });
  expect((await call(emulator, 'GET', '/plans/b/charges')).body).toEqual({ charges: [] });
  expect((await call(emulator, 'GET', '/plans/a/charges/c1')).body).toEqual({ code: 'c1' });
});

test('names in an overlay are validated against the envelope that it corrects', async () => {
  const One = object({ 'outer!': object({ 'thing!': Ticket, note: text }), other: object({ a: text }) });
  const document = documentOf({
    'POST /tickets': { body: object({ 'wrap!': Named }), replies: { 201: One } },
    'GET /tickets/{ticket_id}': { replies: { 200: One } },
  });
  await using emulator = await serveDocument(document, {}, [
    {
      target: "$.paths['/tickets'].post",
      update: { 'x-vendouble-envelope': { item: 'outer.thing', body: 'wrap' } },
    },
    { target: "$.paths['/tickets/{ticket_id}']", update: { 'x-vendouble-id': { ticket_id: 'id' } } },
    {
      target: "$.paths['/tickets/{ticket_id}'].get",
      update: { 'x-vendouble-envelope': { item: 'outer.thing' } },
    },
  ]);
  const { body } = await call(emulator, 'POST', '/tickets', { wrap: { name: 'A' } });
  expect(body).toEqual({ outer: { thing: { id: expect.any(String), name: 'A' } } });
  expect((await call(emulator, 'GET', `/tickets/${body.outer.thing.id}`)).body).toEqual(body);
});

test.each([-1, 0])('a limit of %d that is its own default means no limit', async (limit) => {
  const App = object({ id: text, label: text });
  await using emulator = await serveDocument(
    documentOf({
      'GET /apps': {
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', default: limit } }],
        replies: { 200: list(App) },
      },
      'POST /apps': { body: App, replies: { 201: App } },
      'GET /apps/{id}': { replies: { 200: App } },
    }),
  );
  const made = [
    (await call(emulator, 'POST', '/apps', { label: 'a' })).body,
    (await call(emulator, 'POST', '/apps', { label: 'b' })).body,
  ];
  expect((await call(emulator, 'GET', '/apps')).body).toEqual(made);
  expect((await call(emulator, 'GET', `/apps?limit=${limit}`)).body).toEqual(made);
  expect((await call(emulator, 'GET', '/apps?limit=1')).body).toEqual(made.slice(0, 1));
});
