import { describe, expect, test } from 'vitest';
import { clientOf, failureOf } from './client.ts';
import { person, stateWith } from './state.ts';
import { handsOn, NOW_SECONDS, type Send, sender, start, told, type Wire } from './support.ts';

const KEYS_OF_1_0 = [
  'type',
  'id',
  'user_id',
  'anonymous',
  'email',
  'phone',
  'name',
  'pseudonym',
  'avatar',
  'app_id',
  'companies',
  'location_data',
  'last_request_at',
  'created_at',
  'remote_created_at',
  'signed_up_at',
  'updated_at',
  'session_count',
  'social_profiles',
  'unsubscribed_from_emails',
  'user_agent_data',
  'tags',
  'segments',
  'custom_attributes',
];

/** A user who was created with an e-mail and a name, as Hull's connector recorded it. */
const recorded = (id: string): object => ({
  type: 'user',
  id,
  user_id: null,
  anonymous: false,
  email: 'foo@bar.com',
  phone: null,
  name: 'Bob Stein',
  pseudonym: null,
  avatar: { type: 'avatar', image_url: null },
  app_id: 'ja43hiec',
  companies: { type: 'company.list', companies: [] },
  location_data: {},
  last_request_at: null,
  created_at: NOW_SECONDS,
  remote_created_at: null,
  signed_up_at: null,
  updated_at: NOW_SECONDS,
  session_count: 0,
  social_profiles: { type: 'social_profile.list', social_profiles: [] },
  owner_id: null,
  unsubscribed_from_emails: false,
  marked_email_as_spam: false,
  has_hard_bounced: false,
  tags: { type: 'tag.list', tags: [] },
  segments: { type: 'segment.list', segments: [] },
  custom_attributes: {},
  referrer: null,
  utm_campaign: null,
  utm_content: null,
  utm_medium: null,
  utm_source: null,
  utm_term: null,
  do_not_track: null,
});

/** The same calls in another version. */
const inVersion =
  (send: Send, version: string): Send =>
  (method, path, body, headers = {}) =>
    send(method, path, body, { 'intercom-version': version, ...headers });

const SINCE_1_1 = ['1.1', '1.2', '1.3', '1.4'];
const SINCE_1_2 = ['1.2', '1.3', '1.4'];

describe('the user object', () => {
  test('has 24 keys in version 1.0', async () => {
    await using emulator = await start();
    const { body } = await sender(emulator)('POST', '/users', { email: 'foo@bar.com' });
    expect(Object.keys(body)).toEqual(KEYS_OF_1_0);
  });

  test('is the recorded one in version 1.1', async () => {
    await using emulator = await start();
    const send = inVersion(sender(emulator), '1.1');
    const { body, text } = await send('POST', '/users', { email: 'foo@bar.com', name: 'Bob Stein' });
    expect(text).toBe(JSON.stringify({ ...recorded(body.id), last_seen_ip: null, user_agent_data: null }));
  });

  test.each(SINCE_1_2)('does not show address and browser in version %s', async (version) => {
    await using emulator = await start();
    const send = inVersion(sender(emulator), version);
    const { body, text } = await send('POST', '/users', {
      email: 'foo@bar.com',
      name: 'Bob Stein',
      last_seen_ip: '1.2.3.4',
      last_seen_user_agent: 'curl',
    });
    expect(text).toBe(JSON.stringify(recorded(body.id)));
    expect(
      (await send('GET', `/users/${body.id}`, undefined, { 'intercom-version': '1.1' })).body,
    ).toMatchObject({
      last_seen_ip: '1.2.3.4',
      user_agent_data: 'curl',
    });
  });

  test.each(SINCE_1_2)('is complete when one user is read in version %s', async (version) => {
    await using emulator = await start();
    const send = inVersion(sender(emulator), version);
    const { body } = await send('POST', '/users', { email: 'foo@bar.com', name: 'Bob Stein' });
    expect((await send('GET', `/users/${body.id}`)).text).toBe(JSON.stringify(recorded(body.id)));
  });

  test('shows the traffic source that a client sent, since 1.1', async () => {
    await using emulator = await start();
    const send = inVersion(sender(emulator), '1.1');
    const sent = { referrer: 'https://example.com', utm_source: 'mail', utm_term: null };
    expect((await send('POST', '/users', { user_id: 'u1', ...sent })).body).toMatchObject(sent);
  });

  test('shows the exact location of a user only until 1.1', async () => {
    const location = {
      city_name: 'Mukilteo',
      continent_code: 'NA',
      country_name: 'United States',
      latitude: 47.9,
      longitude: -122.3,
      postal_code: '98275',
      region_name: 'Washington',
      timezone: 'America/Los_Angeles',
      country_code: 'USA',
    };
    await using emulator = await start({
      state: stateWith({ users: [person('a', { user_id: 'u1', location })] }),
    });
    const place = async (version: string): Promise<object> =>
      (await inVersion(sender(emulator), version)('GET', '/users?user_id=u1')).body.location_data;
    expect(await place('1.0')).toEqual({ type: 'location_data', ...location });
    expect(await place('1.1')).toEqual({ type: 'location_data', ...location });
    const { latitude: _, longitude: __, ...inexact } = location;
    expect(await place('1.2')).toEqual({ type: 'location_data', ...inexact });
  });

  test.each(SINCE_1_1)('is the same in every reply of version %s', async (version) => {
    const state = stateWith({
      leads: [person('1', { user_id: 'l1' })],
      visitors: [person('2', { user_id: 'v1' }), person('3', { user_id: 'v2' })],
    });
    await using emulator = await start({ state });
    const send = inVersion(sender(emulator), version);
    const { body } = await send('POST', '/users', { user_id: 'u1', companies: [{ company_id: '6' }] });
    const keys = Object.keys(body);
    const id = body.companies.companies[0].id;
    for (const path of [
      '/users',
      '/users/scroll',
      `/companies/${id}/users`,
      '/companies?company_id=6&type=user',
    ]) {
      expect((await send('GET', path)).body.users).toEqual([body]);
    }
    const convert = async (path: string, request: object): Promise<Wire> =>
      (await send('POST', path, request)).body;
    const user = { email: 'l@example.com' };
    for (const written of [
      await convert('/contacts/convert', { contact: { user_id: 'l1' }, user }),
      await convert('/visitors/convert', { visitor: { user_id: 'v1' }, user, type: 'user' }),
      await convert('/visitors/convert', { visitor: { user_id: 'v2' }, type: 'lead' }),
      (await send('DELETE', '/users?user_id=u1')).body,
    ]) {
      expect(Object.keys(written)).toEqual(keys);
    }
  });

  test.each(SINCE_1_1)('can be archived by id in version %s', async (version) => {
    await using emulator = await start();
    const send = inVersion(sender(emulator), version);
    const { body } = await send('POST', '/users', { user_id: 'u1' });
    expect((await send('DELETE', `/users/${body.id}`)).body).toEqual(body);
    expect((await send('GET', '/users?user_id=u1')).status).toBe(404);
  });
});

