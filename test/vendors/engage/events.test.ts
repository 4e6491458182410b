import { describe, expect, test } from 'vitest';
import { keyOnly, sender, start } from './support.ts';

describe('tracking an event', () => {
  test('creates a user for an unknown id, with only the key', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const uid = 'a6236e83-f7c1-4003-8e1a-951f6e1d5c60';
    const reply = await send('POST', `/v1/users/${uid}/events`, { event: 'Launched app' }, keyOnly);
    expect(reply).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect((await send('GET', `/v1/users/${uid}`)).body).toMatchObject({ uid, email: null, meta: {} });
  });

  test('leaves a known user unchanged', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const before = await send('POST', '/v1/users', { id: 'u1', meta: { plan: 'pro' } });
    await send('POST', '/v1/users/u1/events', { event: 'Paid', value: 49.99 });
    expect((await send('GET', '/v1/users/u1')).text).toBe(before.text);
  });

  test.each([
    { event: 'a', value: 'gold' },
    { event: 'a', value: 0 },
    { event: 'a', value: false },
    { event: 'a', value: '' },
    { event: 'a'.repeat(200) },
    { event: 'a', properties: { s: 'x', n: 12.99, b: true } },
    { event: 'a', properties: {}, value: 1 },
    { event: 'a', timestamp: '2020-05-30T09:30:10Z' },
    { event: 'a', timestamp: '2022-04-09T10:11:12.123+0100' },
    { event: 'a', timestamp: '2022-04-09T10:11:12.123456' },
    { event: 'a', timestamp: 1590831010000 },
    { event: 'a', unknown: 'parameter' },
  ])('accepts the event %j', async (event) => {
    await using emulator = await start();
    const reply = await sender(emulator)('POST', '/v1/users/u1/events', event);
    expect(reply).toMatchObject({ status: 200, text: '{"status":"ok"}' });
  });

  test.each<[unknown, RegExp]>([
    [{ value: 1 }, /^event is required/],
    [{ event: '' }, /^event should not be empty/],
    [{ event: 5 }, /^event should be a string/],
    [{ event: null }, /^event should be a string/],
    [{ event: 'a', value: null }, /^value /],
    [{ event: 'a', value: { x: 1 } }, /^value /],
    [{ event: 'a', properties: [] }, /^properties should be an object/],
    [{ event: 'a', properties: { cart: { id: 1 } } }, /^properties\.cart /],
    [{ event: 'a', properties: { cart: null } }, /^properties\.cart /],
    [{ event: 'a', timestamp: 'now' }, /^timestamp /],
    [{ event: 'a', timestamp: '2021-02-30T00:00:00Z' }, /^timestamp /],
    [{ event: 'a', timestamp: -1 }, /^timestamp /],
    [{ event: 'a', timestamp: 1e300 }, /^timestamp /],
    [[], /^The body should be a JSON object/],
  ])('refuses %j with a 400 and creates no user', async (event, error) => {
    await using emulator = await start();
    const send = sender(emulator);
    const reply = await send('POST', '/v1/users/u1/events', event);
    expect(reply).toMatchObject({ status: 400, body: { error: expect.stringMatching(error) } });
    expect((await send('GET', '/v1/users/u1')).status).toBe(404);
  });
});
