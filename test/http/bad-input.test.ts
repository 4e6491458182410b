/** Bad input over a raw socket: a clear refusal, nothing written, and the next request served. */
import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { badBodies } from '../support/bad-bodies.ts';
import { temporaryFolder } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';
import { type RawReply, request } from '../support/raw.ts';

const authorization = 'Bearer token';
let emulator: Emulator;
const state = temporaryFolder();

beforeAll(async () => {
  emulator = await createEmulator({ vendors: [petshop()], port: 0, strict: true, state });
});
afterAll(async () => {
  await emulator.close();
  expect(readdirSync(state)).toEqual(['lock']);
});

const send = (
  path: string,
  options: Partial<Parameters<typeof request>[1]> = {},
  to = emulator,
): Promise<RawReply> =>
  request(to.url('petshop'), { path, ...options, headers: { authorization, ...options.headers } });

/** The next normal request is served, and nothing was written; the last one closes and finds nothing to write either. */
async function expectUnharmed(): Promise<void> {
  const { status, body } = await send('/pets');
  expect([status, body]).toEqual([200, '{"pets":[],"query":{"limit":10}}']);
  expect(await emulator.snapshot()).toEqual({});
  expect(readdirSync(state).sort()).toEqual(['lock', 'owner.json']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
}

describe('a body of', () => {
  test.each(badBodies)(
    '$what is refused',
    async ({ body, type = 'application/json', headers, refusedBy, status }) => {
      const reply = await send('/pets', {
        method: 'POST',
        body,
        headers: { 'content-type': type, ...headers },
      });
      expect(status === undefined ? [400, 413, 415] : [status]).toContain(reply.status);
      const { 'content-type': mediaType, 'x-vendouble-error': code } = reply.headers;
      const ofVendor = {
        mediaType: 'application/json; charset=utf-8',
        code: undefined,
        body: { error: expect.any(String) },
      };
      const ours = {
        mediaType: 'application/problem+json',
        code: refusedBy,
        body: expect.objectContaining({
          status: reply.status,
          title: refusedBy,
          detail: expect.stringMatching(/; |rename|send/),
        }),
      };
      expect({ mediaType, code, body: JSON.parse(reply.body) }).toEqual(
        refusedBy === 'vendor' ? ofVendor : ours,
      );
      await expectUnharmed();
    },
  );

  test.each([
    ['nothing', undefined, 'application/json', 'body required'],
    ['null', 'null', 'application/json', 'body type'],
    ['a string', '"pet"', 'application/json', 'body type'],
    ['a list', '[]', 'application/json', 'body type'],
    ['a string instead of a number', '{"name":"a","age":"5"}', 'application/json', 'body/age type'],
    ['a fraction instead of an integer', '{"name":"a","age":1.5}', 'application/json', 'body/age type'],
    ['no type', '{"name":"a"}', '', 'unsupported_media_type'],
    ['plain text', '{"name":"a"}', 'text/plain', 'unsupported_media_type'],
    ['several parts', '--x--', 'multipart/form-data; boundary=x', 'unsupported_media_type'],
    ['a malformed type', '{"name":"a"}', 'json;;;=', 'unsupported_media_type'],
    ['two types', '{"name":"a"}', 'application/json, text/plain', 'unsupported_media_type'],
  ])('%s is refused with the error that the vendor documents', async (_what, body, type, error) => {
    const reply = await send('/pets', {
      method: 'POST',
      ...(body === undefined ? {} : { body }),
      ...(type === '' ? {} : { headers: { 'content-type': type } }),
    });
    expect(JSON.parse(reply.body)).toEqual({ error });
    await expectUnharmed();
  });
});

describe('a body is accepted', () => {
  let taking: Emulator;
  beforeEach(async () => {
    taking = await createEmulator({ vendors: [petshop()], port: 0, strict: true });
  });
  afterEach(() => taking.close());
  const take = (path: string, options: Parameters<typeof send>[1] = {}): Promise<RawReply> =>
    send(path, options, taking);

  test.each([
    ['with parameters in its type', 'Application/JSON; charset=UTF-8'],
    ['with another parameter', 'application/json; foo=bar'],
  ])('%s', async (_what, type) => {
    const reply = await take('/pets', {
      method: 'POST',
      headers: { 'content-type': type },
      body: '{"name":"Rex"}',
    });
    expect(reply.status).toBe(201);
  });

  test('by an operation without a body, which ignores it', async () => {
    const reply = await take('/pets', { headers: { 'content-type': 'application/json' }, body: '{"broken' });
    expect(reply.status).toBe(200);
  });

  test.each(['1.0', '1e2', '-0'])('with %s as an integer that the contract allows', async (age) => {
    const reply = await take('/pets', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"name":"Rex","age":${age}}`,
    });
    expect([reply.status, JSON.parse(reply.body).age]).toEqual([201, Math.abs(Number(age))]);
  });

  test('with keys that are names of methods, and its record has the same keys', async () => {
    const notes =
      '{"toString":"a","hasOwnProperty":1,"valueOf":true,"then":"b","length":2,"constructor":"c"}';
    const reply = await take('/pets', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"name":"Rex","notes":${notes}}`,
    });
    expect(reply.status).toBe(201);
    const { id } = JSON.parse(reply.body);
    expect((await take(`/pets/${id}`)).body).toBe(`{"id":"${id}","name":"Rex","notes":${notes}}`);
  });

  test('with a repeated key, and a notice names the key, when not strict', async () => {
    await using lenient = await createEmulator({ vendors: [petshop()], port: 0 });
    const reply = await request(lenient.url('petshop'), {
      method: 'POST',
      path: '/pets',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{"name":"a","name":"b"}',
    });
    expect([reply.status, JSON.parse(reply.body).name]).toEqual([201, 'b']);
    expect(reply.headers['x-vendouble-notice']).toBe(
      'the key name is repeated in the body, and the last one counts',
    );
  });
});

