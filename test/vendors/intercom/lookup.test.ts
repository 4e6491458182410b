import { describe, expect, test } from 'vitest';
import { type Send, sender, start, told, type Wire } from './support.ts';

/** Everything that the vendor keeps, in the order of creation. */
const everybody = async (send: Send): Promise<Wire[]> => (await send('GET', '/users?order=asc')).body.users;

describe('which user an update means', () => {
  test('no match: creates a user, by user_id, by e-mail or by both', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    for (const who of [
      { user_id: 'u1' },
      { email: 'a@example.com' },
      { user_id: 'u2', email: 'b@example.com' },
    ]) {
      expect(await send('POST', '/users', who)).toMatchObject({ status: 200, body: who });
    }
    expect(await everybody(send)).toHaveLength(3);
  });

  test('a matching id: overwrites user_id and e-mail if sent, and keeps the id', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 'u1', email: 'a@example.com', name: 'A' })).body;
    const { body } = await send('POST', '/users', { id, user_id: 'u2', email: 'B@Example.com' });
    expect(body).toMatchObject({ id, user_id: 'u2', email: 'b@example.com', name: 'A' });
    expect((await send('POST', '/users', { id, name: 'B' })).body).toMatchObject({
      id,
      user_id: 'u2',
      name: 'B',
    });
    expect(await everybody(send)).toHaveLength(1);
  });

  test('a matching user_id: overwrites the e-mail if sent, and keeps the id', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 'u1', email: 'a@example.com' })).body;
    const { body } = await send('POST', '/users', { user_id: 'u1', email: 'b@example.com' });
    expect(body).toMatchObject({ id, user_id: 'u1', email: 'b@example.com' });
    expect(await everybody(send)).toHaveLength(1);
  });

  test('an e-mail of a user without a user_id: stores the user_id that was sent', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { email: 'a@example.com' })).body;
    const { body } = await send('POST', '/users', { user_id: 'u1', email: 'a@example.com' });
    expect(body).toMatchObject({ id, user_id: 'u1' });
  });

  test('an e-mail of a user with another user_id: creates a user with the same e-mail', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 'u1', email: 'a@example.com' })).body;
    const { body } = await send('POST', '/users', { user_id: 'u2', email: 'a@example.com' });
    expect(body).toMatchObject({ user_id: 'u2', email: 'a@example.com' });
    expect(body.id).not.toBe(id);
    expect((await everybody(send)).map(({ user_id }) => user_id)).toEqual(['u1', 'u2']);
  });

  test('an e-mail alone finds its only user, ignoring case', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 'u1', email: 'Joe@EXAMPLE.com' })).body;
    const { body } = await send('POST', '/users', { email: 'jOE@example.COM', name: 'Joe' });
    expect(body).toMatchObject({ id, user_id: 'u1', email: 'joe@example.com', name: 'Joe' });
  });

  test('the user_id takes precedence over the e-mail', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1', email: 'a@example.com' });
    const second = (await send('POST', '/users', { user_id: 'u2', email: 'b@example.com' })).body;
    const { body } = await send('POST', '/users', { user_id: 'u2', email: 'a@example.com' });
    expect(body).toMatchObject({ id: second.id, email: 'a@example.com' });
  });

  test('an e-mail that several users share is a conflict, unless a user_id decides', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    for (const user_id of ['u1', 'u2']) await send('POST', '/users', { user_id, email: 'a@example.com' });
    const refused = await send('POST', '/users', { email: 'A@example.com', name: 'Z' });
    expect(told(refused)).toEqual([
      409,
      'conflict',
      'Multiple existing users match this email address a@example.com - must be more specific using user_id',
    ]);
    expect((await everybody(send)).map(({ name }) => name)).toEqual([null, null]);
    const { body } = await send('POST', '/users', { user_id: 'u2', email: 'a@example.com', name: 'Z' });
    expect(body).toMatchObject({ user_id: 'u2', name: 'Z' });
  });

  test('a user_id of another user cannot be reused', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 'u1' })).body;
    await send('POST', '/users', { user_id: 'u2' });
    const refused = await send('POST', '/users', { id, user_id: 'u2', name: 'Z' });
    expect(told(refused)).toEqual([400, 'unique_user_constraint', 'User already exists.']);
    expect((await send('GET', `/users/${id}`)).body).toMatchObject({ user_id: 'u1', name: null });
  });

  test('an unknown id creates no user', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const refused = await send('POST', '/users', { id: '0'.repeat(24), email: 'a@example.com' });
    expect(told(refused)).toEqual([404, 'not_found', 'User Not Found']);
    expect(await everybody(send)).toEqual([]);
  });

  test.each([
    ['no body', undefined],
    ['an empty body', {}],
    ['empty identifiers', { id: '', user_id: '', email: '' }],
    ['null identifiers', { id: null, user_id: null, email: null }],
    ['only a name', { name: 'A' }],
  ])('%s is refused because it identifies no user', async (_what, body) => {
    await using emulator = await start();
    expect(told(await sender(emulator)('POST', '/users', body))).toEqual([
      400,
      'missing_parameter',
      'User email, user_id or anonymous_id must be supplied',
    ]);
  });

  test('a number as user_id is the same as its digits', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 25 })).body;
    expect((await send('POST', '/users', { user_id: '25' })).body).toMatchObject({ id, user_id: '25' });
  });

  test('identifiers with unusual characters work like any others', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const odd = ['constructor', 'toString', 'hasOwnProperty', '💥', 'a b', 'a/b', '%2f', '0', "o'neil"];
    for (const user_id of odd) expect((await send('POST', '/users', { user_id })).body.user_id).toBe(user_id);
    for (const user_id of odd) {
      const { body } = await send('GET', `/users?user_id=${encodeURIComponent(user_id)}`);
      expect(body.user_id).toBe(user_id);
    }
    expect((await everybody(send)).map(({ user_id }) => user_id)).toEqual(odd);
  });
});
