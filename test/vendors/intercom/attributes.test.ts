import { describe, expect, test } from 'vitest';
import { handsOn, NOW_SECONDS, sender, start, told } from './support.ts';

describe('updating a user', () => {
  test('keeps attributes that are not sent, and every write changes updated_at', async () => {
    const clock = handsOn();
    await using emulator = await start({ clock });
    const send = sender(emulator);
    const before = (
      await send('POST', '/users', {
        user_id: 'u1',
        name: 'A',
        phone: '555',
        signed_up_at: 5,
        unsubscribed_from_emails: true,
      })
    ).body;
    clock.forward(60);
    const { body } = await send('POST', '/users', { user_id: 'u1', name: 'B' });
    expect(body).toEqual({ ...before, name: 'B', updated_at: NOW_SECONDS + 60 });
    expect((await send('GET', `/users/${body.id}`)).body).toEqual(body);
  });

  test('with null empties a field and leaves identifiers and flags', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const user = { user_id: 'u1', email: 'a@example.com', name: 'A', unsubscribed_from_emails: true };
    await send('POST', '/users', { ...user, signed_up_at: 5, last_seen_user_agent: 'curl' });
    const { body } = await send('POST', '/users', {
      id: null,
      user_id: 'u1',
      email: null,
      name: null,
      signed_up_at: null,
      last_seen_user_agent: null,
      unsubscribed_from_emails: null,
      custom_attributes: null,
      companies: null,
    });
    expect(body).toMatchObject({ ...user, name: null, signed_up_at: null, user_agent_data: null });
  });

  test('accepts remote_created_at as another name for signed_up_at', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { body } = await send('POST', '/users', { user_id: 'u1', remote_created_at: 5 });
    expect(body).toMatchObject({ remote_created_at: 5, signed_up_at: 5 });
  });

  test('ignores fields that only the vendor sets, as old clients send them', async () => {
    await using emulator = await start();
    const { body } = await sender(emulator)('POST', '/users', { user_id: 'u1', created_at: 5 });
    expect(body.created_at).toBe(NOW_SECONDS);
  });

  test("with update_last_request_at uses the server's time, even if last_request_at is sent", async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const sent = { user_id: 'u1', last_request_at: 5 };
    expect((await send('POST', '/users', sent)).body.last_request_at).toBe(5);
    expect(
      (await send('POST', '/users', { ...sent, update_last_request_at: false })).body.last_request_at,
    ).toBe(5);
    expect(
      (await send('POST', '/users', { ...sent, update_last_request_at: true })).body.last_request_at,
    ).toBe(NOW_SECONDS);
  });

  test('with new_session counts the session at once', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const counts: number[] = [];
    for (const new_session of [true, true, false, null]) {
      counts.push((await send('POST', '/users', { user_id: 'u1', new_session })).body.session_count);
    }
    expect(counts).toEqual([1, 2, 2, 2]);
  });

  test('shows the avatar that a client sends', async () => {
    await using emulator = await start();
    const image_url = 'https://example.com/joe.png';
    const { body } = await sender(emulator)('POST', '/users', {
      user_id: 'u1',
      avatar: { type: 'avatar', image_url },
    });
    expect(body.avatar).toEqual({ type: 'avatar', image_url });
  });

  test.each([['users'], ['pages'], ['limited'], ['nickname'], ['constructor']])(
    'refuses the unknown key %s by name, and stores nothing of that request',
    async (key) => {
      await using emulator = await start();
      const send = sender(emulator);
      const refused = await send('POST', '/users', { user_id: 'u1', [key]: [] });
      expect(told(refused)).toEqual([400, 'bad_request', `bad '${key}' parameter`]);
      expect((await send('GET', '/users')).body.total_count).toBe(0);
    },
  );

  test.each<[object, string, string]>([
    [{ name: 5 }, 'type_mismatch', 'name must be a string'],
    [{ phone: 5551234 }, 'type_mismatch', 'phone must be a string'],
    [{ email: ['a@example.com'] }, 'type_mismatch', 'email must be a string'],
    [{ signed_up_at: '2014-02-18' }, 'type_mismatch', 'signed_up_at must be an integer'],
    [{ last_request_at: 1.5 }, 'type_mismatch', 'last_request_at must be an integer'],
    [{ new_session: 'true' }, 'type_mismatch', 'new_session must be a boolean'],
    [{ companies: { company_id: '1' } }, 'type_mismatch', 'companies must be an array'],
    [{ companies: ['1'] }, 'type_mismatch', 'companies.0 must be an object'],
    [{ custom_attributes: [] }, 'type_mismatch', 'custom_attributes must be an object'],
    [{ email: 'nobody' }, 'invalid', 'email invalid'],
    [{ email: ' a@example.com' }, 'invalid', 'email invalid'],
    [{ user_id: ' u1' }, 'parameter_invalid', 'user_id invalid'],
    [{ user_id: 'u'.repeat(256) }, 'parameter_invalid', 'user_id must not be longer than 255 characters'],
  ])('refuses %j and changes nothing', async (change, code, message) => {
    await using emulator = await start();
    const send = sender(emulator);
    const before = await send('POST', '/users', { user_id: 'u1', name: 'A' });
    expect(told(await send('POST', '/users', { user_id: 'u1', ...change }))).toEqual([400, code, message]);
    expect((await send('GET', '/users?user_id=u1')).text).toBe(before.text);
  });
});

