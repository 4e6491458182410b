import { describe, expect, test } from 'vitest';
import { handsOn, NOW_SECONDS, type Send, sender, start, told, type Wire } from './support.ts';

const DAY = 24 * 60 * 60;

const submit = (send: Send, event_name: string, created_at: number, more: object = {}): Promise<unknown> =>
  send('POST', '/events', { event_name, created_at, user_id: 'u1', ...more });

const namesOf = (body: Wire): string[] => body.events.map(({ event_name }: Wire) => event_name);

describe('events', () => {
  test('are accepted with an empty reply, for a user by id, user_id or e-mail', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 'u1', email: 'a@example.com' })).body;
    for (const who of [{ user_id: 'u1' }, { email: 'A@example.com' }, { id }]) {
      const reply = await send('POST', '/events', { event_name: 'a', created_at: NOW_SECONDS, ...who });
      expect(reply.status).toBe(202);
      expect(reply.text).toBe('');
      expect(reply.headers.get('x-ratelimit-limit')).toBe('83');
    }
    expect(namesOf((await send('GET', `/events?type=user&intercom_user_id=${id}`)).body)).toHaveLength(3);
  });

  test('happened at created_at, or at its older name created', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1' });
    for (const time of [
      { created: NOW_SECONDS - 1 },
      { created_at: NOW_SECONDS - 2 },
      { created_at: NOW_SECONDS - 3, created: NOW_SECONDS },
    ])
      expect((await send('POST', '/events', { event_name: 'a', user_id: 'u1', ...time })).status).toBe(202);
    const { body } = await send('GET', '/events?type=user&user_id=u1');
    expect(body.events.map(({ created_at }: Wire) => NOW_SECONDS - created_at)).toEqual([1, 2, 3]);
  });

  test('are listed newest first, with the user and the metadata', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 'u1', email: 'a@example.com' })).body;
    const metadata = {
      invite_code: 'ADDAFRIEND',
      order_number: { value: '3434-3434', url: 'https://example.org/orders/3434-3434' },
      price: { currency: 'usd', amount: 2999 },
      ok: true,
    };
    await submit(send, 'invited-friend', NOW_SECONDS - 20, { metadata });
    await submit(send, 'ordered-item', NOW_SECONDS - 10);
    const { text } = await send('GET', '/events?type=user&user_id=u1');
    const user = { user_id: 'u1', intercom_user_id: id, email: 'a@example.com' };
    expect(text).toBe(
      JSON.stringify({
        type: 'event.list',
        events: [
          { type: 'event', event_name: 'ordered-item', created_at: NOW_SECONDS - 10, ...user },
          { type: 'event', event_name: 'invited-friend', created_at: NOW_SECONDS - 20, ...user, metadata },
        ],
        pages: {},
      }),
    );
  });

  test('continue at an absolute URL, without loss when several happened in one second', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 'u1' })).body;
    for (const name of ['a', 'b', 'c', 'd', 'e']) await submit(send, name, NOW_SECONDS - 5);
    const pages: string[][] = [];
    let path = '/events?type=user&user_id=u1&per_page=2';
    for (;;) {
      const { body } = await send('GET', path);
      pages.push(namesOf(body));
      if (body.pages.next === undefined) break;
      expect(body.pages.next).toMatch(
        new RegExp(
          `^${emulator.url('intercom')}/events\\?type=user&intercom_user_id=${id}&per_page=2&before=\\d+$`,
        ),
      );
      path = body.pages.next;
    }
    expect(pages).toEqual([['e', 'd'], ['c', 'b'], ['a']]);
  });

  test('older than 90 days are only counted', async () => {
    const clock = handsOn();
    await using emulator = await start({ clock });
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1', email: 'a@example.com' });
    await submit(send, 'old', NOW_SECONDS - 90 * DAY);
    await submit(send, 'young', NOW_SECONDS - 90 * DAY + 1);
    expect(namesOf((await send('GET', '/events?type=user&user_id=u1')).body)).toEqual(['young']);
    const { body } = await send('GET', '/events?type=user&user_id=u1&summary=true');
    expect(body.events.map(({ name }: Wire) => name)).toEqual(['old', 'young']);
  });

  test('are counted by name, ignoring case', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: '314159', email: 'a@example.com' })).body;
    for (const [event_name, created_at] of [
      ['updated-profile', 1458295515],
      ['Updated-Profile', 1458307718],
      ['purchased-item', 1475235546],
    ]) {
      await send('POST', '/events', { event_name, created_at, user_id: '314159' });
    }
    const { text } = await send('GET', '/events?type=user&user_id=314159&summary=true');
    expect(text).toBe(
      JSON.stringify({
        type: 'event.summary',
        email: 'a@example.com',
        intercom_user_id: id,
        user_id: '314159',
        events: [
          {
            name: 'updated-profile',
            first: '2016-03-18T10:05:15.000Z',
            last: '2016-03-18T13:28:38.000Z',
            count: 2,
            description: null,
          },
          {
            name: 'purchased-item',
            first: '2016-09-30T11:39:06.000Z',
            last: '2016-09-30T11:39:06.000Z',
            count: 1,
            description: null,
          },
        ],
      }),
    );
  });

  test.each<[object, number, string, string]>([
    [{ user_id: 'u2' }, 404, 'not_found', 'User Not Found'],
    [{ user_id: null }, 400, 'missing_parameter', 'User email, user_id or anonymous_id must be supplied'],
    [{ event_name: undefined }, 400, 'parameter_not_found', 'missing event_name parameter'],
    [{ created_at: undefined }, 400, 'parameter_not_found', 'missing created_at parameter'],
    [{ created_at: undefined, created: '2026-01-01' }, 400, 'type_mismatch', 'created must be an integer'],
    [{ created_at: '2026-01-01' }, 400, 'type_mismatch', 'created_at must be an integer'],
    [
      { created_at: NOW_SECONDS * 1000 },
      400,
      'parameter_invalid',
      'created_at must not be more than 9007199254',
    ],
    [
      { metadata: { list: [1] } },
      400,
      'type_mismatch',
      'metadata.list must be a string or a number or a boolean or an object',
    ],
    [
      { metadata: { deep: { deeper: {} } } },
      400,
      'type_mismatch',
      'metadata.deep.deeper must be a string or a number or a boolean',
    ],
    [
      { metadata: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, index])) },
      400,
      'parameter_invalid',
      'metadata can have at most 10 fields',
    ],
  ])('are refused with %j and not stored', async (change, ...expected) => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1' });
    const event = { event_name: 'a', created_at: NOW_SECONDS, user_id: 'u1', ...change };
    expect(told(await send('POST', '/events', event))).toEqual(expected);
    expect((await send('GET', '/events?type=user&user_id=u1')).body.events).toEqual([]);
  });

  test.each([
    ['type=user&user_id=u2', 404, 'not_found', 'User Not Found'],
    ['user_id=u1', 400, 'parameter_not_found', 'missing type parameter'],
    ['type=company&user_id=u1', 400, 'parameter_invalid', 'type must be one of user'],
    ['type=user', 400, 'missing_parameter', 'User email, user_id or anonymous_id must be supplied'],
  ])('cannot be listed with %s', async (query, ...expected) => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1' });
    expect(told(await send('GET', `/events?${query}`))).toEqual(expected);
  });
});
