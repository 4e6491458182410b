/** A path with one record that no identifier names, such as `/settings`, remembers what was changed. */
import { expect, test } from 'vitest';
import { documentOf, integer, list, object, serveDocument, text } from './documents-support.ts';
import { call } from './support.ts';

const Settings = object({ 'language!': text, 'size!': integer, theme: text });
const change = object({ language: text, theme: text });
const User = object({ 'id!': text, name: text });
const users = {
  'GET /users': { replies: { 200: list(User) } },
  'POST /users': { body: object({ name: text }), replies: { 201: User } },
  'GET /users/{user_id}': { replies: { 200: User } },
  'DELETE /users/{user_id}': { replies: { 204: null } },
};

test('a change of the only record is shown, with what was there before', async () => {
  await using emulator = await serveDocument(
    documentOf({
      'GET /settings': { replies: { 200: Settings } },
      'PATCH /settings': { body: change, replies: { 200: Settings } },
    }),
  );
  const before = await call(emulator, 'GET', '/settings');
  expect(before.headers.get('x-vendouble-generated')).toContain('language');
  const { body } = await call(emulator, 'PATCH', '/settings', { theme: 'dark' });
  expect(body).toEqual({ ...before.body, theme: 'dark' });
  expect((await call(emulator, 'GET', '/settings')).body).toEqual(body);
  await call(emulator, 'PATCH', '/settings', { language: 'de' });
  expect((await call(emulator, 'GET', '/settings')).body).toEqual({ ...body, language: 'de' });
});

test('the example of the document is what it begins with, and reset brings it back', async () => {
  const example = { language: 'en', size: 3, theme: 'light' };
  await using emulator = await serveDocument(
    documentOf({
      'GET /settings': { replies: { 200: Settings }, example },
      'PUT /settings': { body: Settings, replies: { 200: Settings } },
    }),
    { records: 'examples' },
  );
  expect((await call(emulator, 'GET', '/settings')).body).toEqual(example);
  await call(emulator, 'PUT', '/settings', { language: 'fr', size: 9 });
  expect((await call(emulator, 'GET', '/settings')).body).toEqual({ language: 'fr', size: 9 });
  await emulator.reset();
  expect((await call(emulator, 'GET', '/settings')).body).toEqual(example);
});

test('each parent has its own, which goes with it', async () => {
  await using emulator = await serveDocument(
    documentOf({
      ...users,
      'GET /users/{user_id}/settings': { replies: { 200: object({ data: Settings }) } },
      'PATCH /users/{user_id}/settings': { body: change, replies: { 204: null } },
    }),
  );
  const [one, two] = await Promise.all(
    ['A', 'B'].map(async (name) => (await call(emulator, 'POST', '/users', { name })).body.id as string),
  );
  await call(emulator, 'PATCH', `/users/${one}/settings`, { theme: 'dark' });
  await call(emulator, 'PATCH', `/users/${two}/settings`, { theme: 'light' });
  expect((await call(emulator, 'GET', `/users/${one}/settings`)).body.data.theme).toBe('dark');
  expect((await call(emulator, 'GET', `/users/${two}/settings`)).body.data.theme).toBe('light');
  await call(emulator, 'DELETE', `/users/${one}`);
  expect((await call(emulator, 'GET', `/users/${one}/settings`)).status).toBe(404);
  expect((await call(emulator, 'PATCH', '/users/nobody/settings', { theme: 'x' })).status).toBe(404);
});

test('a change that shares nothing with what is shown is left to the document', async () => {
  await using emulator = await serveDocument(
    documentOf({
      'GET /settings': { replies: { 200: Settings } },
      'PUT /settings': { body: object({ token: text }), replies: { 200: object({ ok: text }) } },
    }),
  );
  const { headers } = await call(emulator, 'PUT', '/settings', { token: 'a' });
  expect(headers.get('x-vendouble-source')).toBe('generated');
  expect(headers.get('x-vendouble-reason')).toContain('not answered from state');
});