describe('custom attributes', () => {
  test('are merged by name and keep the types of their values', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', {
      user_id: 'u1',
      custom_attributes: { plan: 'pro', seats: 9, trial: true },
    });
    await send('POST', '/users', { user_id: 'u1', custom_attributes: {} });
    const { body } = await send('POST', '/users', {
      user_id: 'u1',
      custom_attributes: { seats: 9.5, trial: null },
    });
    expect(body.custom_attributes).toEqual({ plan: 'pro', seats: 9.5, trial: null });
  });

  test('have names of at most 190 characters and texts of at most 255', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const longest = { [`${'n'.repeat(190)}`]: 'v'.repeat(255), constructor: 'x', last_order_at: 1475569818 };
    const { status, body } = await send('POST', '/users', { user_id: 'u1', custom_attributes: longest });
    expect(status).toBe(200);
    expect(body.custom_attributes).toEqual(longest);
  });

  test.each<[string, object, string, string]>([
    [
      'a period in a name',
      { 'a.b': 1 },
      'parameter_invalid',
      'custom attribute names must not contain . or $',
    ],
    ['a dollar in a name', { a$: 1 }, 'parameter_invalid', 'custom attribute names must not contain . or $'],
    [
      'a name of 191 characters',
      { ['n'.repeat(191)]: 1 },
      'parameter_invalid',
      'custom attribute names must not be longer than 190 characters',
    ],
    [
      'an object',
      { a: {} },
      'type_mismatch',
      'custom_attributes.a must be a string or a number or a boolean',
    ],
    [
      'an array',
      { a: [1] },
      'type_mismatch',
      'custom_attributes.a must be a string or a number or a boolean',
    ],
    [
      'a text of 256 characters',
      { a: 'v'.repeat(256) },
      'parameter_invalid',
      'custom_attributes.a must not be longer than 255 characters',
    ],
    [
      '251 fields',
      Object.fromEntries(Array.from({ length: 251 }, (_, index) => [`k${index}`, index])),
      'custom_data_limit_reached',
      'custom_attributes can have at most 250 fields',
    ],
  ])('refuse %s and keep the old values', async (_what, custom_attributes, code, message) => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1', custom_attributes: { kept: true } });
    const refused = await send('POST', '/users', {
      user_id: 'u1',
      custom_attributes: { ...custom_attributes },
    });
    expect(told(refused)).toEqual([400, code, message]);
    expect((await send('GET', '/users?user_id=u1')).body.custom_attributes).toEqual({ kept: true });
  });

  test('are at most 250, including those that the user already has', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const fields = (from: number, length: number): object =>
      Object.fromEntries(Array.from({ length }, (_, index) => [`k${from + index}`, index]));
    await send('POST', '/users', { user_id: 'u1', custom_attributes: fields(0, 249) });
    const refused = await send('POST', '/users', { user_id: 'u1', custom_attributes: fields(249, 2) });
    expect(told(refused).slice(0, 2)).toEqual([400, 'custom_data_limit_reached']);
    expect((await send('POST', '/users', { user_id: 'u1', custom_attributes: fields(200, 50) })).status).toBe(
      200,
    );
  });
});

describe('the companies of a user', () => {
  const names = (companies: { company_id: string; name: string | null }[]): [string, string | null][] =>
    companies.map(({ company_id, name }) => [company_id, name]);

  test('are added to the existing ones, created if unknown, and renamed', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1', companies: [{ company_id: '1', name: 'One' }] });
    const { body } = await send('POST', '/users', {
      user_id: 'u1',
      companies: [{ company_id: 2 }, { company_id: '1', name: 'Uno' }],
    });
    expect(names(body.companies.companies)).toEqual([
      ['1', 'Uno'],
      ['2', null],
    ]);
    const other = await send('POST', '/users', { user_id: 'u2', companies: [{ company_id: '1' }] });
    expect(other.body.companies.companies[0]).toEqual(body.companies.companies[0]);
  });

  test('are left with remove, by company_id or by id', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const companies = ['1', '2', '3'].map((company_id) => ({ company_id }));
    const created = (await send('POST', '/users', { user_id: 'u1', companies })).body;
    const { body } = await send('POST', '/users', {
      user_id: 'u1',
      companies: [
        { company_id: '2', remove: true },
        { id: created.companies.companies[2].id, remove: true },
        { company_id: 'unknown', remove: true },
      ],
    });
    expect(names(body.companies.companies)).toEqual([['1', null]]);
  });

  test('stay when an empty list is sent', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1', companies: [{ company_id: '1' }] });
    expect(
      (await send('POST', '/users', { user_id: 'u1', companies: [] })).body.companies.companies,
    ).toHaveLength(1);
  });

  test('can be sent as one object under the name company', async () => {
    await using emulator = await start();
    const { body } = await sender(emulator)('POST', '/users', {
      user_id: 'u1',
      company: { company_id: '6', name: 'Intercom' },
    });
    expect(names(body.companies.companies)).toEqual([['6', 'Intercom']]);
  });

  test.each<[object, number, string, string]>([
    [{ name: 'Nameless' }, 400, 'parameter_not_found', 'company not specified'],
    [{ id: '0'.repeat(24) }, 404, 'not_found', 'Company Not Found'],
  ])('refuse %j, and nothing of that request is stored', async (company, ...expected) => {
    await using emulator = await start();
    const send = sender(emulator);
    const refused = await send('POST', '/users', {
      user_id: 'u1',
      companies: [{ company_id: '1' }, company],
    });
    expect(told(refused)).toEqual(expected);
    expect((await send('GET', '/users')).body.total_count).toBe(0);
  });
});
