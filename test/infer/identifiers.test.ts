/** A new record gets an identifier that its document allows, and is found by it. */
import { describe, expect, test } from 'vitest';
import { documentOf, type Json, list, object, serveDocument, text } from './documents-support.ts';
import { call } from './support.ts';

type Schema = { readonly [name: string]: Json };

/** A collection whose records show the identifier under this name, with this schema. */
const rooms = (id: Schema, parameter: Schema = id, name = 'rid'): Schema => {
  const Room = object({ [name]: id, title: text });
  const parameters = [{ name: 'rid', in: 'path', required: true, schema: parameter }];
  return documentOf({
    'GET /rooms': { replies: { 200: list(Room) } },
    'POST /rooms': { body: object({ 'title!': text }), replies: { 201: Room } },
    'GET /rooms/{rid}': { parameters, replies: { 200: Room } },
  });
};

describe('an identifier', () => {
  test.each<[string, Schema, RegExp]>([
    ['a pattern', { type: 'string', pattern: '^RM[0-9a-fA-F]{32}$' }, /^RM[0-9a-fA-F]{32}$/],
    ['a pattern and null', { type: ['string', 'null'], pattern: '^[a-z]{3}-[0-9]{4}$' }, /^[a-z]{3}-\d{4}$/],
    ['a length', { type: 'string', minLength: 12, maxLength: 12 }, /^.{12}$/],
    ['a format', { type: 'string', format: 'uuid' }, /^[0-9a-f-]{36}$/],
    ['a format of numbers', { type: 'string', format: 'int64' }, /^\d+$/],
    ['an example with a prefix', { type: 'string', example: 'asst_abc123' }, /^asst_[a-z\d]{6}$/],
    ['an example of capitals', { type: 'string', example: 'C0NT4CT' }, /^[A-Z\d]{7}$/],
    ['a long number as text', { type: 'string', example: '80351110224678912' }, /^\d{17}$/],
    ['a minimum', { type: 'integer', minimum: 100 }, /^10[01]$/],
  ])('follows %s, and finds its record', async (_what, id, form) => {
    await using emulator = await serveDocument(rooms(id));
    const made = [
      await call(emulator, 'POST', '/rooms', { title: 'A' }),
      await call(emulator, 'POST', '/rooms', { title: 'B' }),
    ];
    expect(made.map(({ status }) => status)).toEqual([201, 201]);
    for (const { body } of made) {
      expect(String(body.rid)).toMatch(form);
      expect((await call(emulator, 'GET', `/rooms/${body.rid}`)).body).toEqual(body);
    }
    expect((await call(emulator, 'GET', '/rooms')).body).toEqual(made.map(({ body }) => body));
  });

  test('follows the path parameter where no reply shows it', async () => {
    const Room = object({ title: text });
    const parameters = [
      { name: 'rid', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    ];
    await using emulator = await serveDocument(
      documentOf({
        'POST /rooms': { body: Room, replies: { 201: Room } },
        'GET /rooms/{rid}': { parameters, replies: { 200: Room } },
      }),
    );
    const { headers } = await call(emulator, 'POST', '/rooms', { title: 'A' });
    expect(headers.get('location')).toMatch(/\/rooms\/[0-9a-f-]{36}$/);
    expect(await (await fetch(headers.get('location') ?? '')).json()).toEqual({ title: 'A' });
  });

  test('may be shown by the reply to the creation alone', async () => {
    const Room = object({ title: text });
    await using emulator = await serveDocument(
      documentOf({
        'POST /rooms': { body: Room, replies: { 201: object({ Id: object({ id: { type: 'integer' } }) }) } },
        'GET /rooms/{room_id}': { replies: { 200: Room } },
      }),
    );
    const { body } = await call(emulator, 'POST', '/rooms', { title: 'A' });
    expect(body).toEqual({ Id: { id: 1 } });
    expect((await call(emulator, 'GET', '/rooms/1')).body).toEqual({ title: 'A' });
  });
});
