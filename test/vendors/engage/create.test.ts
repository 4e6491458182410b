import { describe, expect, test } from 'vitest';
import { keyOnly, type Send, sender, start } from './support.ts';

const fresh = async (): Promise<{ send: Send } & AsyncDisposable> => {
  const emulator = await start();
  return { send: sender(emulator), [Symbol.asyncDispose]: () => emulator.close() };
};

describe('creating a user', () => {
  test('needs only the key, even with an e-mail', async () => {
    await using engage = await fresh();
    const reply = await engage.send('POST', '/v1/users', { id: 'u1', email: 'a@b.co' }, keyOnly);
    expect(reply).toMatchObject({ status: 200, body: { uid: 'u1', email: 'a@b.co' } });
  });

  test('with only an id stores nulls, empty lists and the current time', async () => {
    await using engage = await fresh();
    const { body } = await engage.send('POST', '/v1/users', { id: 'u1' });
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      uid: 'u1',
      first_name: null,
      last_name: null,
      number: null,
      email: null,
      devices: [],
      lists: [],
      segments: [],
      meta: {},
      created_at: '2026-01-01T00:00:00.000+00:00',
    });
  });

  test('subscribes to lists at once, even if a list asks for confirmation', async () => {
    await using engage = await fresh();
    const list = await engage.send('POST', '/v1/lists', { title: 'News', double_optin: true });
    const { body } = await engage.send('POST', '/v1/users', { id: 'u1', lists: [list.body.id] });
    expect(body.lists).toEqual([{ id: list.body.id, subscribed: true }]);
  });

  test('stores a device with its platform, and a JSON number as text', async () => {
    await using engage = await fresh();
    const { body } = await engage.send('POST', '/v1/users', {
      id: 'u1',
      number: 6008514751443,
      device_token: 'tok',
      device_platform: 'ios',
    });
    expect(body).toMatchObject({ number: '6008514751443', devices: [{ token: 'tok', platform: 'ios' }] });
  });

  test('ignores parameters that are not documented', async () => {
    await using engage = await fresh();
    const reply = await engage.send('POST', '/v1/users', {
      id: 'u1',
      tz: 'Africa/Lagos',
      source: 'posthog',
      date: 5,
    });
    expect(reply.status).toBe(200);
    expect(reply.body).not.toHaveProperty('tz');
  });

  test.each([
    ['2021-01-12T05:24:39.062+00:00', '2021-01-12T05:24:39.062+00:00'],
    ['2020-05-30T09:30:10Z', '2020-05-30T09:30:10.000+00:00'],
    ['2020-08-11', '2020-08-11T00:00:00.000+00:00'],
    ['2020-09-29T14:50:29.907+05:30', '2020-09-29T09:20:29.907+00:00'],
    ['2022-04-09T10:11:12.123+0100', '2022-04-09T09:11:12.123+00:00'],
    ['2022-04-09T10:11:12.123456', '2022-04-09T10:11:12.123+00:00'],
    ['2022-04-09 10:11', '2022-04-09T10:11:00.000+00:00'],
    ['2020-02-29T23:59:59-00:30', '2020-03-01T00:29:59.000+00:00'],
  ])('accepts %s as the sign-up date', async (sent, shown) => {
    await using engage = await fresh();
    const { body } = await engage.send('POST', '/v1/users', { id: 'u1', created_at: sent });
    expect(body.created_at).toBe(shown);
  });

  test('stores names that are special in JavaScript unchanged', async () => {
    await using engage = await fresh();
    const names = ['constructor', 'toString', 'hasOwnProperty', 'then', 'length', 'toJSON'];
    const meta = Object.fromEntries(names.map((name) => [name, name]));
    for (const id of ['constructor', 'toString', 'hasOwnProperty']) {
      const reply = await engage.send('POST', '/v1/users', { id, meta });
      expect(reply).toMatchObject({ status: 200, body: { uid: id, meta } });
      expect((await engage.send('GET', `/v1/users/${id}`)).text).toBe(reply.text);
    }
  });
});

