/** Who may steer the emulator: programs on this machine, and no web page. */
import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { petshop } from '../support/petshop.ts';
import { type RawReply, request } from '../support/raw.ts';
import { startShop } from '../support/shop.ts';

const reset = (emulator: Emulator, headers: Readonly<Record<string, string>>): Promise<RawReply> =>
  request(emulator.url(), { method: 'POST', path: '/__admin/reset', headers });

describe('a host name of this machine', () => {
  test.each(['localhost', 'LOCALHOST.', '127.0.0.1', '[::1]', '127.0.0.1:1', 'localhost:4010', 'emulator'])(
    'such as %s is answered',
    async (host) => {
      await using emulator = await startShop({ allowedHosts: ['emulator'] });
      expect(
        (
          await request(emulator.url(), {
            path: '/petshop/pets',
            headers: { host, authorization: 'Bearer x' },
          })
        ).status,
      ).toBe(200);
      expect((await reset(emulator, { host })).status).toBe(204);
    },
  );
});

describe('a host name that a foreign page could use', () => {
  test.each([
    'evil.example',
    '127.evil.test',
    'localhost.evil',
    '127.0.0.1.nip.io',
    'emulator:80',
    'user@localhost',
    '',
  ])('such as %j is refused on every route', async (host) => {
    await using emulator = await startShop();
    for (const path of [
      '/',
      '/petshop/pets',
      '/w/w1/petshop/pets',
      '/__admin/health',
      '/__admin/openapi.json',
    ]) {
      const reply = await request(emulator.url(), { path, headers: { host } });
      expect([path, reply.status, reply.headers['x-vendouble-error']]).toEqual([path, 421, 'HOST']);
    }
  });
});

describe('a page of another origin', () => {
  test.each<[string, Record<string, string>, number]>([
    ['with its origin', { origin: 'https://evil.example' }, 403],
    ['with the origin null', { origin: 'null' }, 403],
    ['with another port of this machine as origin', { origin: 'http://127.0.0.1:1' }, 403],
    ['as a foreign site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['as a sibling site', { 'sec-fetch-site': 'same-site' }, 403],
    ['with a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['with text', { 'content-type': 'text/plain' }, 415],
  ])('is refused %s, and changes nothing', async (_what, headers, status) => {
    await using emulator = await startShop();
    emulator.addFault({ status: 500 });
    expect((await reset(emulator, headers)).status).toBe(status);
    expect(emulator.faults().length).toBe(1);
  });

  test('gets no CORS permission', async () => {
    await using emulator = await startShop();
    const reply = await request(emulator.url(), {
      method: 'OPTIONS',
      path: '/__admin/reset',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(reply.status).toBe(403);
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('is not a page of the emulator, which is accepted', async () => {
    await using emulator = await startShop();
    expect((await reset(emulator, { origin: emulator.url(), 'sec-fetch-site': 'same-origin' })).status).toBe(
      204,
    );
  });
});

describe('the control plane', () => {
  test('changes nothing for GET', async () => {
    await using emulator = await startShop();
    for (const path of ['/reset', '/worlds/w1', '/clock/advance']) {
      expect([404, 405]).toContain((await request(emulator.url(), { path: `/__admin${path}` })).status);
    }
  });

  test('serves its own description', async () => {
    await using emulator = await startShop();
    const { body, status } = await request(emulator.url(), { path: '/__admin/openapi.json' });
    expect([status, JSON.parse(body).openapi]).toEqual([200, '3.1.0']);
  });
});

test.each([
  '//__admin/reset',
  '/%5f%5fadmin/reset',
  '/__ADMIN/reset',
  '/petshop/../__admin/reset',
  '/w/default/__admin/reset',
  '/__admin//reset',
  '/__admin/reset/',
])('the control plane cannot be reached by %s', async (path) => {
  await using emulator = await startShop();
  emulator.addFault({ vendor: 'petshop', operation: 'getPet', status: 500 });
  expect((await request(emulator.url(), { method: 'POST', path })).status).toBe(404);
  expect(emulator.faults().length).toBe(1);
});

describe('the control plane beyond the loopback interface', () => {
  const start = (adminToken?: string): Promise<Emulator> =>
    createEmulator({
      vendors: [petshop()],
      port: 0,
      strict: true,
      host: '0.0.0.0',
      ...(adminToken === undefined ? {} : { adminToken }),
    });

  test.each<[string, string, Record<string, string>]>([
    ['no token', '', {}],
    ['another token', '', { authorization: 'Bearer not-the-token-at-all' }],
    ['the token in the query', '?token=a-token-of-sixteen', {}],
  ])('refuses %s', async (_what, query, headers) => {
    await using emulator = await start('a-token-of-sixteen');
    const reply = await request(emulator.url(), { path: `/__admin/worlds${query}`, headers });
    expect([reply.status, reply.headers['x-vendouble-error']]).toEqual([401, 'TOKEN']);
  });

  test('accepts its token, and vendors need none', async () => {
    await using emulator = await start();
    const authorization = `Bearer ${emulator.adminToken}`;
    expect(
      (await request(emulator.url(), { path: '/__admin/health', headers: { authorization } })).status,
    ).toBe(200);
    expect(
      (await request(emulator.url(), { path: '/petshop/pets', headers: { authorization: 'Bearer x' } }))
        .status,
    ).toBe(200);
  });

  test('gets a new token at every start, and needs none on the loopback interface', async () => {
    await using one = await start();
    await using other = await start();
    await using local = await startShop();
    expect(one.adminToken).not.toBe(other.adminToken);
    expect(local.adminToken).toBeUndefined();
  });
});
