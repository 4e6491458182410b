/** `intercom-client` 2.11.2, unmodified. */
import { describe, expect, test } from 'vitest';
import { clientOf, failureOf } from './client.ts';
import { person, stateWith } from './state.ts';
import { NOW_SECONDS, start, type Wire } from './support.ts';

describe('the client intercom-client', () => {
  test('creates, updates and finds a user', async () => {
    await using emulator = await start();
    const { users } = clientOf(emulator);
    const created = await users.create({
      user_id: '25',
      email: "O'Wash+1@example.com",
      name: undefined,
      custom_attributes: { invited_friend: true },
    });
    expect(created.statusCode).toBe(200);
    const { id } = created.body;
    const updated = await users.update({ email: "o'wash+1@example.com", custom_attributes: { seats: 3 } });
    expect(updated.body).toMatchObject({ id, custom_attributes: { invited_friend: true, seats: 3 } });
    for (const who of [{ id }, { user_id: 25 }, { email: "o'wash+1@example.com" }]) {
      expect((await users.find(who)).body).toEqual(updated.body);
    }
  });

  test('lists users, with and without parameters, and follows the pages', async () => {
    await using emulator = await start();
    const client = clientOf(emulator);
    for (let index = 1; index <= 5; index++) await client.users.create({ user_id: `u${index}` });
    expect((await client.users.list()).body.total_count).toBe(5);
    const seen: string[] = [];
    let reply = await client.users.listBy({
      page: 1,
      per_page: 2,
      order: 'asc',
      sort: 'updated_at',
      created_since: 3,
    });
    for (;;) {
      seen.push(...reply.body.users.map(({ user_id }: Wire) => user_id));
      if (reply.body.pages.next === null) break;
      reply = await client.nextPage(reply.body.pages);
    }
    expect(seen).toEqual(['u1', 'u2', 'u3', 'u4', 'u5']);
    expect(reply.body.pages).toMatchObject({ page: 3, total_pages: 3 });
  });

  test('archives a user by id, user_id and e-mail', async () => {
    await using emulator = await start();
    const { users } = clientOf(emulator);
    const { body } = await users.create({ user_id: 'u1' });
    await users.create({ user_id: 'u2' });
    await users.create({ email: 'a@example.com' });
    for (const who of [{ id: body.id }, { user_id: 'u2' }, { email: 'a@example.com' }]) {
      expect((await users.archive(who)).statusCode).toBe(200);
    }
    expect((await users.list()).body.total_count).toBe(0);
  });

  test('gets the first message of every error', async () => {
    await using emulator = await start();
    const { users, customers } = clientOf(emulator);
    await users.create({ user_id: 'u1', email: 'a@example.com' });
    await users.create({ user_id: 'u2', email: 'a@example.com' });
    const failures: [Promise<unknown>, number, string][] = [
      [users.find({ id: 'a b/c?d' }), 404, 'Resource Not Found'],
      [users.find({ user_id: 'u3' }), 404, 'User Not Found'],
      [
        users.find({ email: 'a@example.com' }),
        409,
        'Multiple existing users match this email address a@example.com - must be more specific using user_id',
      ],
      [users.create({ users: [] }), 400, "bad 'users' parameter"],
      [users.create(undefined), 400, 'User email, user_id or anonymous_id must be supplied'],
      [users.listBy({ page: 201 }), 400, 'page limit reached, please use scroll API'],
      [customers.search({}), 404, 'Resource Not Found'],
    ];
    for (const [call, statusCode, message] of failures) {
      expect(await failureOf(call)).toMatchObject({ statusCode, message });
    }
  });

  test('is refused with a wrong token and accepted with an app id and an API key', async () => {
    await using emulator = await start();
    const refused = await failureOf(clientOf(emulator, { token: 'invalid' }).users.list());
    expect(refused).toMatchObject({ statusCode: 401, message: 'Unauthorized' });
    const { statusCode } = await clientOf(emulator, { appId: 'ja43hiec', appApiKey: 'key' }).users.list();
    expect(statusCode).toBe(200);
  });

  test('scrolls through all users and can do so again', async () => {
    await using emulator = await start();
    const { users } = clientOf(emulator);
    for (let from = 0; from < 250; from += 50) {
      await users.bulk(
        Array.from({ length: 50 }, (_, index) => ({ create: { user_id: `u${from + index}` } })),
      );
    }
    for (let round = 0; round < 2; round++) {
      const sizes: number[] = [];
      await users.scroll.each({ per_page: 5 }, async ({ body }) => {
        sizes.push(body.users.length);
      });
      expect(sizes).toEqual([100, 100, 50, 0]);
    }
  });

  test('submits a bulk job', async () => {
    await using emulator = await start();
    const { users } = clientOf(emulator);
    await users.create({ user_id: 'u1' });
    await users.create({ user_id: 'u2' });
    const { statusCode, body } = await users.bulk([
      { create: { user_id: 'u3' } },
      { post: { user_id: 'u1', name: 'A' } },
      { delete: { user_id: 'u2' } },
    ]);
    expect(statusCode).toBe(202);
    expect(body).toMatchObject({ name: 'api_bulk_job', state: 'running' });
    const listed = (await users.listBy({ order: 'asc' })).body.users;
    expect(listed).toMatchObject([{ user_id: 'u1', name: 'A' }, { user_id: 'u3' }]);
  });

  test('requests permanent deletion, by id and by user_id', async () => {
    await using emulator = await start();
    const { users } = clientOf(emulator);
    const { id } = (await users.create({ user_id: 'u1' })).body;
    await users.create({ user_id: 'u2' });
    expect((await users.requestPermanentDeletion(id)).body).toEqual({ id: expect.any(Number) });
    expect((await users.requestPermanentDeletionByParams({ user_id: 'u2' })).statusCode).toBe(200);
    expect((await users.list()).body.total_count).toBe(0);
    expect(await failureOf(users.requestPermanentDeletion(id))).toMatchObject({ statusCode: 404 });
  });

  test('tags and untags users, lists tags and deletes one', async () => {
    await using emulator = await start();
    const { users, tags } = clientOf(emulator);
    await users.create({ user_id: 'u1' });
    await users.create({ email: 'a@example.com' });
    const { body } = await tags.tag({ name: 'vip', users: [{ user_id: 'u1' }, { email: 'a@example.com' }] });
    await tags.untag({ name: 'vip', users: [{ user_id: 'u1' }] });
    await tags.create({ name: 'other' });
    expect((await tags.list()).body.tags.map(({ name }: Wire) => name)).toEqual(['vip', 'other']);
    expect((await users.listBy({ tag_id: body.id })).body.users).toMatchObject([{ email: 'a@example.com' }]);
    expect((await tags.delete({ id: body.id })).body).toEqual(body);
  });

  test('creates and lists events', async () => {
    await using emulator = await start();
    const client = clientOf(emulator);
    await client.users.create({ user_id: 'u1' });
    for (const event_name of ['a', 'b', 'c']) {
      const event = { event_name, created_at: NOW_SECONDS, user_id: 'u1', metadata: { n: 1 } };
      const { statusCode, body } = await client.events.create(event);
      expect([statusCode, body]).toEqual([202, undefined]);
    }
    const first = await client.events.listBy({ type: 'user', user_id: 'u1', per_page: 2 });
    expect(first.body.events.map(({ event_name }: Wire) => event_name)).toEqual(['c', 'b']);
    expect((await client.nextPage(first.body.pages)).body.events).toMatchObject([{ event_name: 'a' }]);
    const lost = client.events.create({ event_name: 'a', created_at: NOW_SECONDS, user_id: 'u2' });
    expect(await failureOf(lost)).toMatchObject({ statusCode: 404, message: 'User Not Found' });
  });

  test('lists the users of a company, counts and converts', async () => {
    const state = stateWith({
      leads: [person('1', { user_id: 'l1' })],
      visitors: [person('2', { user_id: 'v1' })],
    });
    await using emulator = await start({ state });
    const { users, companies, counts, leads, visitors } = clientOf(emulator);
    const { body } = await users.create({ user_id: 'u1', companies: [{ company_id: '6', name: 'Acme' }] });
    for (const company of [{ id: body.companies.companies[0].id }, { company_id: '6' }]) {
      expect((await companies.listUsers(company)).body.users).toMatchObject([{ user_id: 'u1' }]);
    }
    expect((await counts.appCounts()).body.company).toEqual({ count: 1 });
    expect((await counts.userTagCounts()).body.user.tag).toEqual([]);
    expect((await counts.userSegmentCounts()).body.user.segment).toEqual([]);
    expect((await counts.companyTagCounts()).body.company.tag).toEqual([]);
    expect((await counts.companyUserCounts()).body.company.user).toEqual([
      { Acme: 1, remote_company_id: '6' },
    ]);
    for (const unmodelled of [counts.conversationCounts(), counts.companySegmentCounts()]) {
      expect(await failureOf(unmodelled)).toMatchObject({ statusCode: 400, body: { type: 'error.list' } });
    }
    const lead = await leads.convert({ contact: { user_id: 'l1' }, user: { email: 'l@example.com' } });
    expect(lead.body).toMatchObject({ type: 'user', email: 'l@example.com' });
    const visitor = await visitors.convert({ visitor: { user_id: 'v1' }, type: 'lead' });
    expect(visitor.body.type).toBe('contact');
  });

  test('pings', async () => {
    await using emulator = await start();
    const ping = (credentials: object) =>
      new Promise<number>((resolve) => clientOf(emulator, credentials).ping(resolve));
    expect(await ping({ token: 'token' })).toBe(200);
    expect(await ping({ token: 'invalid' })).toBe(401);
  });
});
