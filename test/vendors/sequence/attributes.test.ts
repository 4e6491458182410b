/** Which keys are attributes, which are ignored, and which values a column accepts. */
import { describe, expect, test } from 'vitest';
import { count, post, read, start, stores } from './support.ts';

describe('reserved attributes', () => {
  test('are read in snake_case as well, and camelCase takes precedence', async () => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u', first_name: 'Snake', last_name: 'Snake', lastName: 'Camel' });
    expect(await read(emulator, 'u')).toMatchObject({ firstName: 'Snake', lastName: 'Camel', traits: {} });
  });

  test('are empty texts when not sent, except those that are null', async () => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u' });
    expect(await read(emulator, 'u')).toMatchObject({
      ...Object.fromEntries(
        'browser browserLanguage browserVersion city companyName country email firstName industry lastName phone photo region title websiteUrl'
          .split(' ')
          .map((name) => [name, '']),
      ),
      intercomId: null,
      os: null,
      signedUpAt: null,
    });
  });

  test.each([
    ['first-name'],
    ['First Name'],
    ['FirstName'],
    ['EMAIL'],
    ['lastSeenAt'],
    ['last_seen_at'],
    ['os'],
    ['userId'],
    ['user_id'],
  ])('ignore the key %s', async (key) => {
    await using emulator = await start();
    expect(await stores(emulator, { externalId: 'u', [key]: 'x' })).toBe(true);
    expect(await read(emulator, 'u')).toMatchObject({ firstName: '', email: '', os: null, traits: {} });
  });

  test.each([
    [123, '123'],
    [0, '0'],
    [1.5, '1.5'],
    [true, 'true'],
    [false, 'false'],
    ['not an e-mail', 'not an e-mail'],
    ['x'.repeat(255), 'x'.repeat(255)],
    ['💥'.repeat(255), '💥'.repeat(255)],
    ['a\u0000b', 'a\\0b'],
    ['\u0000'.repeat(127), '\\0'.repeat(127)],
    ['\ud800', '\ufffd'],
    ['a\udc00\ud83d', 'a\ufffd\ufffd'],
    [null, null],
  ])('store the value %j as %j', async (value, stored) => {
    await using emulator = await start();
    expect(await stores(emulator, { externalId: 'u', email: value })).toBe(true);
    expect((await read(emulator, 'u')).email).toBe(stored);
  });

  test.each([[{ a: 1 }], [['a']], ['x'.repeat(256)], ['💥'.repeat(256)], ['\u0000'.repeat(128)]])(
    'with the value %j fail the element, and no user is created',
    async (value) => {
      await using emulator = await start();
      expect(await stores(emulator, { externalId: 'u', email: value })).toBe(false);
      expect(await count(emulator)).toBe(0);
    },
  );

  test('allow two users with the same e-mail', async () => {
    await using emulator = await start();
    expect(await stores(emulator, { externalId: 'a', email: 'same@example.me' })).toBe(true);
    expect(await stores(emulator, { externalId: 'b', email: 'same@example.me' })).toBe(true);
    expect(await count(emulator)).toBe(2);
  });
});

describe('the attribute name', () => {
  test.each([
    ['Wei James', 'Wei', 'James'],
    ['Testname     Lastname', 'Testname', 'Lastname'],
    ['Ana María de la Cruz ', 'Ana', 'María de la Cruz'],
    ['Wei', 'Wei', ''],
    [' Wei', '', 'Wei'],
  ])('%j is split at its first space and kept as a custom attribute', async (name, firstName, lastName) => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u', name });
    expect(await read(emulator, 'u')).toMatchObject({ firstName, lastName, traits: { name } });
  });

  test('is overridden by a first or last name in the same call', async () => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u', name: 'Wei James', last_name: 'Smith' });
    expect(await read(emulator, 'u')).toMatchObject({ firstName: 'Wei', lastName: 'Smith' });
  });

  test.each([[null], [''], [5], [0], [false], [{}], [['Wei James']]])(
    '%j fails the element and leaves a new user empty',
    async (name) => {
      await using emulator = await start();
      expect(await stores(emulator, { externalId: 'u', name, city: 'Rome', plan: 'pro' })).toBe(false);
      expect(await read(emulator, 'u')).toMatchObject({ firstName: '', city: 'Rome', traits: {} });
    },
  );
});

