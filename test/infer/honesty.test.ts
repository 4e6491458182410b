/** What a client must not be made to believe: that something was understood, done or there, when it was not. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { call, serve } from './support.ts';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await serve('shop.yaml');
  for (const [email, plan] of [
    ['a@b.c', 'free'],
    ['d@e.f', 'paid'],
  ])
    await call(emulator, 'POST', '/customers', { email, plan });
});
afterEach(() => emulator.close());

const IGNORED = /^the query parameter (\S+) is not understood and changes nothing$/;

describe('a query parameter in brackets', () => {
  test.each([
    ['filter[plan]=paid', ['d@e.f']],
    ['filter[plan]=paid&filter[visits]=7', []],
    ['filter[visits]=0', ['a@b.c', 'd@e.f']],
    ['page[size]=1', ['a@b.c']],
    ['page[size]=1&page[number]=2', ['d@e.f']],
    ['page[size]=1&page[number]=2&filter[plan]=paid', []],
  ])('filters and pages a list: %s', async (query, emails) => {
    const { body, headers } = await call(emulator, 'GET', `/customers?${query}`);
    expect(body.data.map(({ email }: { email: string }) => email)).toEqual(emails);
    expect(headers.get('x-vendouble-notice')).toBeNull();
  });

  test.each(['filter[since]', 'filter[other]', 'city'])(
    'is listed as ignored where no operation reads it: %s',
    async (name) => {
      const { headers } = await call(emulator, 'GET', `/customers?${name}=a&filter[plan]=paid`);
      const [, told = ''] = IGNORED.exec(headers.get('x-vendouble-notice') ?? '') ?? [];
      expect(decodeURIComponent(told)).toBe(name);
    },
  );
});

test.each([
  ['POST', '/customers?dry_run=true', { email: 'g@h.i' }, 'dry_run'],
  ['GET', '/customers/1?fields=email', undefined, 'fields'],
])('%s %s lists documented parameters that inference does not use', async (method, path, body, name) => {
  const { headers } = await call(emulator, method, path, body);
  expect(headers.get('x-vendouble-notice')).toContain(name);
});

test.each(['page[size]=-1', 'page[number]=-2'])('the page ?%s is rejected', async (query) => {
  const { status, body } = await call(emulator, 'GET', `/customers?${query}`);
  expect([status, body.title]).toEqual([422, 'INVALID_REQUEST']);
});

test('the page size of an unlimited list is listed as generated', async () => {
  const all = await call(emulator, 'GET', '/customers');
  expect([all.body.size, all.headers.get('x-vendouble-generated')]).toEqual([2, 'size']);
  const one = await call(emulator, 'GET', '/customers?page[size]=1');
  expect([one.body.size, one.headers.get('x-vendouble-generated')]).toEqual([1, null]);
});

describe('a generated reply below a record', () => {
  const asked = [
    ['POST', '/block'],
    ['GET', '/visits'],
    ['PUT', '/photo'],
  ];

  test.each(asked)('is given while the record exists: %s %s', async (method, path) => {
    const reply = await call(emulator, method, `/customers/1${path}`);
    expect(reply.status).toBeLessThan(300);
    expect(reply.headers.get('x-vendouble-source')).toMatch(/^(generated|example)$/);
  });

  test.each(asked)('is a 404 when the record does not exist: %s %s', async (method, path) => {
    expect((await call(emulator, method, `/customers/99${path}`)).status).toBe(404);
    const preferred = await call(emulator, method, `/customers/99${path}`, undefined, {
      prefer: 'dynamic=true',
    });
    expect(preferred.status).toBeLessThan(300);
  });

  test('is still reported as generated', () => {
    const answered = Object.fromEntries(
      emulator.vendor('api').operations.map(({ id, answered }) => [id, answered]),
    );
    expect(answered).toMatchObject({
      blockCustomer: 'generated',
      listVisits: 'generated',
      savePhoto: 'generated',
      removeCustomer: 'modelled',
      readCustomer: 'modelled',
    });
  });
});

test('a second record with the same unique value is a conflict, although the server sets the identifier', async () => {
  expect((await call(emulator, 'POST', '/customers', { email: 'a@b.c' })).status).toBe(409);
  expect((await call(emulator, 'PUT', '/customers/2', { email: 'a@b.c' })).status).toBe(409);
  expect((await call(emulator, 'POST', '/customers', { email: 'x@y.z' })).status).toBe(201);
});

test('a replacement keeps the properties that only the server sets', async () => {
  const { body } = await call(emulator, 'GET', '/customers/1');
  const replaced = await call(emulator, 'PUT', '/customers/1', {
    email: 'new@b.c',
    createdAt: '2000-01-01T00:00:00Z',
  });
  expect(replaced.body).toEqual({ ...body, email: 'new@b.c' });
});

test('a PATCH in JSON Merge Patch changes the record, and one in JSON Patch is rejected', async () => {
  const as = (notation: string) => ({ 'content-type': `application/${notation}+json` });
  const merged = await call(emulator, 'PATCH', '/customers/1', { plan: 'gold' }, as('merge-patch'));
  expect(merged.body).toMatchObject({ email: 'a@b.c', plan: 'gold' });
  const operations = [{ op: 'replace', path: '/plan', value: 'none' }];
  expect((await call(emulator, 'PATCH', '/customers/1', operations, as('json-patch'))).status).toBe(501);
  expect((await call(emulator, 'GET', '/customers/1')).body).toMatchObject({ plan: 'gold' });
});

test('a record that is created by a multipart form can be read', async () => {
  const body = new FormData();
  body.append('title', 'A letter');
  body.append('file', new Blob(['Dear …']));
  const made = await (await fetch(`${emulator.url('api')}/documents`, { method: 'POST', body })).json();
  expect(made).toEqual({ id: expect.any(String), title: 'A letter' });
  const { id } = made as { id: string };
  expect((await call(emulator, 'GET', `/documents/${id}`)).body).toEqual(made);
});
