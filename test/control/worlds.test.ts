/** Many tests at one emulator: each in a world of its own. */
import { describe, expect, test } from 'vitest';
import { petshop } from '../support/petshop.ts';
import { request } from '../support/raw.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

describe('a world is found', () => {
  test('by its URL, by its header and by its credential, and by no other call', async () => {
    await using emulator = await startShop();
    const plain = emulator.url('petshop');
    const world = await emulator.createWorld();
    const doors = [
      shopAt(world.urls.petshop ?? ''),
      shopAt(plain, { authorization: 'Bearer whatever', 'x-vendouble-world': world.id }),
      shopAt(plain, { authorization: `Bearer ${world.credentials.petshop?.token}` }),
    ];
    for (const [index, door] of doors.entries()) expect((await door.create(`pet ${index}`)).status).toBe(201);
    for (const door of doors) expect(await door.names()).toEqual(['pet 0', 'pet 1', 'pet 2']);
    expect(await shopAt(plain).names()).toEqual([]);
    expect(await shopAt((await emulator.createWorld()).urls.petshop ?? '').names()).toEqual([]);
  });

  test('by its credential and by its URL, while declared accounts protect the default one', async () => {
    await using emulator = await startShop({ accounts: { petshop: [{ token: 'mine' }] } });
    const plain = emulator.url('petshop');
    const { urls, credentials } = await emulator.createWorld();
    let pets = 0;
    const create = async (url: string, token = ''): Promise<number> =>
      (await shopAt(url, { authorization: `Bearer ${token}` }).create(`pet ${++pets}`)).status;
    expect([
      await create(plain, credentials.petshop?.token),
      await create(urls.petshop ?? '', credentials.petshop?.token),
      await create(urls.petshop ?? '', 'mine'),
      await create(urls.petshop ?? '', 'another'),
      await create(plain, 'mine'),
      await create(plain, 'another'),
    ]).toEqual([201, 201, 201, 401, 201, 401]);
    expect(await shopAt(plain, { authorization: 'Bearer mine' }).names()).toHaveLength(1);
  });

  test.each(['/w/w99/petshop/pets', '/w//petshop/pets', '/w/%2e%2e/petshop/pets'])(
    'not by the path %s, which names no world',
    async (path) => {
      await using emulator = await startShop();
      const reply = await request(emulator.url(), { path });
      expect([reply.status, reply.headers['x-vendouble-error']]).toEqual([404, 'NO_WORLD']);
    },
  );
});

describe('a world made from another', () => {
  test('begins with its records and shares nothing afterwards', async () => {
    await using emulator = await startShop();
    const base = shopAt(emulator.url('petshop'));
    await base.create('Rex');
    const one = shopAt((await emulator.createWorld({ from: 'default' })).urls.petshop ?? '');
    const two = shopAt((await emulator.createWorld({ from: 'default' })).urls.petshop ?? '');
    await one.create('Tom');
    await base.create('Max');
    expect([await base.names(), await one.names(), await two.names()]).toEqual([
      ['Rex', 'Max'],
      ['Rex', 'Tom'],
      ['Rex'],
    ]);
  });
});

test('the same requests give the same bytes in every world of a seed, however they interleave', async () => {
  await using emulator = await startShop({ seed: 5, clock: '2026-01-01T00:00:00.000Z' });
  const walk = async (url: string): Promise<string[]> => {
    const shop = shopAt(url);
    const bodies: string[] = [];
    for (const name of ['Rex', 'Tom', 'Rex', '', 'Max']) bodies.push(await (await shop.create(name)).text());
    return bodies;
  };
  const alone = await walk((await emulator.createWorld()).urls.petshop ?? '');
  const together = await Promise.all(
    Array.from({ length: 200 }, async () => walk((await emulator.createWorld()).urls.petshop ?? '')),
  );
  for (const transcript of together) expect(transcript).toEqual(alone);
});

