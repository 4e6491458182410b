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
