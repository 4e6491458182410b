import { describe, expect, test } from 'vitest';
import { type Send, sender, start, type Wire } from './support.ts';

const people = async (send: Send, ...uids: string[]): Promise<void> => {
  for (const uid of uids) await send('PUT', `/v1/users/${uid}`, {});
};

describe('accounts', () => {
  test('are shown on a user only after an account call, and always in the current user object', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await people(send, 'u1', 'acme');
    expect((await send('GET', '/v1/users/u1')).body).not.toHaveProperty('accounts');
    const { body } = await send('POST', '/v1/users/u1/accounts', {
      accounts: [{ id: 'acme', role: 'owner' }],
    });
    expect(body.accounts).toEqual([{ id: 'acme', role: 'owner' }]);
    const keys = Object.keys(body);
    expect(keys.slice(keys.indexOf('devices'), keys.indexOf('lists'))).toEqual([
      'devices',
      'accounts',
      'is_account',
    ]);
    expect((await send('GET', '/v1/users/acme')).body).not.toHaveProperty('accounts');
  });

  test('are added several at a time, keep their order, and have a null role when none is sent', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await people(send, 'u1', 'a', 'b', '77');
    await send('POST', '/v1/users/u1/accounts', { accounts: [{ id: 'a', role: 'owner' }, { id: 'b' }] });
    const { body } = await send('POST', '/v1/users/u1/accounts', {
      accounts: [{ id: 'a' }, { id: 77, role: null }],
    });
    expect(body.accounts).toEqual([
      { id: 'a', role: 'owner' },
      { id: 'b', role: null },
      { id: '77', role: null },
    ]);
  });

  test('a role is changed and a member removed; the body of a removal is ignored', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await people(send, 'u1', 'a', 'b');
    await send('POST', '/v1/users/u1/accounts', { accounts: [{ id: 'a' }, { id: 'b' }] });
    const changed = await send('PUT', '/v1/users/u1/accounts/b', { role: 'admin' });
    expect(changed.body.accounts).toEqual([
      { id: 'a', role: null },
      { id: 'b', role: 'admin' },
    ]);
    expect((await send('DELETE', '/v1/users/u1/accounts/a', '[]')).body.accounts).toEqual([
      { id: 'b', role: 'admin' },
    ]);
    expect((await send('DELETE', '/v1/users/u1/accounts/b')).body.accounts).toEqual([]);
  });

  test('list their members page by page', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await people(send, 'acme', 'u1', 'u2', 'u3');
    for (const uid of ['u3', 'u1'])
      await send('POST', `/v1/users/${uid}/accounts`, { accounts: [{ id: 'acme' }] });
    const first = (await send('GET', '/v1/users/acme/members?limit=1')).body;
    expect(first.data.map(({ uid }: Wire) => uid)).toEqual(['u1']);
    const second = (await send('GET', `/v1/users/acme/members?limit=1&next_cursor=${first.next_cursor}`))
      .body;
    expect(second.data.map(({ uid }: Wire) => uid)).toEqual(['u3']);
    expect(second).toHaveProperty('previous_cursor');
    expect((await send('GET', '/v1/users/u2/members')).body).toEqual({ data: [] });
  });

  test('a deleted account loses its members', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await people(send, 'u1', 'a', 'b');
    await send('POST', '/v1/users/u1/accounts', { accounts: [{ id: 'a' }, { id: 'b' }] });
    await send('DELETE', '/v1/users/a');
    expect((await send('GET', '/v1/users/u1')).body.accounts).toEqual([{ id: 'b', role: null }]);
  });

  test('a user is converted to an account and back, also by is_account in an update', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await people(send, 'u1');
    expect((await send('POST', '/v1/users/u1/convert', { type: 'account' })).body).toMatchObject({
      is_account: true,
      accounts: [],
    });
    expect((await send('POST', '/v1/users/u1/convert', { type: 'customer' })).body.is_account).toBe(false);
    expect((await send('PUT', '/v1/users/u1', { is_account: true })).body.is_account).toBe(true);
    expect((await send('PUT', '/v1/users/u1', { first_name: 'A' })).body.is_account).toBe(true);
  });
});

describe('a refused account call changes nothing', () => {
  test.each<[string, string, unknown, number]>([
    ['POST', '/v1/users/nobody/accounts', { accounts: [{ id: 'acme' }] }, 404],
    ['POST', '/v1/users/u1/accounts', { accounts: [{ id: 'acme' }, { id: 'nobody' }] }, 400],
    ['POST', '/v1/users/u1/accounts', { accounts: [] }, 400],
    ['POST', '/v1/users/u1/accounts', { accounts: [{}] }, 400],
    ['POST', '/v1/users/u1/accounts', { accounts: ['acme'] }, 400],
    ['POST', '/v1/users/u1/accounts', { accounts: [{ id: 'acme', role: 5 }] }, 400],
    ['POST', '/v1/users/u1/accounts', {}, 400],
    ['PUT', '/v1/users/u1/accounts/acme', { role: 'owner' }, 404],
    ['PUT', '/v1/users/u1/accounts/acme', {}, 400],
    ['PUT', '/v1/users/u1/accounts/acme', { role: ['owner'] }, 400],
    ['PUT', '/v1/users/nobody/accounts/acme', { role: 'owner' }, 404],
    ['DELETE', '/v1/users/u1/accounts/acme', undefined, 404],
    ['DELETE', '/v1/users/nobody/accounts/acme', undefined, 404],
    ['POST', '/v1/users/u1/convert', { type: 'company' }, 400],
    ['POST', '/v1/users/u1/convert', {}, 400],
    ['POST', '/v1/users/nobody/convert', { type: 'account' }, 404],
    ['GET', '/v1/users/nobody/members', undefined, 404],
  ])('%s %s %j', async (method, path, body, status) => {
    await using emulator = await start();
    const send = sender(emulator);
    await people(send, 'u1', 'acme');
    const before = (await send('GET', '/v1/users')).text;
    expect(await send(method, path, body)).toMatchObject({ status, body: { error: expect.any(String) } });
    expect((await send('GET', '/v1/users')).text).toBe(before);
  });
});