test('a world is gone once it is deleted or has expired', async () => {
  let time = Date.parse('2026-01-01T00:00:00Z');
  await using emulator = await startShop({ clock: { now: () => new Date(time) } });
  const [deleted, idle, used] = [
    await emulator.createWorld(),
    await emulator.createWorld({ ttl: 60 }),
    await emulator.createWorld({ ttl: 60 }),
  ];
  emulator.deleteWorld(deleted.id);
  time += 50_000;
  expect(await shopAt(used.urls.petshop ?? '').names()).toEqual([]);
  time += 50_000;
  const status = async (url = ''): Promise<number> =>
    (await fetch(`${url}/pets`, { headers: { authorization: 'Bearer x' } })).status;
  expect([
    await status(deleted.urls.petshop),
    await status(idle.urls.petshop),
    await status(used.urls.petshop),
  ]).toEqual([404, 404, 200]);
  expect(emulator.worlds().map(({ id }) => id)).toEqual(['default', used.id]);
  expect(() => emulator.deleteWorld('default')).toThrow('the default world stays');
  expect(() => emulator.deleteWorld('w99')).toThrow('there is no world w99');
});

test('there can be 1,000 worlds, and health shows how many there are', async () => {
  await using emulator = await startShop();
  for (let count = 0; count < 1_000; count++) await emulator.createWorld();
  expect(await admin(emulator, 'POST', '/worlds')).toMatchObject({
    status: 429,
    body: { detail: 'there are 1000 worlds already; delete some' },
  });
  expect((await admin(emulator, 'GET', '/health')).body).toMatchObject({
    worlds: { used: 1_000, capacity: 1_000 },
  });
});