describe('a path', () => {
  test.each([
    ['%2F in an identifier', '/pets/a%2Fb', 404, 'domain'],
    ['%5C in an identifier', '/pets/a%5Cb', 404, 'domain'],
    ['escaped slashes that lead up', '/pets/..%2f..%2fetc', 404, 'domain'],
    ['dots that are escaped', '/pets/%2e%2e', 404, 'domain'],
    ['a NUL', '/pets/%00', 404, 'domain'],
    ['a line break', '/pets/a%0d%0aset-cookie:%20a=b', 404, 'domain'],
    ['an invalid escape', '/pets/%zz', 400, 'path encoding'],
    ['a cut UTF-8 escape', '/pets/%c3', 400, 'path encoding'],
    ['an overlong UTF-8 escape', '/pets/%c0%af', 400, 'path encoding'],
    ['an escape that is escaped', '/pets/%252e', 404, 'domain'],
    ['an emoji', '/pets/%F0%9F%92%A5', 404, 'domain'],
    ['a prototype’s name', '/pets/__proto__', 404, 'domain'],
    ['a method’s name', '/pets/constructor', 404, 'domain'],
    ['an identifier that is too long', `/pets/${'a'.repeat(5_000)}`, 400, 'path/petId maxLength'],
    ['an empty segment', '//pets', 404, 'route_not_found'],
    ['a segment that leads up', '/a/../pets', 404, 'route_not_found'],
    ['a dot', '/./pets', 404, 'route_not_found'],
    ['a session identifier', '/pets;jsessionid=1', 404, 'route_not_found'],
    ['a slash at its end', '/pets/', 404, 'route_not_found'],
    ['another case', '/Pets', 404, 'route_not_found'],
    ['an unknown segment', '/nothing', 404, 'route_not_found'],
  ])('with %s gets the vendor’s error', async (_what, path, status, error) => {
    const reply = await send(path);
    expect([reply.status, JSON.parse(reply.body)]).toEqual([status, { error }]);
    expect(reply.headers['set-cookie']).toBeUndefined();
    expect(reply.headers['x-vendouble-error']).toBe(error === 'route_not_found' ? 'NO_ROUTE' : undefined);
    await expectUnharmed();
  });

  test('with its query is accepted with 8 KiB and refused with more', async () => {
    const fits = `/pets?limit=1&q=${'a'.repeat(8 * 1024 - '/petslimit=1&q='.length)}`;
    expect((await send(fits)).status).toBe(200);
    const reply = await send(`${fits}a`);
    expect([reply.status, reply.headers['content-type'], reply.headers['x-vendouble-error']]).toEqual([
      414,
      'application/problem+json',
      'URL_LENGTH',
    ]);
    expect(emulator.explain(reply.headers['x-vendouble-exchange'] ?? '').exchange).toContain('-');
    expect((await request(emulator.url(), { path: `/__admin/${'a'.repeat(9_000)}` })).status).toBe(414);
    await expectUnharmed();
  });

  test('with an unsupported method gets a 405 that lists the methods', async () => {
    const reply = await send('/pets', { method: 'PATCH' });
    expect([reply.status, reply.headers.allow, reply.headers['x-vendouble-error']]).toEqual([
      405,
      'GET, POST',
      'NO_METHOD',
    ]);
    await expectUnharmed();
  });

  test('with HEAD gets the headers of GET and no body', async () => {
    const [get, head] = [await send('/pets'), await send('/pets', { method: 'HEAD' })];
    expect([head.status, head.body]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  test('grants nothing to a page of another origin', async () => {
    const reply = await send('/pets', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(reply.status).toBe(405);
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test.each(['/', '/nothing', '/__admin', '/__admin/health/', '/%zz', '//', '/petshopp/pets'])(
    'outside all vendors, such as %s, gets a 404 of the emulator',
    async (path) => {
      const reply = await request(emulator.url(), { path, method: 'POST' });
      expect([404, 405]).toContain(reply.status);
      expect(reply.headers['content-type']).toBe('application/problem+json');
      await expectUnharmed();
    },
  );
});

describe('a query', () => {
  test.each([
    ['limit=-1', 'query/limit minimum'],
    ['limit=0', 'query/limit minimum'],
    ['limit=1e9', 'query/limit maximum'],
    ['limit=NaN', 'query/limit type'],
    ['limit=0x10', 'query/limit type'],
    ['limit=1&limit=2', 'query/limit type'],
    ['limit=%zz', 'query/ encoding'],
  ])('of %s is refused', async (query, error) => {
    const reply = await send(`/pets?${query}`);
    expect([reply.status, JSON.parse(reply.body)]).toEqual([400, { error }]);
    await expectUnharmed();
  });

  test('with 1,500 names is refused', async () => {
    const reply = await send(`/pets?${Array.from({ length: 1_500 }, (_, index) => `k${index}`).join('&')}`);
    expect([reply.status, reply.headers['x-vendouble-error']]).toEqual([400, 'KEYS']);
    await expectUnharmed();
  });
});
