import { describe, expect, test } from 'vitest';
import { handsOn, type Send, sender, start, told, type Wire } from './support.ts';

const create = async (send: Send, count: number): Promise<void> => {
  for (let index = 1; index <= count; index++) await send('POST', '/users', { user_id: `u${index}` });
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('scrolling through all users', () => {
  test('returns a hundred at a time, a new parameter each time, and ends with an empty page', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await create(send, 101);
    const seen: string[] = [];
    const params = new Set<string>();
    let path = '/users/scroll';
    for (;;) {
      const { status, body } = await send('GET', path);
      expect(status).toBe(200);
      expect(Object.keys(body)).toEqual(['pages', 'total_count', 'limited', 'type', 'scroll_param', 'users']);
      expect(body).toMatchObject({ pages: null, total_count: 0, limited: false, type: 'user.list' });
      expect(body.scroll_param).toMatch(UUID);
      params.add(body.scroll_param);
      seen.push(...body.users.map(({ user_id }: Wire) => user_id));
      if (body.users.length === 0) break;
      expect(body.users.length).toBeLessThanOrEqual(100);
      path = `/users/scroll?scroll_param=${body.scroll_param}`;
    }
    expect(params.size).toBe(3);
    expect(new Set(seen).size).toBe(101);
    for (const dead of params) {
      expect(told(await send('GET', `/users/scroll?scroll_param=${dead}`))).toEqual([
        404,
        'not_found',
        'scroll parameter not found',
      ]);
    }
    expect((await send('GET', '/users/scroll')).body.users).toHaveLength(100);
  });

  test('returns full users and ignores paging and sorting', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { body } = await send('POST', '/users', { user_id: 'u1', custom_attributes: { a: 1 } });
    await create(send, 2);
    const page = (await send('GET', '/users/scroll?per_page=1&order=desc')).body;
    expect(page.users).toHaveLength(2);
    expect(page.users[0]).toEqual({ ...body, updated_at: page.users[0].updated_at });
  });

  test('allows one scroll at a time: a second is refused, and the first continues', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await create(send, 1);
    const { scroll_param } = (await send('GET', '/users/scroll?scroll_param')).body;
    for (const path of ['/users/scroll', '/users/scroll?scroll_param=']) {
      expect(told(await send('GET', path))).toEqual([
        400,
        'scroll_exists',
        'scroll already exists for this workspace',
      ]);
    }
    expect((await send('GET', `/users/scroll?scroll_param=${scroll_param}`)).body.users).toEqual([]);
  });

  test('expires after a minute without a call', async () => {
    const clock = handsOn();
    await using emulator = await start({ clock });
    const send = sender(emulator);
    await create(send, 150);
    const first = (await send('GET', '/users/scroll')).body.scroll_param;
    clock.forward(59);
    const second = (await send('GET', `/users/scroll?scroll_param=${first}`)).body.scroll_param;
    clock.forward(60);
    expect((await send('GET', `/users/scroll?scroll_param=${second}`)).status).toBe(404);
    expect((await send('GET', '/users/scroll')).status).toBe(200);
  });

  test('continues from the same place when users are archived meanwhile', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await create(send, 102);
    const first = (await send('GET', '/users/scroll')).body;
    for (const { id } of first.users) await send('DELETE', `/users/${id}`);
    const second = (await send('GET', `/users/scroll?scroll_param=${first.scroll_param}`)).body;
    expect(second.users.map(({ user_id }: Wire) => user_id)).toEqual(['u101', 'u102']);
  });

  test('ends at once without users', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    for (let count = 0; count < 2; count++) {
      expect((await send('GET', '/users/scroll')).body.users).toEqual([]);
    }
  });
});