describe('a clock', () => {
  test('is frozen, advanced and resumed in its world alone', async () => {
    await using emulator = await startShop();
    const world = await emulator.createWorld({ clock: '2026-01-01T00:00:00.000Z' });
    const date = async (url = ''): Promise<string | null> => (await fetch(`${url}/pets`)).headers.get('date');
    expect(await date(world.urls.petshop)).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
    expect(await emulator.advance('1h', world.id)).toEqual({
      from: '2026-01-01T00:00:00.000Z',
      now: '2026-01-01T01:00:00.000Z',
      frozen: true,
      reopened: [],
    });
    expect(await date(world.urls.petshop)).toBe('Thu, 01 Jan 2026 01:00:00 GMT');
    expect(await date(emulator.url('petshop'))).not.toContain('01 Jan 2026');
    expect(emulator.freeze('2030-06-01T00:00:00.000Z', world.id).now).toBe('2030-06-01T00:00:00.000Z');
    expect(emulator.resume(world.id).frozen).toBe(false);
    expect(emulator.clock(world.id).now).toContain('2030-06-01T00:00:0');
    expect(() => emulator.advance('soon', world.id)).toThrow(
      'by is "soon"; it must be a text: a number and ms, s, m, h or d',
    );
  });

  test('gives new records their time', async () => {
    await using emulator = await startShop({ vendors: ['engage'], clock: '2026-01-01T00:00:00.000Z' });
    const created = async (id: string): Promise<string> => {
      const reply = await fetch(`${emulator.url('engage')}/v1/users`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa('key:secret')}`, 'content-type': 'application/json' },
        body: JSON.stringify({ id }),
      });
      return ((await reply.json()) as { created_at: string }).created_at;
    };
    const first = await created('u1');
    await emulator.advance('1h');
    expect([first, await created('u2')]).toEqual([
      '2026-01-01T00:00:00.000+00:00',
      '2026-01-01T01:00:00.000+00:00',
    ]);
  });

  test('opens the next window of a rate limit', async () => {
    await using emulator = await startShop({
      clock: '2026-01-01T00:00:00.000Z',
      rateLimits: { petshop: { requests: 1, window: 10 } },
    });
    const shop = shopAt(emulator.url('petshop'));
    expect([(await shop.create('a')).status, (await shop.create('b')).status]).toEqual([201, 429]);
    await emulator.advance('10s');
    expect((await shop.create('b')).status).toBe(201);
  });
});

describe('reset', () => {
  test.each([
    ['all', [], 0, 0],
    ['state', [], 1, 2],
    ['faults', ['Rex'], 0, 2],
    ['exchanges', ['Rex'], 1, 0],
  ] as const)('of %s leaves the rest', async (what, names, faults, exchanges) => {
    await using emulator = await startShop();
    const shop = shopAt(emulator.url('petshop'));
    await shop.create('Rex');
    await shop.names();
    emulator.addFault({ operation: 'getPet', status: 500 });
    expect((await admin(emulator, 'POST', `/reset?what=${what}`)).status).toBe(204);
    expect([emulator.faults().length, emulator.exchanges().length]).toEqual([faults, exchanges]);
    expect(await shop.names()).toEqual(names);
  });
});

describe('reset of a vendor', () => {
  test('keeps the records of others, and clears its rate limit', async () => {
    const rate = { requests: 2, window: 3_600 };
    await using emulator = await startShop({
      vendors: [petshop(), petshop({ name: 'zoo' })],
      clock: '2026-01-01T00:00:00.000Z',
      rateLimits: { petshop: rate, zoo: rate },
    });
    const [shop, zoo] = [shopAt(emulator.url('petshop')), shopAt(emulator.url('zoo'))];
    for (const door of [shop, zoo]) await door.create('Rex');
    await shop.create('Tom');
    expect((await shop.create('Max')).status).toBe(429);
    expect((await admin(emulator, 'POST', '/reset?vendor=petshop')).status).toBe(204);
    expect([await shop.names(), await zoo.names()]).toEqual([[], ['Rex']]);
  });

  test.each(['faults', 'exchanges'])('rejects %s, which belong to the whole world', async (what) => {
    await using emulator = await startShop();
    expect(await admin(emulator, 'POST', `/reset?vendor=petshop&what=${what}`)).toMatchObject({
      status: 400,
      body: { detail: `${what} are those of the whole world; leave out the vendor` },
    });
  });
});

describe('a snapshot', () => {
  test('is restored in this world or another', async () => {
    await using emulator = await startShop();
    const shop = shopAt(emulator.url('petshop'));
    await shop.create('Rex');
    const { body } = await admin(emulator, 'GET', '/worlds/default/snapshot');
    await shop.create('Tom');
    const world = await emulator.createWorld();
    for (const id of ['default', world.id])
      expect((await admin(emulator, 'PUT', `/worlds/${id}/snapshot`, body)).status).toBe(204);
    expect([await shop.names(), await shopAt(world.urls.petshop ?? '').names()]).toEqual([['Rex'], ['Rex']]);
    expect((await admin(emulator, 'GET', '/worlds/default/snapshot')).body).toEqual(body);
  });

  test.each<[string, unknown]>([
    ['an unknown vendor', { 'nobody/default': { sequence: 1, collections: {} } }],
    ['an unknown collection', { 'petshop/default': { sequence: 1, collections: { cars: [] } } }],
    ['no counter', { 'petshop/default': { collections: {} } }],
    [
      'a record twice',
      { 'petshop/default': { sequence: 1, collections: { pets: [{ id: 'a' }, { id: 'a' }] } } },
    ],
    [
      'a record without its key',
      { 'petshop/default': { sequence: 1, collections: { pets: [{ name: 'a' }] } } },
    ],
  ])('with %s is rejected, and nothing changes', async (_what, dump) => {
    await using emulator = await startShop();
    const shop = shopAt(emulator.url('petshop'));
    await shop.create('Rex');
    expect((await admin(emulator, 'PUT', '/worlds/default/snapshot', dump)).status).toBe(400);
    expect(await shop.names()).toEqual(['Rex']);
  });
});

test('records are listed as they are kept', async () => {
  await using emulator = await startShop();
  const { id } = (await (await shopAt(emulator.url('petshop')).create('Rex')).json()) as { id: string };
  const { body } = await admin(emulator, 'GET', '/records/petshop/pets');
  expect(body).toEqual({ total: 1, records: [{ id: expect.any(String), name: 'Rex' }] });
  expect(await admin(emulator, 'GET', `/records/petshop/pets/${id}`)).toEqual({
    status: 200,
    body: { id, name: 'Rex' },
  });
  expect(await admin(emulator, 'GET', '/records/petshop/pets/a%2Fb')).toMatchObject({
    status: 404,
    body: { detail: 'there is no record in pets whose id is a/b' },
  });
  expect((await admin(emulator, 'GET', `/records/petshop/pets/${id}?account=other`)).status).toBe(404);
  expect(await admin(emulator, 'GET', '/records/petshop/cars')).toMatchObject({
    status: 404,
    body: { detail: 'petshop keeps no cars; it keeps pets' },
  });
  expect(await admin(emulator, 'GET', '/records/nobody/pets')).toMatchObject({ status: 404 });
});
