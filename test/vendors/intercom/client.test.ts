/** `intercom-client` 2.11.2, unmodified. */
import { describe, expect, test } from 'vitest';
import { clientOf, failureOf } from './client.ts';
import { start, type Wire } from './support.ts';

describe('intercom-client', () => {
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

  test('is told of every error by its first message', async () => {
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

  test('is refused with a wrong token, and let in with an app id and an API key', async () => {
    await using emulator = await start();
    const refused = await failureOf(clientOf(emulator, { token: 'invalid' }).users.list());
    expect(refused).toMatchObject({ statusCode: 401, message: 'Unauthorized' });
    const { statusCode } = await clientOf(emulator, { appId: 'ja43hiec', appApiKey: 'key' }).users.list();
    expect(statusCode).toBe(200);
  });
});
