/** Repeated calls with one id: what changes, what stays, and what an id can be. */
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/core/clock.ts';
import { count, NOW, read, start, stores } from './support.ts';

test('a second call with the same externalId updates only what it sends', async () => {
  let time = NOW;
  const clock: Clock = { now: () => new Date(time) };
  await using emulator = await start({ clock });
  await stores(emulator, { externalId: 'u', email: 'a@example.me', city: 'Rome', plan: 'pro' });
  const before = await read(emulator, 'u');
  time = '2026-01-02T00:00:00.000Z';
  expect(await stores(emulator, { externalId: 'u', city: 'Oslo', logins: 5 })).toBe(true);
  expect(await read(emulator, 'u')).toEqual({
    ...before,
    city: 'Oslo',
    traits: { plan: 'pro', logins: 5 },
    lastSeenAt: time,
    updatedAt: time,
  });
  expect(await count(emulator)).toBe(1);
});

describe('null in an update', () => {
  test('clears a reserved attribute and removes a custom one', async () => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u', email: 'a@example.me', plan: 'pro', logins: 5 });
    await stores(emulator, { externalId: 'u', email: null, plan: null });
    expect(await read(emulator, 'u')).toMatchObject({ email: null, traits: { logins: 5 } });
  });

  test('is stored for a new user, and makes no custom attribute', async () => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u', firstName: null, plan: null });
    expect(await read(emulator, 'u')).toMatchObject({ firstName: null, lastName: '', traits: {} });
  });

  test('inside a custom attribute is stored', async () => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u', address: { city: 'Rome', zip: 1 } });
    await stores(emulator, { externalId: 'u', address: { zip: null } });
    expect((await read(emulator, 'u')).traits).toEqual({ address: { city: 'Rome', zip: null } });
  });
});

describe('custom attributes are merged deeply', () => {
  test.each([
    [{ city: 'Rome', zip: 1 }, { zip: 2 }, { city: 'Rome', zip: 2 }],
    [['a', 'b', 'c'], ['z'], ['z', 'b', 'c']],
    [['a'], ['x', 'y', 'z'], ['x', 'y', 'z']],
    [[{ a: 1 }], [{ b: 2 }], [{ a: 1, b: 2 }]],
    [['a', 'b'], [null], [null, 'b']],
    [{ a: { b: { c: 1 } } }, { a: { b: { d: 2 } } }, { a: { b: { c: 1, d: 2 } } }],
    [{ a: 1 }, 'text', 'text'],
    ['text', { a: 1 }, { a: 1 }],
    ['text', ['a'], ['a']],
    [{ a: 1 }, ['a'], ['a']],
    [['a', 'b'], { 1: 'z', x: 1, 9: 'far' }, ['a', 'z']],
    [['a', 'b'], [], ['a', 'b']],
    [{ a: 1 }, {}, { a: 1 }],
    [5, 6, 6],
    [5, false, false],
  ])('%j and then %j gives %j', async (first, second, both) => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u', attribute: first });
    await stores(emulator, { externalId: 'u', attribute: second });
    expect((await read(emulator, 'u')).traits).toEqual({ attribute: both });
  });

  test('and a failing call changes nothing', async () => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u', email: 'a@example.me', plan: 'pro' });
    const before = await read(emulator, 'u');
    for (const wrong of [{ email: {} }, { signedUpAt: 'soon' }, { name: 5 }, { city: 'x'.repeat(256) }]) {
      expect(await stores(emulator, { externalId: 'u', phone: '1', plan: 'basic', ...wrong })).toBe(false);
      expect(await read(emulator, 'u')).toEqual(before);
    }
  });
});

describe('the externalId of a user', () => {
  test.each([
    ['u'],
    ['constructor'],
    ['toString'],
    ['__proto__'],
    ['null'],
    ['💥'],
    ['x'.repeat(255)],
    ['a/b?c'],
    [' '],
  ])('can be %j', async (externalId) => {
    await using emulator = await start();
    expect(await stores(emulator, { externalId, plan: 'pro' })).toBe(true);
    expect(await stores(emulator, { externalId, logins: 5 })).toBe(true);
    expect(await read(emulator, externalId)).toMatchObject({
      externalId,
      traits: { plan: 'pro', logins: 5 },
    });
    expect(await count(emulator)).toBe(1);
  });

  test('null and the empty text each identify one user', async () => {
    await using emulator = await start();
    for (const externalId of [null, '', 'null', null, '']) {
      expect(await stores(emulator, { externalId })).toBe(true);
    }
    expect(await count(emulator)).toBe(3);
  });

  test.each([
    ['a\u0000', 'a\\0'],
    ['a\ud800', 'a\ufffd'],
  ])('%j is stored as %j, and both find the same user', async (sent, stored) => {
    await using emulator = await start();
    for (const externalId of [sent, stored, sent]) expect(await stores(emulator, { externalId })).toBe(true);
    expect(await count(emulator)).toBe(1);
    for (const externalId of [sent, stored])
      expect(await read(emulator, externalId)).toMatchObject({ externalId: stored });
  });

  test('differs by case and by Unicode form', async () => {
    await using emulator = await start();
    for (const externalId of ['é', 'e\u0301', 'É']) await stores(emulator, { externalId });
    expect(await count(emulator)).toBe(3);
  });

  test.each([[undefined], [5], [true], [{}], [['u']], ['x'.repeat(256)]])(
    '%j fails the element and creates no user',
    async (externalId) => {
      await using emulator = await start();
      expect(await stores(emulator, { externalId, email: 'a@example.me' })).toBe(false);
      expect(await count(emulator)).toBe(0);
    },
  );
});