describe('creating a user is refused with an error that names the parameter, and stores nothing,', () => {
  test.each<[string, unknown, RegExp]>([
    ['no id', { first_name: 'A' }, /^id is required/],
    ['an id with other signs', { id: 'a.jinadu@somecorp.email' }, /^id /],
    ['an id with letters of other scripts', { id: 'é🙂' }, /^id /],
    ['an empty id', { id: '' }, /^id /],
    ['an id of another type', { id: true }, /^id should be a string/],
    ['a negative id', { id: -5 }, /^id /],
    ['a first name of another type', { id: 'u1', first_name: 5 }, /^first_name should be a string/],
    ['a number with a plus sign', { id: 'u1', number: '+15555551234' }, /^number /],
    ['a number with letters', { id: 'u1', number: 'call me' }, /^number /],
    ['an e-mail without an at sign', { id: 'u1', email: 'invalid' }, /^email /],
    ['an e-mail with a blank', { id: 'u1', email: 'a b@c.de' }, /^email /],
    ['a date that is none', { id: 'u1', created_at: 'yesterday' }, /^created_at /],
    ['a date as a number', { id: 'u1', created_at: 5 }, /^created_at /],
    ['a day that no calendar has', { id: 'u1', created_at: '2021-02-30' }, /^created_at /],
    ['a month that no calendar has', { id: 'u1', created_at: '2021-13-01T00:00:00Z' }, /^created_at /],
    ['a leap second', { id: 'u1', created_at: '2016-12-31T23:59:60Z' }, /^created_at /],
    ['the hour 24', { id: 'u1', created_at: '2021-01-01T24:00:00Z' }, /^created_at /],
    ['an offset of 25 hours', { id: 'u1', created_at: '2021-01-01T00:00:00+25:00' }, /^created_at /],
    ['the month 0', { id: 'u1', created_at: '0000-00-00' }, /^created_at /],
    ['an instant in the year 10000', { id: 'u1', created_at: '9999-12-31T23:59:59-01:00' }, /^created_at /],
    ['an instant before the year 0', { id: 'u1', created_at: '0000-01-01T00:00:00+01:00' }, /^created_at /],
    ['a token without a platform', { id: 'u1', device_token: 'tok' }, /^device_platform is required/],
    [
      'an unknown platform',
      { id: 'u1', device_token: 'tok', device_platform: 'web' },
      /^device_platform .*android, ios/,
    ],
    ['lists that are no array', { id: 'u1', lists: 'l1' }, /^lists should be an array/],
    [
      'a list that does not exist',
      { id: 'u1', lists: ['60036440419768607192801b'] },
      /60036440419768607192801b/,
    ],
    ['meta that is no object', { id: 'u1', meta: [] }, /^meta should be an object/],
    ['a nested value in meta', { id: 'u1', meta: { address: { city: 'Lagos' } } }, /^meta\.address /],
    ['an array in meta', { id: 'u1', meta: { lists: ['l1'] } }, /^meta\.lists /],
    [
      'a null in meta',
      { id: 'u1', meta: { plan: null } },
      /^meta\.plan should be a string or a number or a boolean/,
    ],
    ['an account flag that is no boolean', { id: 'u1', is_account: 'yes' }, /^is_account /],
    ['a body that is no object', ['u1'], /^The body should be a JSON object/],
    ['a body that is null', 'null', /^The body should be a JSON object/],
    ['a body that is no JSON', '{"id":"u1",}', /not valid JSON/],
    ['a body that ends early', '{"id":"u1"', /not valid JSON/],
  ])('for %s', async (_name, body, error) => {
    await using engage = await fresh();
    const reply = await engage.send('POST', '/v1/users', body);
    expect(reply.status).toBe(400);
    expect(reply.body).toEqual({ error: expect.stringMatching(error) });
    expect((await engage.send('GET', '/v1/users')).body).toEqual({ data: [] });
    expect((await engage.send('GET', '/v1/data/attributes')).body).toEqual([]);
  });

  test('for an id that exists already, and leaves that user unchanged', async () => {
    await using engage = await fresh();
    const first = await engage.send('POST', '/v1/users', { id: 'u1', first_name: 'A' });
    const second = await engage.send('POST', '/v1/users', { id: 'u1', first_name: 'B' });
    expect(second).toMatchObject({ status: 400, body: { error: expect.stringContaining('u1') } });
    expect((await engage.send('GET', '/v1/users/u1')).text).toBe(first.text);
  });

  test('without a body', async () => {
    await using engage = await fresh();
    const reply = await engage.send('POST', '/v1/users', undefined, { 'content-type': 'application/json' });
    expect(reply).toMatchObject({ status: 400, body: { error: 'A JSON body is required.' } });
  });

  test('for a meta key of one megabyte, with a short error', async () => {
    await using engage = await fresh();
    const reply = await engage.send('POST', '/v1/users', { id: 'u1', meta: { ['k'.repeat(900_000)]: null } });
    expect(reply.status).toBe(400);
    expect(reply.text.length).toBeLessThan(300);
  });

  test('for a body that is too large, with a 413 in the same error shape', async () => {
    await using engage = await fresh();
    const reply = await engage.send('POST', '/v1/users', { id: 'u1', first_name: 'x'.repeat(2 ** 20) });
    expect(reply).toMatchObject({ status: 413, body: { error: expect.any(String) } });
  });

  test('for a body whose type is not JSON, with a 415 in the same error shape', async () => {
    await using engage = await fresh();
    const reply = await engage.send('POST', '/v1/users', 'id=u1', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(reply).toMatchObject({ status: 415, body: { error: expect.any(String) } });
  });
});