describe('finding by e-mail since version 1.1', () => {
  test.each(SINCE_1_1)('returns an empty list in version %s if there is no match', async (version) => {
    await using emulator = await start();
    const { status, text } = await inVersion(sender(emulator), version)('GET', '/users?email=a@example.com');
    expect(status).toBe(200);
    expect(text).toBe(
      '{"pages":{"type":"pages","next":null,"page":1,"per_page":50,"total_pages":0},"total_count":0,"limited":false,"type":"user.list","users":[]}',
    );
  });

  test.each(SINCE_1_1)(
    'returns every match in version %s, newest first and page by page',
    async (version) => {
      const clock = handsOn();
      await using emulator = await start({ clock });
      const send = inVersion(sender(emulator), version);
      for (const user_id of ['u1', 'u2', 'u3']) {
        await send('POST', '/users', { user_id, email: 'a@example.com' });
        clock.forward(1);
      }
      const idsOf = (body: Wire): string[] => body.users.map(({ user_id }: Wire) => user_id);
      const first = (await send('GET', '/users?email=A%40example.com&per_page=2')).body;
      expect(first).toMatchObject({ total_count: 3, limited: false, pages: { total_pages: 2 } });
      expect(idsOf(first)).toEqual(['u3', 'u2']);
      expect(first.pages.next).toBe(
        `${emulator.url('intercom')}/users?email=A%40example.com&per_page=2&page=2`,
      );
      expect(idsOf((await send('GET', first.pages.next)).body)).toEqual(['u1']);
    },
  );

  test('finds leads too in version 1.1, and only users from 1.2', async () => {
    const state = stateWith({
      users: [person('a', { user_id: 'u1', email: 'a@example.com', created_at: 20 })],
      leads: [
        person('b', { user_id: 'l1', email: 'a@example.com', created_at: 30 }),
        person('c', { user_id: 'l2', email: 'a@example.com', created_at: 10 }),
      ],
    });
    await using emulator = await start({ state });
    const found = async (version: string): Promise<[string, boolean][]> =>
      (await inVersion(sender(emulator), version)('GET', '/users?email=a@example.com')).body.users.map(
        ({ type, anonymous }: Wire) => [type, anonymous],
      );
    expect(await found('1.1')).toEqual([
      ['contact', true],
      ['user', false],
      ['contact', true],
    ]);
    expect(await found('1.2')).toEqual([['user', false]]);
  });

  test('does not change finding by user_id, which returns the user or 404', async () => {
    await using emulator = await start();
    const send = inVersion(sender(emulator), '1.1');
    const { body } = await send('POST', '/users', { user_id: 'u1', email: 'a@example.com' });
    expect((await send('GET', '/users?user_id=u1')).body).toEqual(body);
    expect(told(await send('GET', '/users?user_id=u2'))).toEqual([404, 'not_found', 'User Not Found']);
  });

  test('returns a list that intercom-client cannot read as a user', async () => {
    await using emulator = await start();
    const { users } = clientOf(emulator, { token: 'token' }, { 'Intercom-Version': 1.4 });
    await users.create({ email: 'a@example.com' });
    expect((await users.find({ email: 'a@example.com' })).body.users).toHaveLength(1);
    const lost = await failureOf(users.requestPermanentDeletionByParams({ email: 'a@example.com' }));
    expect(lost).toMatchObject({ statusCode: 400, message: 'missing intercom_user_id parameter' });
    expect((await users.list()).body.total_count).toBe(1);
  });
});

