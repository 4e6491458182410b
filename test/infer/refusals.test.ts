/** A refusal says why: in the document's own error, wherever that has a place for words, else in a header. */
import { expect, test } from 'vitest';
import { documentOf, integer, type Json, list, object, serveDocument, text } from './documents-support.ts';
import { call } from './support.ts';

type Schema = { readonly [name: string]: Json };

const Room = object({ 'id!': text, size: integer });

const hotel = (error: Schema | null): Schema =>
  documentOf({
    'POST /rooms': { body: object({ 'size!': integer }), replies: { 201: Room, 400: error } },
    'GET /rooms/{id}': { replies: { 200: Room, 404: error } },
  });

const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((part, key) => (part as Record<string | number, unknown>)?.[key], value);

test.each<[string, Schema, readonly (string | number)[]]>([
  ['a message', object({ 'message!': text }), ['message']],
  ['an optional detail', object({ debug_id: text, detail: text }), ['detail']],
  ['a title', object({ 'title!': text }), ['title']],
  ['a list of texts', object({ 'errors!': list(text) }), ['errors', 0]],
  ['a list', list(text), [0]],
  ['objects in lists', object({ 'errors!': list(object({ 'message!': text })) }), ['errors', 0, 'message']],
  [
    'four levels',
    object({ 'a!': object({ 'b!': object({ 'c!': object({ 'reason!': text }) }) }) }),
    ['a', 'b', 'c', 'reason'],
  ],
])('the error has a place for words: %s', async (_what, error, place) => {
  await using emulator = await serveDocument(hotel(error));
  const wrong = await call(emulator, 'POST', '/rooms', { size: 'large' });
  expect([wrong.status, at(wrong.body, place)]).toEqual([400, expect.stringContaining('body/size')]);
  expect(wrong.headers.get('x-vendouble-reason')).toBeNull();
  const missing = await call(emulator, 'GET', '/rooms/7');
  expect([missing.status, at(missing.body, place)]).toEqual([404, expect.stringContaining('no such record')]);
});

test.each<[string, Schema | null]>([
  ['no body', null],
  ['a number', object({ 'debug_id!': integer })],
  ['a code', object({ 'code!': { type: 'string', enum: ['bad'] } })],
])('the error has no place for words: %s', async (_what, error) => {
  await using emulator = await serveDocument(hotel(error));
  const wrong = await call(emulator, 'POST', '/rooms', { size: 'large' });
  expect([wrong.status, wrong.headers.get('x-vendouble-reason')]).toEqual([
    400,
    expect.stringContaining('body/size'),
  ]);
  const missing = await call(emulator, 'GET', '/rooms/7');
  expect(missing.headers.get('x-vendouble-reason')).toContain('no such record');
});

test.each<[string, Schema, Json, string]>([
  [
    'the property that is not allowed',
    { ...object({ size: integer }), additionalProperties: false },
    { hue: 1 },
    ': hue',
  ],
  ['the values that are allowed', object({ size: { enum: ['s', 'm'] } }), { size: 'l' }, ': s, m'],
])('a refusal names %s', async (_what, body, sent, words) => {
  await using emulator = await serveDocument(
    documentOf({
      'POST /rooms': { body, replies: { 201: Room, 400: object({ 'message!': text }) } },
      'GET /rooms/{id}': { replies: { 200: Room } },
    }),
  );
  expect((await call(emulator, 'POST', '/rooms', sent)).body.message).toContain(words);
});

test('an empty form is a form without fields, and the refusal names the one that is missing', async () => {
  const described = documentOf({
    'POST /rooms': {
      form: object({ 'size!': text }),
      replies: { 201: Room, 400: object({ 'message!': text }) },
    },
    'GET /rooms/{id}': { replies: { 200: Room } },
  });
  const body = {
    required: true,
    content: { 'application/x-www-form-urlencoded': { schema: object({ 'size!': text }) } },
  };
  const paths = described.paths as { '/rooms': { post: Schema } };
  paths['/rooms'].post = { ...paths['/rooms'].post, requestBody: body };
  await using emulator = await serveDocument(described);
  expect((await call(emulator, 'POST', '/rooms', '')).body.message).toContain("required property 'size'");
});

test('of two paths that differ only in the names of their parameters, the one whose parameter fits answers', async () => {
  const byNumber = { parameters: [{ name: 'number', in: 'path', required: true, schema: integer }] };
  await using emulator = await serveDocument(
    documentOf({
      'GET /rooms/{number}': { ...byNumber, replies: { 200: object({ 'number!': integer }) } },
      'GET /rooms/{name}': { replies: { 200: object({ 'name!': text }) } },
    } as never),
  );
  expect(Object.keys((await call(emulator, 'GET', '/rooms/7')).body)).toEqual(['number']);
  expect(Object.keys((await call(emulator, 'GET', '/rooms/blue')).body)).toEqual(['name']);
});
