import { describe, expect, test } from 'vitest';
import { handsOn, NOW_SECONDS, sender, start, told } from './support.ts';

const item = (method: string, data: object): object => ({ method, data_type: 'user', data });

describe('a bulk job', () => {
  test('creates, updates and archives users, and is answered as still running', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 'u1', email: 'a@example.com' })).body;
    await send('POST', '/users', { user_id: 'u2' });
    const items = [
      item('post', { user_id: 'u3', custom_attributes: { a: 1 } }),
      item('post', { user_id: 'u1', name: 'A' }),
      item('delete', { user_id: 'u2' }),
    ];
    const { status, body } = await send('POST', '/bulk/users', { items });
    expect(status).toBe(202);
    const base = emulator.url('intercom');
    expect(body.id).toMatch(/^job_[0-9a-f]{8}_[0-9a-f]{4}_[0-9a-f]{4}_[0-9a-f]{4}_[0-9a-f]{12}$/);
    expect(JSON.stringify(body)).toBe(
      JSON.stringify({
        app_id: 'ja43hiec',
        id: body.id,
        created_at: NOW_SECONDS,
        completed_at: null,
        closing_at: NOW_SECONDS + 900,
        updated_at: NOW_SECONDS,
        name: 'api_bulk_job',
        state: 'running',
        links: { error: `${base}/jobs/${body.id}/error`, self: `${base}/jobs/${body.id}` },
      }),
    );
    expect((await send('GET', `/users/${id}`)).body.name).toBe('A');
    expect((await send('GET', '/users?user_id=u2')).status).toBe(404);
    expect((await send('GET', '/users?user_id=u3')).body.custom_attributes).toEqual({ a: 1 });
    expect((await send('GET', body.links.self)).body).toMatchObject({
      id: body.id,
      completed_at: NOW_SECONDS,
      state: 'completed',
      tasks: [{ item_count: 3, created_at: NOW_SECONDS, state: 'completed' }],
    });
    expect((await send('GET', body.links.error)).text).toBe('{"type":"job_item.list","items":[],"pages":{}}');
  });

  test('lists the failed items in its error feed and carries out the others', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const bad = item('post', { user_id: 'u1', companies: [{ company_id: '1' }, { name: 'Nameless' }] });
    const misspelt = item('post', { user_id: '32', email: 'serenity.io' });
    const items = [bad, item('delete', { user_id: 'nobody' }), item('post', { user_id: 'u2' }), misspelt];
    const { body } = await send('POST', '/bulk/users', { items });
    expect((await send('GET', `/jobs/${body.id}`)).body).toMatchObject({
      state: 'completed_with_errors',
      tasks: [{ item_count: 4, state: 'completed_with_errors' }],
    });
    expect((await send('GET', `/jobs/${body.id}/error`)).body.items).toEqual([
      { type: 'job_item', ...bad, error: { code: 'parameter_not_found', message: 'company not specified' } },
      { type: 'job_item', ...items[1], error: { code: 'not_found', message: 'User Not Found' } },
      { type: 'job_item', ...misspelt, error: { code: 'invalid', message: 'email invalid' } },
    ]);
    expect((await send('GET', '/users')).body.users).toMatchObject([{ user_id: 'u2' }]);
    expect((await send('GET', '/counts')).body.company.count).toBe(0);
  });

  test('accepts more items for 15 minutes', async () => {
    const clock = handsOn();
    await using emulator = await start({ clock });
    const send = sender(emulator);
    const { id } = (await send('POST', '/bulk/users', { items: [item('post', { user_id: 'u1' })] })).body;
    clock.forward(899);
    const more = { items: [item('post', { user_id: 'u2' })], job: { id } };
    expect((await send('POST', '/bulk/users', more)).body).toMatchObject({
      id,
      updated_at: NOW_SECONDS + 899,
    });
    expect((await send('GET', `/jobs/${id}`)).body.tasks).toHaveLength(2);
    clock.forward(1);
    expect(told(await send('POST', '/bulk/users', more))).toEqual([
      400,
      'job_closed',
      `job ${id} is closed for new task updates`,
    ]);
  });

  test('that does not exist answers 404, and 500 when items are added to it', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    for (const path of ['/jobs/job_x', '/jobs/constructor/error']) {
      expect(told(await send('GET', path))).toEqual([404, 'not_found', 'Resource Not Found']);
    }
    const items = [item('post', { user_id: 'u1' })];
    expect(told(await send('POST', '/bulk/users', { items, job: { id: 'job_x' } }))).toEqual([
      500,
      'server_error',
      'job job_x not found',
    ]);
    expect((await send('GET', '/users')).body.total_count).toBe(0);
  });

  test.each<[string, unknown, string, string]>([
    ['without items', {}, 'parameter_not_found', 'missing items parameter'],
    ['with no items', { items: [] }, 'parameter_invalid', 'items must not be empty'],
    [
      'with 101 items',
      { items: Array.from({ length: 101 }, (_, index) => item('post', { user_id: `u${index}` })) },
      'parameter_invalid',
      'maximum number of items per request is 100',
    ],
    [
      'with an unknown method',
      { items: [item('put', {})] },
      'parameter_invalid',
      'items.0.method must be one of post, delete',
    ],
    [
      'with an unknown attribute',
      { items: [item('post', { user_id: 'u1' }), item('post', { user_id: 'u2', nickname: 'x' })] },
      'bad_request',
      "bad 'nickname' parameter",
    ],
  ])('%s is refused as a whole', async (_what, body, code, message) => {
    await using emulator = await start();
    const send = sender(emulator);
    expect(told(await send('POST', '/bulk/users', body))).toEqual([400, code, message]);
    expect((await send('GET', '/users')).body.total_count).toBe(0);
  });

  test('deletes users that were sent as whole objects', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { body } = await send('POST', '/users', { user_id: 'u1' });
    await send('POST', '/bulk/users', { items: [item('delete', body)] });
    expect((await send('GET', '/users')).body.total_count).toBe(0);
  });
});

describe('a request for permanent deletion', () => {
  test("gets a number, and the user and the user's events are deleted", async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 'u1' })).body;
    await send('POST', '/events', { user_id: 'u1', event_name: 'a', created_at: NOW_SECONDS });
    const { status, body } = await send('POST', '/user_delete_requests', { intercom_user_id: id });
    expect(status).toBe(200);
    expect(body).toEqual({ id: expect.any(Number) });
    expect((await send('GET', `/users/${id}`)).status).toBe(404);
    await send('POST', '/users', { user_id: 'u1' });
    expect((await send('GET', '/events?type=user&user_id=u1')).body.events).toEqual([]);
  });

  test('works once for an archived user', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 'u1' })).body;
    await send('DELETE', `/users/${id}`);
    expect((await send('POST', '/user_delete_requests', { intercom_user_id: id })).status).toBe(200);
    const again = await send('POST', '/user_delete_requests', { intercom_user_id: id });
    expect(told(again)).toEqual([404, 'not_found', 'User Not Found']);
  });

  test('needs the Intercom id', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1' });
    expect(told(await send('POST', '/user_delete_requests', {}))).toEqual([
      400,
      'parameter_not_found',
      'missing intercom_user_id parameter',
    ]);
    expect((await send('POST', '/user_delete_requests', { intercom_user_id: 'u1' })).status).toBe(404);
  });
});