describe('custom attributes in version 1.4', () => {
  const NAMES = ['a b', 'a/b', 'a:b', '', 'a💥'];

  test("allow in names what the vendor's own pages allow", async () => {
    await using emulator = await start();
    const send = inVersion(sender(emulator), '1.4');
    const custom_attributes = { last_order_at: 1, 'team-mates': 2, 'spend€': 3, Größe: 4, a1: 5 };
    expect((await send('POST', '/users', { user_id: 'u1', custom_attributes })).body).toMatchObject({
      custom_attributes,
    });
    for (const name of NAMES) {
      const refused = await send('POST', '/users', { user_id: 'u1', custom_attributes: { [name]: 1 } });
      expect(told(refused)).toEqual([
        400,
        'parameter_invalid',
        'Your name for this attribute must only contain alphanumeric characters, currency symbols, and hyphens',
      ]);
    }
    for (const name of ['a.b', 'a$b']) {
      const refused = await send('POST', '/users', { user_id: 'u1', custom_attributes: { [name]: 1 } });
      expect(told(refused)[2]).toBe('custom attribute names must not contain . or $');
    }
  });

  test('follow the same rule in jobs', async () => {
    await using emulator = await start();
    const send = inVersion(sender(emulator), '1.4');
    const job = (name: string): object => ({
      items: [
        { method: 'post', data_type: 'user', data: { user_id: 'u1', custom_attributes: { [name]: 1 } } },
      ],
    });
    expect((await send('POST', '/bulk/users', job('a_b'))).status).toBe(202);
    expect((await send('POST', '/bulk/users', job('a b'))).status).toBe(400);
  });

  test.each(['1.0', '1.1', '1.2', '1.3'])('can have more names in version %s', async (version) => {
    await using emulator = await start();
    const send = inVersion(sender(emulator), version);
    const custom_attributes = Object.fromEntries(NAMES.map((name) => [name, 1]));
    expect((await send('POST', '/users', { user_id: 'u1', custom_attributes })).status).toBe(200);
  });
});

describe('the API version of the app', () => {
  test('is set by the option apiVersion, for clients that send no version', async () => {
    await using emulator = await start({ options: { intercom: { apiVersion: '1.2' } } });
    const send = sender(emulator);
    expect((await send('GET', '/users?email=a@example.com')).body.type).toBe('user.list');
    const older = await send('GET', '/users?email=a@example.com', undefined, { 'intercom-version': '1.0' });
    expect(older.status).toBe(404);
  });

  test('cannot be a version without users', async () => {
    await expect(start({ options: { intercom: { apiVersion: '2.0' } } })).rejects.toThrow('apiVersion');
  });
});

describe('what all versions share', () => {
  test.each(SINCE_1_1)('works in version %s', async (version) => {
    await using emulator = await start();
    const send = inVersion(sender(emulator), version);
    const { id } = (await send('POST', '/users', { user_id: 'u1' })).body;
    const tag = (await send('POST', '/tags', { name: 'a', users: [{ id }] })).body;
    expect((await send('GET', `/users?tag_id=${tag.id}`)).body.total_count).toBe(1);
    expect((await send('GET', '/tags')).body.tags).toEqual([tag]);
    const event = { event_name: 'e', created_at: NOW_SECONDS, id };
    expect((await send('POST', '/events', event)).status).toBe(202);
    expect((await send('GET', `/events?type=user&intercom_user_id=${id}`)).body.events).toHaveLength(1);
    const item = { method: 'post', data_type: 'user', data: { user_id: 'u2' } };
    const job = (await send('POST', '/bulk/users', { items: [item] })).body;
    expect((await send('GET', job.links.self)).body.state).toBe('completed');
    expect((await send('GET', job.links.error)).body.items).toEqual([]);
    expect((await send('GET', '/counts')).body.user.count).toBe(2);
    expect((await send('GET', '/admins')).body.admins).toEqual([]);
    expect((await send('DELETE', `/tags/${tag.id}`)).body).toEqual(tag);
    expect((await send('POST', '/user_delete_requests', { intercom_user_id: id })).status).toBe(200);
    expect(told(await send('POST', '/users', { users: [] }))).toEqual([
      400,
      'bad_request',
      "bad 'users' parameter",
    ]);
  });
});
