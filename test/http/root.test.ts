/** A vendor at `/`, at a prefix of your choice, and links behind a proxy. */
import { afterEach, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { sendRaw } from '../support/raw.ts';

const open: Emulator[] = [];
afterEach(async () => {
  for (const emulator of open.splice(0)) await emulator.close();
});

async function start(options: Parameters<typeof createEmulator>[0]): Promise<Emulator> {
  const emulator = await createEmulator({ port: 0, strict: true, ...options });
  open.push(emulator);
  return emulator;
}

const HEADERS = { authorization: 'Bearer t', accept: 'application/json' };

const get = (url: string, headers: Readonly<Record<string, string>> = HEADERS) => fetch(url, { headers });

/** The link to the second page, by a base URL of Intercom. */
async function nextOf(base: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const reply = await get(`${base}/users`, { ...HEADERS, ...headers });
  const { pages } = (await reply.json()) as { pages: { next: string } };
  return pages.next;
}

describe('the only vendor', async () => {
  const emulator = await createEmulator({ port: 0, strict: true, vendors: ['intercom'] });
  const root = emulator.url();
  await emulator.applyScenario('page-of-users');

  test('is served at / and below its name, with the same records', async () => {
    const [one, other] = await Promise.all([get(`${root}/users`), get(`${root}/intercom/users`)]);
    expect([one.status, other.status]).toEqual([200, 200]);
    const counts = await Promise.all([one, other].map(async (reply) => (await reply.json()) as object));
    expect(counts[0]).toHaveProperty('total_count', 105);
    expect(counts[1]).toHaveProperty('total_count', 105);
  });

  test('links to the next page by the way that the request came', async () => {
    const world = await emulator.createWorld();
    await emulator.applyScenario('page-of-users', world.id);
    const bases = [root, `${root}/intercom`, `${root}/w/${world.id}`, `${root}/w/${world.id}/intercom`];
    for (const base of bases) {
      const next = await nextOf(base);
      expect(next).toMatch(new RegExp(`^${base}/users\\?`));
      expect((await get(next)).status).toBe(200);
    }
  });

  test("answers unknown paths with the vendor's own 404", async () => {
    const reply = await get(`${root}/nope`);
    expect([reply.status, await reply.json()]).toMatchObject([404, { type: 'error.list' }]);
  });

  test('leaves the control plane, worlds, the page and its icon where they are', async () => {
    expect(await (await get(`${root}/__admin/vendors`)).json()).toMatchObject({
      vendors: [{ name: 'intercom', url: `${root}/intercom` }],
    });
    const unknown = await get(`${root}/__admin/nope`);
    expect([unknown.status, unknown.headers.get('x-vendouble-error')]).toEqual([404, 'NO_ROUTE']);
    expect((await get(`${root}/w/w999/users`)).headers.get('x-vendouble-error')).toBe('NO_WORLD');
    expect(await (await get(root)).json()).toHaveProperty('vendors.0.name', 'intercom');
    const page = await get(root, { accept: 'text/html' });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect((await get(`${root}/favicon.ico`)).headers.get('x-vendouble-error')).toBe('NO_ICON');
  });
});

test('an operation of the vendor at / answers programs, and browsers get the page', async () => {
  const emulator = await start({ vendors: ['sequence'] });
  expect(await (await get(emulator.url())).json()).toEqual({ success: true });
  const page = await get(emulator.url(), { accept: 'text/html' });
  expect(page.headers.get('content-type')).toContain('text/html');
});

test('several vendors are served below their names, and none at /', async () => {
  const emulator = await start({ vendors: ['intercom', 'engage'] });
  const reply = await get(`${emulator.url()}/users`);
  expect([reply.status, reply.headers.get('x-vendouble-error')]).toEqual([404, 'NO_VENDOR']);
});

test('a prefix of the configuration puts a vendor at / beside others', async () => {
  const emulator = await start({ prefixes: { intercom: '/' } });
  expect(emulator.url('intercom')).toBe(emulator.url());
  expect((await get(`${emulator.url()}/users`)).status).toBe(200);
  expect((await get(`${emulator.url()}/intercom/users`)).status).toBe(200);
  const engage = await get(`${emulator.url('engage')}/v1/lists`, { authorization: `Basic ${btoa('k:s')}` });
  expect(engage.status).toBe(200);
});

test('a prefix may be a word', async () => {
  const emulator = await start({ prefixes: { intercom: '/crm' } });
  expect(emulator.url('intercom')).toBe(`${emulator.url()}/crm`);
  expect((await get(`${emulator.url()}/crm/users`)).status).toBe(200);
});

test.each([
  [{ intercom: '/engage' }, /both served at \/engage/],
  [{ intercom: '/', engage: '/' }, /both served at \//],
  [{ intercom: '/w' }, /prefixes\.intercom/],
  [{ intercom: '/a/b' }, /prefixes\.intercom/],
  [{ nobody: '/' }, /prefixes\.nobody/],
])('the prefixes %o are refused', async (prefixes, message) => {
  await expect(start({ prefixes })).rejects.toThrow(message);
});

describe('behind a proxy', async () => {
  const emulators = {
    trusted: await createEmulator({ port: 0, strict: true, vendors: ['intercom'], trustProxy: true }),
    untrusted: await createEmulator({ port: 0, strict: true, vendors: ['intercom'] }),
  };
  for (const emulator of Object.values(emulators)) await emulator.applyScenario('page-of-users');
  const { trusted, untrusted } = emulators;

  test.each<[Readonly<Record<string, string>>, string]>([
    [{ 'x-forwarded-host': 'crm.example', 'x-forwarded-proto': 'https' }, 'https://crm.example/users?'],
    [{ 'x-forwarded-host': 'a.example, b.example' }, 'http://a.example/users?'],
    [{ 'x-forwarded-host': 'a.example', 'x-forwarded-port': '8080' }, 'http://a.example:8080/users?'],
    [
      { 'x-forwarded-host': 'a.example', 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' },
      'https://a.example/users?',
    ],
    [{ 'x-forwarded-host': 'a.example', 'x-forwarded-prefix': '/crm/' }, 'http://a.example/crm/users?'],
    [{ forwarded: 'for=1.2.3.4;host="a.example:8443";proto=https' }, 'https://a.example:8443/users?'],
    [{ 'x-forwarded-host': 'evil.example/path' }, `${trusted.url()}/users?`],
    [{ 'x-forwarded-proto': 'javascript' }, `${trusted.url()}/users?`],
  ])('links follow %o where the proxy is trusted', async (headers, start) => {
    expect(await nextOf(trusted.url(), headers)).toContain(start);
    expect(await nextOf(untrusted.url(), headers)).toContain(`${untrusted.url()}/users?`);
  });

  test('the Host header is checked first, whatever the proxy says', async () => {
    const lines = [
      'GET /users HTTP/1.1',
      'Host: evil.example',
      'X-Forwarded-Host: localhost',
      'Connection: close',
    ];
    expect((await sendRaw(trusted.url(), `${lines.join('\r\n')}\r\n\r\n`)).status).toBe(421);
  });
});
