/** The journal of a world. */
import { describe, expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { handlers, petshop } from '../support/petshop.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

test('an exchange shows the request, the reply and what made the reply', async () => {
  await using emulator = await startShop({ clock: '2026-01-01T00:00:00.000Z' });
  const reply = await shopAt(emulator.url('petshop')).create('');
  const [exchange] = emulator.exchanges();
  expect(exchange).toMatchObject({
    id: reply.headers.get('x-vendouble-exchange'),
    world: 'default',
    at: '2026-01-01T00:00:00.000Z',
    vendor: 'petshop',
    operation: 'createPet',
    request: { method: 'POST', path: '/pets', body: '{"name":""}' },
    reply: { status: 400, body: '{"error":"body/name minLength"}' },
    source: 'failure',
    failure: 'invalid_request',
    issues: [{ in: 'body', pointer: '/name', keyword: 'minLength' }],
    drift: [],
  });
});

test('exchanges can be filtered and cleared', async () => {
  await using emulator = await startShop();
  const shop = shopAt(emulator.url('petshop'));
  await shop.create('Rex');
  await shop.create('Rex');
  await shop.names();
  const count = async (query: string): Promise<number> =>
    ((await admin(emulator, 'GET', `/exchanges?${query}`)).body as { exchanges: unknown[] }).exchanges.length;
  expect([
    await count(''),
    await count('status=409'),
    await count('operation=listPets'),
    await count('source=failure&vendor=petshop'),
    await count('limit=2'),
  ]).toEqual([3, 1, 1, 1, 2]);
  expect((await admin(emulator, 'DELETE', '/exchanges')).status).toBe(204);
  expect(await count('')).toBe(0);
});

test('the journal keeps the last 1,000 exchanges', async () => {
  await using emulator = await startShop();
  const shop = shopAt(emulator.url('petshop'));
  for (let count = 0; count < 1_005; count++) await shop.names();
  expect(emulator.exchanges().length).toBe(1_000);
  expect(emulator.exchanges()[0]?.id).toBe('default-6');
});

describe('the option journal.exchanges', () => {
  const journal = { exchanges: 3 };

  test.each([
    [3, ['1', '2', '3'], 0],
    [4, ['2', '3', '4'], 1],
  ] as const)('of 3 keeps the last 3 of %i exchanges in every world', async (calls, kept, dropped) => {
    await using emulator = await startShop({ journal });
    const world = await emulator.createWorld();
    for (const [id, url] of [
      ['default', emulator.url('petshop')],
      [world.id, world.urls.petshop ?? ''],
    ] as const) {
      for (let count = 0; count < calls; count++) await shopAt(url).names();
      expect(emulator.exchanges({}, id).map((one) => one.id)).toEqual(kept.map((at) => `${id}-${at}`));
      const count = emulator.verify({ operation: 'listPets', times: calls }, id);
      expect(count.ok).toBe(dropped === 0);
    }
    const { body } = await admin(emulator, 'GET', '/health');
    expect(body).toMatchObject({ exchanges: { used: 3, capacity: 3 } });
  });

  test.each([
    [0, 'is 0; it must be a whole number from 1 to 100000'],
    [100_001, 'is 100001; it must be a whole number from 1 to 100000'],
    [1.5, 'is 1.5; it must be a whole number from 1 to 100000'],
  ])('is rejected as %d', async (exchanges, why) => {
    await expect(startShop({ journal: { exchanges } })).rejects.toThrow(
      `the configuration key journal.exchanges ${why}`,
    );
  });

  test('is the flag --journal', async () => {
    const run = vendouble(['engage', '--port', '0', '--ephemeral', '--journal', '5']);
    const health = await fetch(`${await run.ready}/__admin/health`);
    expect(await health.json()).toMatchObject({ exchanges: { used: 0, capacity: 5 } });
    run.process.kill('SIGTERM');
    expect((await run.ended).code).toBe(0);
  });
});

test('the journal shows no secrets', async () => {
  await using emulator = await startShop();
  const secret = 'c4nary-s3cret';
  await fetch(`${emulator.url('petshop')}/pets?api_key=${secret}&limit=1`, {
    headers: { authorization: `Bearer ${secret}`, cookie: `session=${secret}`, 'x-api-key': secret },
  });
  const journal = JSON.stringify((await admin(emulator, 'GET', '/exchanges')).body);
  expect(journal).not.toContain(secret);
  expect(journal).toContain('"authorization":"Bearer ***"');
});

test('the journal cuts a request body at 64 KB', async () => {
  await using emulator = await startShop();
  await shopAt(emulator.url('petshop')).create('x'.repeat(100_000));
  expect(emulator.exchanges()[0]?.request.body?.length).toBe(64 * 1024 + 1);
});

test('the journal cuts the text of a reply at 64 KB and drops the value it was made of', async () => {
  const body = { token: 'c4nary', pets: [], filler: 'x'.repeat(100_000) };
  const listPets = async () => ({ status: 200, body });
  await using emulator = await startShop({ vendors: [petshop({ handlers: { ...handlers, listPets } })] });
  await shopAt(emulator.url('petshop')).names();
  body.filler = '';
  const kept = emulator.exchanges()[0]?.reply.body ?? '';
  expect([kept.slice(0, 22), kept.length > 65_000, kept.length < 66_000]).toEqual([
    '{"token":***,"pets":[]',
    true,
    true,
  ]);
});

describe('issues stay small and are explained for', () => {
  const CASES: readonly (readonly [string, unknown, string])[] = [
    ['a long text', { name: 'x'.repeat(700_000) }, 'body.name must have 40 characters or less'],
    ['a long list', { name: Array.from({ length: 90_000 }, () => 1) }, 'and it is a list of 90000'],
    [
      'a large body',
      {
        nmae: 'Rex',
        notes: Object.fromEntries(Array.from({ length: 900 }, (_, at) => [at, 'x'.repeat(900)])),
      },
      'body.name is missing; "nmae" was sent, which looks like it',
    ],
  ];

  test.each(CASES)('%s', async (_what, body, cause) => {
    await using emulator = await startShop();
    await fetch(`${emulator.url('petshop')}/pets`, {
      method: 'POST',
      headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(JSON.stringify(emulator.exchanges()[0]?.issues).length).toBeLessThan(30_000);
    expect(emulator.explain('last').summary).toContain(cause);
  });
});
