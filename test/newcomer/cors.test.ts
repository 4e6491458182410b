/** Web pages of other origins call documents, and never the control plane. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { HOW_TO_INSTALL, hasBrowser, launch } from '../support/browser.ts';
import { vendouble } from '../support/command.ts';
import { writeDocuments } from '../support/document.ts';

const Thing = {
  type: 'object',
  required: ['name'],
  properties: { id: { type: 'string' }, name: { type: 'string' } },
};
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const things = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      get: {
        operationId: 'listThings',
        responses: {
          200: {
            description: 'All',
            headers: { 'X-Total': { schema: { type: 'integer' } }, Vary: { schema: { const: 'Accept' } } },
            ...json({ type: 'array', items: Thing }),
          },
        },
      },
      put: {
        operationId: 'putThing',
        requestBody: { required: true, ...json(Thing) },
        responses: { 200: { description: 'One', ...json(Thing) } },
      },
    },
  },
};
const PAGE = 'http://localhost:3000';
const preflight = (url: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'OPTIONS',
    headers: { origin: PAGE, 'access-control-request-method': 'PUT', ...headers },
  });
const spec = (): string => writeDocuments({ 'things.yaml': things });
const start = (more: object = {}): Promise<Emulator> =>
  createEmulator({ documents: { things: { spec: spec(), prefix: '/' } }, port: 0, ...more });

describe('a document called from a page of another origin', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await start();
  });
  afterAll(() => emulator.close());

  test('allows the method, the headers and the private network that a preflight asks for', async () => {
    const before = [emulator.exchanges().length, emulator.tally().unmatched];
    const { status, headers } = await preflight(`${emulator.url()}/things`, {
      'access-control-request-headers': 'content-type,x-mine',
      'access-control-request-private-network': 'true',
    });
    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'PUT',
      'access-control-allow-headers': 'content-type,x-mine',
      'access-control-allow-private-network': 'true',
    });
    expect(headers.get('vary')).toContain('Origin');
    expect([emulator.exchanges().length, emulator.tally().unmatched]).toEqual(before);
  });

  test.each([
    ['a success', {}, 'GET', '/things'],
    ['an unknown path', {}, 'GET', '/thing'],
    ['a method that the path does not take', {}, 'DELETE', '/things'],
    ['an invalid body', {}, 'PUT', '/things'],
    ['an unknown world', { 'x-vendouble-world': 'none' }, 'GET', '/things'],
    ['an OPTIONS that is no preflight', {}, 'OPTIONS', '/things'],
    ['the icon', {}, 'GET', '/favicon.ico'],
    ['a path that is too long', {}, 'GET', `/${'a'.repeat(9_000)}`],
  ])('lets the page read %s', async (_, own, method, path) => {
    const reply = await fetch(emulator.url() + path, { method, headers: { origin: PAGE, ...own } });
    expect(reply.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(reply.headers.get('access-control-allow-credentials')).toBe('true');
    expect(reply.headers.get('vary')).toContain('Origin');
  });

  test('lets the page read the reply to a fault', async () => {
    const { id, urls } = await emulator.createWorld();
    emulator.addFault({ vendor: 'things', status: 503 }, id);
    const reply = await fetch(`${urls.things}/things`, { headers: { origin: PAGE } });
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([503, PAGE]);
  });

  test('lists the headers of the reply itself as readable', async () => {
    const { headers } = await fetch(`${emulator.url()}/things`, { headers: { origin: PAGE } });
    const exposed = headers.get('access-control-expose-headers')?.split(', ') ?? [];
    expect(exposed).toContain('x-vendouble-exchange');
    expect(exposed).toContain('date');
    expect(exposed).not.toContain('content-type');
  });

  test('is not announced to a client without an origin, except in Vary', async () => {
    const { headers } = await fetch(`${emulator.url()}/things`);
    expect([headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([
      null,
      expect.stringContaining('Origin'),
    ]);
  });

  test.each(['/__admin/health', '/__admin/worlds', '/__admin/openapi.json', '/__inspector/index.html'])(
    'never opens %s',
    async (path) => {
      for (const reply of [
        await preflight(emulator.url() + path),
        await fetch(emulator.url() + path, { headers: { origin: PAGE } }),
      ])
        expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    },
  );
});

test('cors: { origins } allows only these pages', async () => {
  await using emulator = await start({ cors: { origins: [PAGE] } });
  const allowed = async (origin: string): Promise<readonly (string | null)[]> => [
    (await preflight(`${emulator.url()}/things`, { origin })).headers.get('access-control-allow-methods'),
    (await fetch(`${emulator.url()}/things`, { headers: { origin } })).headers.get(
      'access-control-allow-origin',
    ),
  ];
  expect(await allowed(PAGE)).toEqual(['PUT', PAGE]);
  expect(await allowed('http://other.example')).toEqual([null, null]);
  expect(emulator.tally().unmatched).toBe(0);
});

test('cors: false and --no-cors allow no page, and a preflight is still no unmatched call', async () => {
  await using emulator = await start({ cors: false });
  const reply = await preflight(`${emulator.url()}/things`);
  expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([405, null]);
  expect(emulator.tally().unmatched).toBe(0);
  const run = vendouble(['start', '--no-cors', '--ephemeral', '--port', '0', spec()]);
  const { headers } = await fetch(`${await run.ready}/things`, { headers: { origin: PAGE } });
  run.process.kill('SIGTERM');
  await run.ended;
  expect(headers.get('access-control-allow-origin')).toBe(null);
});

test.each([
  ['engage', '/engage/v1/users', { authorization: `Basic ${btoa('k:s')}` }],
  ['usercom', '/usercom/api/public/users/', { authorization: 'Token t' }],
] as const)(
  'cors narrows which pages may call %s, and keeps others from writing',
  async (vendor, path, credential) => {
    await using emulator = await createEmulator({
      vendors: [vendor],
      port: 0,
      cors: { origins: ['http://good.example'] },
    });
    const create = async (origin: string | undefined) => {
      const { status, headers } = await fetch(emulator.url() + path, {
        method: 'POST',
        headers: {
          ...credential,
          'content-type': 'application/json',
          ...(origin === undefined ? {} : { origin }),
        },
        body: '{"id":"u1","user_id":"u1"}',
      });
      return [status < 300, headers.get('x-vendouble-error'), headers.has('access-control-allow-origin')];
    };
    expect(await create('http://evil.example')).toEqual([false, 'ORIGIN', false]);
    expect(await emulator.snapshot()).toEqual({});
    expect(await create('http://good.example')).toEqual([true, null, true]);
  },
);

test('the start names the vendors that pages of any origin can call', async () => {
  const run = vendouble(['engage', 'intercom', '--port', '0', '--ephemeral']);
  await run.ready;
  run.process.kill('SIGTERM');
  expect((await run.ended).out).toContain(
    'cors: web pages of any origin may call engage (--no-cors forbids it)',
  );
});

test('built-in vendors do what their vendor does: Intercom opens nothing', async () => {
  await using emulator = await createEmulator({ port: 0 });
  const allowed = async (path: string): Promise<string | null> =>
    (await fetch(emulator.url() + path, { headers: { origin: PAGE } })).headers.get(
      'access-control-allow-origin',
    );
  expect(await allowed('/intercom/users')).toBe(null);
});

describe.runIf(hasBrowser)(`in a browser (${hasBrowser ? 'installed' : HOW_TO_INSTALL})`, () => {
  /** Runs code in a page that another server sends. */
  async function onAnotherOrigin<T>(code: ((base: string) => Promise<T>) | string, base: string): Promise<T> {
    const server = createServer((_, outgoing) => {
      outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<title>app</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await launch();
    try {
      const page = await browser.newPage();
      await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
      return typeof code === 'string' ? await page.evaluate<T>(code) : await page.evaluate(code, base);
    } finally {
      await browser.close();
      server.close();
    }
  }

  test('an app on another origin writes to a document and reads its errors and headers', async () => {
    await using emulator = await start();
    const seen = await onAnotherOrigin(async (base) => {
      const send = async (method: string, path: string, body?: string): Promise<unknown[]> => {
        const reply = await fetch(base + path, {
          method,
          credentials: 'include',
          headers: { 'content-type': 'application/json', authorization: 'Bearer mine' },
          ...(body === undefined ? {} : { body }),
        });
        return [reply.status, reply.headers.get('x-vendouble-exchange') !== null];
      };
      return [
        await send('PUT', '/things', '{"name":"a"}'),
        await send('GET', '/thing'),
        await send('PUT', '/things', '{'),
      ];
    }, emulator.url());
    expect(seen).toEqual([
      [200, true],
      [404, true],
      [400, true],
    ]);
  });

  test('the XMLHttpRequest of User.com’s documentation creates a user', async () => {
    await using emulator = await createEmulator({ vendors: ['usercom'], port: 0 });
    const url = emulator.url('usercom');
    // As documented, but with the label that fits the data.
    const seen = await onAnotherOrigin<string>(
      `new Promise((resolve) => {
        var data = "email=mynewemail%40mydomain.com&first_name=John&last_name=Doe";
        var xhr = new XMLHttpRequest();
        xhr.withCredentials = true;
        xhr.addEventListener("readystatechange", function () {
          if (this.readyState === 4) resolve(this.status + " " + this.responseText);
        });
        xhr.open("POST", "${url}/api/public/users/");
        xhr.setRequestHeader("authorization", "Token ${'a'.repeat(64)}");
        xhr.setRequestHeader("content-type", "application/x-www-form-urlencoded");
        xhr.send(data);
      })`,
      url,
    );
    expect(seen).toMatch(/^20[01] .*mynewemail@mydomain\.com/);
  });
});
