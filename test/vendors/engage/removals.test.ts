import { describe, expect, test } from 'vitest';
import { sender, start } from './support.ts';

describe('removals', () => {
  test('remove a device token, also one with brackets and colons', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const tokens = ['ExponentPushToken[4rawn2Obx9qjS9IHGeZaS1]', 'fcm:APA91b_x-y'];
    for (const device_token of tokens)
      await send('PUT', '/v1/users/u1', { device_token, device_platform: 'android' });
    const path = `/v1/users/u1/tokens/${tokens[0]}`;
    expect(await send('DELETE', path)).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    expect((await send('GET', '/v1/users/u1')).body.devices).toEqual([
      { token: tokens[1], platform: 'android' },
    ]);
    expect((await send('DELETE', path)).status).toBe(404);
  });

  test('remove an attribute, whose name stays in the list of attributes', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('PUT', '/v1/users/u1', { first_name: 'A', meta: { plan: 'pro', age: 34 } });
    expect(await send('DELETE', '/v1/users/u1/attributes/plan')).toMatchObject({
      status: 200,
      text: '{"status":"ok"}',
    });
    expect((await send('GET', '/v1/users/u1')).body.meta).toEqual({ age: 34 });
    expect((await send('GET', '/v1/data/attributes')).body).toEqual([
      { id: 'plan', name: 'plan' },
      { id: 'age', name: 'age' },
    ]);
    for (const name of ['plan', 'first_name', 'toString', '__proto__']) {
      expect((await send('DELETE', `/v1/users/u1/attributes/${name}`)).status).toBe(404);
    }
  });

  test('archive a user, who is marked as archived and can still be read and updated', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('PUT', '/v1/users/u1', {});
    expect(await send('POST', '/v1/users/u1/archive')).toMatchObject({
      status: 200,
      text: '{"status":"ok"}',
    });
    expect((await send('PUT', '/v1/users/u1', { first_name: 'A' })).body).toMatchObject({
      first_name: 'A',
      archived: true,
    });
    expect((await send('GET', '/v1/users')).body.data).toMatchObject([{ uid: 'u1', archived: true }]);
  });

  test('delete a user, who has no earlier data when created again', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const before = await send('PUT', '/v1/users/u1', { email: 'a@b.co', meta: { plan: 'pro' } });
    await send('POST', '/v1/users/u1/events', { event: 'a' });
    await send('DELETE', '/v1/users/u1');
    const { body } = await send('PUT', '/v1/users/u1', {});
    expect(body).toMatchObject({ email: null, meta: {} });
    expect(body.id).not.toBe(before.body.id);
  });

  test.each([
    ['GET', '/v1/users/nobody'],
    ['DELETE', '/v1/users/nobody'],
    ['DELETE', '/v1/users/nobody/tokens/tok'],
    ['DELETE', '/v1/users/nobody/attributes/plan'],
    ['POST', '/v1/users/nobody/archive'],
  ])('answer 404 for a user who does not exist: %s %s', async (method, path) => {
    await using emulator = await start();
    const reply = await sender(emulator)(method, path);
    expect(reply).toMatchObject({ status: 404, body: { error: 'User not found.' } });
  });

  test("do not accept the internal id in place of the application's id", async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('PUT', '/v1/users/u1', {})).body;
    expect((await send('GET', `/v1/users/${id}`)).status).toBe(404);
  });
});