describe('the attribute signedUpAt', () => {
  test.each([
    ['2021-01-12T05:24:39.062Z', '2021-01-12T05:24:39.062Z'],
    ['2021-01-12T05:24:39+02:00', '2021-01-12T03:24:39.000Z'],
    ['2021-01-12', '2021-01-12T00:00:00.000Z'],
    ['0050-02-03', '0050-02-03T00:00:00.000Z'],
    ['2021-01-12 05:24:39', '2021-01-12T05:24:39.000Z'],
    ['2021-01-12T05:24:39', '2021-01-12T05:24:39.000Z'],
    ['Tue, 12 Jan 2021 05:24:39 GMT', '2021-01-12T05:24:39.000Z'],
    [1619723330, '2021-04-29T19:08:50.000Z'],
    [1619723330000, '2021-04-29T19:08:50.000Z'],
    [946684799999, '+031969-03-31T23:59:59.000Z'],
    [915148800000, '+030969-11-29T00:00:00.000Z'],
    ['+012000-01-01T00:00:00Z', '+012000-01-01T00:00:00.000Z'],
    [8.64e15, '+275760-09-13T00:00:00.000Z'],
    [946684800000, '2000-01-01T00:00:00.000Z'],
    [0, '1970-01-01T00:00:00.000Z'],
    [null, null],
  ])('%j is stored as %j', async (value, stored) => {
    await using emulator = await start();
    const done = await stores(emulator, { externalId: 'u', signedUpAt: value });
    expect(done).toBe(true);
    expect((await read(emulator, 'u')).signedUpAt).toBe(stored);
  });

  test.each([
    ['soon'],
    [''],
    [1e300],
    [8.64e15 + 1],
    ['0000-12-31'],
    [{}],
    [[]],
    [false],
    ['9999-99-99'],
    [{ toString: 1 }],
  ])('%j fails the element and leaves a new user empty', async (value) => {
    await using emulator = await start();
    expect(await stores(emulator, { externalId: 'u', signedUpAt: value, plan: 'pro' })).toBe(false);
    expect(await read(emulator, 'u')).toMatchObject({ signedUpAt: null, traits: {} });
  });

  test('can be sent as createdAt, which takes precedence', async () => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u', createdAt: '2020-02-02', signedUpAt: '2021-01-01' });
    expect((await read(emulator, 'u')).signedUpAt).toBe('2020-02-02T00:00:00.000Z');
    await stores(emulator, { externalId: 'u', created_at: 1619723330 });
    expect((await read(emulator, 'u')).signedUpAt).toBe('2021-04-29T19:08:50.000Z');
  });

  test.each([
    [{ createdAt: null }],
    [{ created_at: null }],
    [{ createdAt: '' }],
    [{ createdAt: 0 }],
    [{ createdAt: false }],
  ])('is not changed by %j alone', async (sent) => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u', signedUpAt: '2021-01-01T00:00:00Z' });
    expect(await stores(emulator, { externalId: 'u', ...sent })).toBe(true);
    expect((await read(emulator, 'u')).signedUpAt).toBe('2021-01-01T00:00:00.000Z');
    expect(await stores(emulator, { externalId: 'new', ...sent })).toBe(true);
    expect((await read(emulator, 'new')).signedUpAt).toBeNull();
  });

  test.each([
    [{ signedUpAt: null }, null],
    [{ createdAt: null, signedUpAt: null }, null],
    [{ createdAt: null, signedUpAt: '2022-02-02' }, '2022-02-02T00:00:00.000Z'],
  ])('is changed by %j', async (sent, stored) => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u', signedUpAt: '2021-01-01T00:00:00Z' });
    expect(await stores(emulator, { externalId: 'u', ...sent })).toBe(true);
    expect((await read(emulator, 'u')).signedUpAt).toBe(stored);
  });

  test('sent as a createdAt that cannot be read creates no user', async () => {
    await using emulator = await start();
    expect(await stores(emulator, { externalId: 'u', createdAt: 'soon' })).toBe(false);
    expect(await count(emulator)).toBe(0);
  });
});

describe('custom attributes', () => {
  test.each([
    ['constructor'],
    ['toString'],
    ['hasOwnProperty'],
    ['valueOf'],
    ['then'],
    ['length'],
    ['toJSON'],
    ['id'],
    ['$id'],
    ['messageId'],
    ['email_address'],
    ['FIRSTNAME'],
    ['external_id'],
    ['💥'],
    [''],
    ['a.b[c]'],
    ['0'],
  ])('%j is stored under its own name', async (key) => {
    await using emulator = await start();
    expect(await stores(emulator, { externalId: 'u', [key]: { nested: [1, null, 'x'] } })).toBe(true);
    expect((await read(emulator, 'u')).traits).toEqual({ [key]: { nested: [1, null, 'x'] } });
  });

  test.each([[{ a: ['x\u0000'] }], [{ '\u0000': 1 }], ['\udc00']])(
    'the value %j fails the element',
    async (value) => {
      await using emulator = await start();
      await stores(emulator, { externalId: 'u', plan: 'pro' });
      expect(await stores(emulator, { externalId: 'u', other: value, city: 'Rome' })).toBe(false);
      expect(await read(emulator, 'u')).toMatchObject({ city: '', traits: { plan: 'pro' } });
    },
  );

  test('cannot reach a prototype', async () => {
    await using emulator = await start();
    const { status, headers } = await post(
      emulator,
      '/user',
      '{"externalId":"u","a":{"__proto__":{"polluted":true}}}',
    );
    expect([status, headers.get('x-vendouble-error')]).toEqual([400, 'FORBIDDEN_KEY']);
    await stores(emulator, { externalId: 'u', constructor: { name: 'x' }, a: { constructor: 1 } });
    await stores(emulator, { externalId: 'u', constructor: { polluted: true }, a: { toString: { b: 1 } } });
    expect((await read(emulator, 'u')).traits).toEqual({
      constructor: { name: 'x', polluted: true },
      a: { constructor: 1, toString: { b: 1 } },
    });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(Object.hasOwn(Object, 'polluted')).toBe(false);
  });
});
