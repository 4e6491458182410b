/** A body with several records keeps all of them, or none; where that is not sure, the reply is left to the document. */
import { expect, test } from 'vitest';
import { documentOf, list, object, serveDocument, text } from './documents-support.ts';
import { call } from './support.ts';

const Dog = object({ 'id!': { type: 'string', format: 'uuid' }, 'name!': text });
const Named = object({ 'name!': text });
const read = { 'GET /dogs': { replies: { 200: list(Dog) } }, 'GET /dogs/{id}': { replies: { 200: Dog } } };
const names = (dogs: readonly { readonly name: string }[]): readonly string[] => dogs.map(({ name }) => name);

test('every record of a list in the body is kept and shown', async () => {
  const Dogs = object({ 'dogs!': list(Dog) });
  await using emulator = await serveDocument(
    documentOf({
      ...read,
      'POST /dogs': { body: object({ 'dogs!': list(Named) }), replies: { 201: Dogs } },
    }),
  );
  const made = await call(emulator, 'POST', '/dogs', { dogs: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] });
  expect(names(made.body.dogs)).toEqual(['A', 'B', 'C']);
  expect((await call(emulator, 'GET', '/dogs')).body).toEqual(made.body.dogs);
  expect((await call(emulator, 'GET', `/dogs/${made.body.dogs[1].id}`)).body).toEqual(made.body.dogs[1]);
});

test('a body that is a list of records keeps all of them', async () => {
  await using emulator = await serveDocument(
    documentOf({ ...read, 'POST /dogs': { body: list(Named), replies: { 201: list(Dog) } } }),
  );
  const { body } = await call(emulator, 'POST', '/dogs', [{ name: 'A' }, { name: 'B' }]);
  expect(names(body)).toEqual(['A', 'B']);
  expect((await call(emulator, 'GET', '/dogs')).body).toEqual(body);
  expect((await call(emulator, 'POST', '/dogs', [])).body).toEqual([]);
});

test('a body that is one record or a list of them keeps what was sent, and says where the reply cannot show it', async () => {
  await using emulator = await serveDocument(
    documentOf({ ...read, 'POST /dogs': { body: { oneOf: [Named, list(Named)] }, replies: { 201: Dog } } }),
  );
  await call(emulator, 'POST', '/dogs', { name: 'A' });
  const { body, headers } = await call(emulator, 'POST', '/dogs', [{ name: 'B' }, { name: 'C' }]);
  expect(body).toEqual({ id: expect.any(String), name: 'B' });
  expect(headers.get('x-vendouble-reason')).toBe(
    '2 records are kept, and the reply has a place for the first',
  );
  expect(names((await call(emulator, 'GET', '/dogs')).body)).toEqual(['A', 'B', 'C']);
  const none = await call(emulator, 'POST', '/dogs', []);
  expect(none.headers.get('x-vendouble-source')).toBe('generated');
  expect(none.headers.get('x-vendouble-reason')).toBe('not kept: the body holds no record');
});

test('a list under the name of the resource keeps all records where the reply shows one', async () => {
  const body = object({ dogs: list(Named), notify: { type: 'boolean' } });
  await using emulator = await serveDocument(
    documentOf({ ...read, 'POST /dogs': { body, replies: { 201: Dog } } }),
  );
  await call(emulator, 'POST', '/dogs', { dogs: [{ name: 'A' }, { name: 'B' }], notify: true });
  expect(names((await call(emulator, 'GET', '/dogs')).body)).toEqual(['A', 'B']);
});

test('one record that repeats an identifier keeps none of the list', async () => {
  await using emulator = await serveDocument(
    documentOf({ ...read, 'POST /dogs': { body: list(Dog), replies: { 201: list(Dog) } } }),
  );
  const dog = (end: string, name: string): object => ({
    id: `6f2b6b0e-3f5e-4c57-9d5a-00000000000${end}`,
    name,
  });
  const reply = await call(emulator, 'POST', '/dogs', [dog('1', 'A'), dog('2', 'B'), dog('1', 'C')]);
  expect(reply.status).toBe(409);
  expect((await call(emulator, 'GET', '/dogs')).body).toEqual([]);
});

test('a list of records that the reply does not show is left to the document', async () => {
  const body = object({ animals: list(object({ id: text, name: text })) });
  const Imported = object({ 'imported!': { type: 'integer' } });
  for (const sent of [body, list(object({ id: text, name: text }))]) {
    await using emulator = await serveDocument(
      documentOf({
        ...read,
        'POST /dogs': { body: sent, replies: { 200: Imported } },
        'PUT /dogs/{id}': { body: Named, replies: { 201: Dog } },
      }),
    );
    const animals = [{ name: 'A' }, { name: 'B' }];
    const { headers } = await call(emulator, 'POST', '/dogs', sent === body ? { animals } : animals);
    expect(headers.get('x-vendouble-source')).toBe('generated');
    expect(headers.get('x-vendouble-reason')).toMatch(/^not answered from state: its body (is|holds) a list/);
    expect((await call(emulator, 'GET', '/dogs')).body).toEqual([]);
  }
});

test('several records for the path of one change nothing', async () => {
  const Dogs = object({ 'dogs!': list(Dog) });
  await using emulator = await serveDocument(
    documentOf({
      'GET /dogs': { replies: { 200: Dogs } },
      'POST /dogs': { body: object({ 'dogs!': list(Named) }), replies: { 201: Dogs } },
      'GET /dogs/{id}': { replies: { 200: Dogs } },
      'PUT /dogs/{id}': { body: object({ 'dogs!': list(Named) }), replies: { 200: Dogs } },
    }),
  );
  const { body } = await call(emulator, 'POST', '/dogs', { dogs: [{ name: 'A' }] });
  const at = `/dogs/${body.dogs[0].id}`;
  const changed = await call(emulator, 'PUT', at, { dogs: [{ name: 'B' }, { name: 'C' }] });
  expect(changed.headers.get('x-vendouble-source')).toBe('generated');
  expect(changed.headers.get('x-vendouble-reason')).toBe('not kept: the body holds 2 records');
  expect((await call(emulator, 'GET', at)).body).toEqual(body);
});
