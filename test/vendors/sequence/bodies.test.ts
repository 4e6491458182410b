/** Which bodies are read, and the error pages of Express for the others. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/document.ts';
import { request } from '../../support/raw.ts';
import { basic, count, failedText, post, read, start, TOKEN } from './support.ts';

const page = (words: string): string =>
  `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${words}</pre>\n</body>\n</html>\n`;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a body that counts as empty', () => {
  test.each([
    ['none', undefined, {}],
    ['an empty object', '{}', {}],
    ['an array', '[{"externalId":"u"}]', {}],
    ['plain text', '{"externalId":"u"}', { 'content-type': 'text/plain' }],
    ['JSON by another name', '{"externalId":"u"}', { 'content-type': 'application/vnd.api+json' }],
    ['XML', '<u/>', { 'content-type': 'application/xml' }],
  ])('answers 200 with a failed element: %s', async (_what, body, headers) => {
    await using emulator = await start();
    const { status, text, headers: sent, body: json } = await post(emulator, '/user', body, headers);
    expect(status).toBe(200);
    expect(sent.get('content-type')).toBe('application/json; charset=utf-8');
    expect(text).toBe(failedText(json.batch[0].messageId));
    expect(text).toHaveLength(196);
    expect(await count(emulator)).toBe(0);
  });

  test('multipart: the vendor parses JSON and urlencoded forms alone', async () => {
    await using emulator = await start();
    const body = new FormData();
    body.append('externalId', 'u');
    const send = async (path: string): Promise<readonly [number, string]> => {
      const headers = { authorization: basic(`${TOKEN}:`) };
      const reply = await fetch(`${emulator.url('sequence')}${path}`, { method: 'POST', headers, body });
      return [reply.status, await reply.text()];
    };
    expect(await send('/user')).toEqual([200, expect.stringContaining('"processed":0')]);
    expect(await count(emulator)).toBe(0);
    expect(await send('/event/batch')).toEqual([400, expect.stringContaining('"success":false')]);
    const missing = 'POST body missing. Did you forget use body-parser middleware?';
    expect(await send('/graphql')).toEqual([500, missing]);
  });

  test('writes nothing to the state', async () => {
    const state = temporaryFolder();
    const emulator = await start({ state });
    await post(emulator, '/user', {});
    await post(emulator, '/user', { externalId: 5 });
    await emulator.close();
    expect(readdirSync(state)).toEqual(['lock']);
  });
});

describe('a form body', () => {
  test('is accepted, with texts as values', async () => {
    await using emulator = await start();
    const body = 'externalId=u&first_name=Wei&logins=5&plan=a+b%26c';
    expect((await post(emulator, '/user', body, FORM)).body.processed).toBe(1);
    expect(await read(emulator, 'u')).toMatchObject({
      firstName: 'Wei',
      traits: { logins: '5', plan: 'a b&c' },
    });
  });

  test.each([
    ['a[b]=1', { a: { b: '1' } }],
    ['a[b][c]=1&a[b][d]=2', { a: { b: { c: '1', d: '2' } } }],
    ['a[]=1&a[]=2', { a: ['1', '2'] }],
    ['a[1]=y&a[0]=x', { a: ['x', 'y'] }],
    ['a[0][b]=1', { a: [{ b: '1' }] }],
    ['a[]=x&a[0]=y', { a: ['x', 'y'] }],
    ['a[x]=1&a[]=2', { a: { x: '1', 0: '2' } }],
    ['a[x]=1&a=y', { a: { x: '1', y: true } }],
    ['a=1&a[x]=2', { a: ['1', { x: '2' }] }],
    ['a[][x]=1&a[][y]=2', { a: [{ x: '1', y: '2' }] }],
    ['a[5]=z', { a: ['z'] }],
    ['a[101]=x', { a: { 101: 'x' } }],
    ['a=1&a=2', { a: ['1', '2'] }],
    ['a[b=1', { 'a[b': '1' }],
    ['a[b][c][d][e][f][g][h]=1', { a: { b: { c: { d: { e: { f: { g: { h: '1' } } } } } } } }],
    ['[a]=1', { a: '1' }],
    ['=1&a=', { a: '' }],
    ['constructor[a]=1&toString=2', { constructor: { a: '1' }, toString: '2' }],
  ])('nests the fields of %s', async (fields, traits) => {
    await using emulator = await start();
    await post(emulator, '/user', `externalId=u&${fields}`, FORM);
    expect((await read(emulator, 'u')).traits).toEqual(traits);
  });

  test('nests at most 32 brackets', async () => {
    await using emulator = await start();
    expect((await post(emulator, '/user', `externalId=u&a${'[b]'.repeat(5_000)}=1`, FORM)).status).toBe(200);
    const { traits } = await read(emulator, 'u');
    expect(JSON.stringify(traits).match(/\{/g)).toHaveLength(34);
  });

  test('can be a batch as well', async () => {
    await using emulator = await start();
    const body = 'batch[0][type]=identify&batch[0][userId]=u&batch[0][traits][plan]=pro';
    expect((await post(emulator, '/event/batch', body, FORM)).text).toBe(
      '{"success":true,"total":1,"errors":0,"processed":1,"batch":[{"success":true,"processed":true}]}',
    );
    expect((await read(emulator, 'u')).traits).toEqual({ plan: 'pro' });
  });
});

describe('an error page of Express', () => {
  test.each([['{'], ['5'], ['"text"'], ['null'], ['true'], [' '], ['{"a":1,}']])(
    'answers 400 for the body %j, whatever the credential',
    async (body) => {
      await using emulator = await start();
      for (const path of ['/user', '/event/batch', '/graphql']) {
        for (const authorization of [basic(`${TOKEN}:`), 'Bearer invalid']) {
          const { status, text, headers } = await post(emulator, path, body, { authorization });
          expect([status, text]).toEqual([400, page('Bad Request')]);
          expect(text).toHaveLength(138);
          expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
          expect(headers.get('content-security-policy')).toBe("default-src 'none'");
          expect(headers.get('x-content-type-options')).toBe('nosniff');
        }
      }
    },
  );

  test('answers 413 for more than 100 kB, and not for 100 kB', async () => {
    await using emulator = await start();
    const body = (length: number): string => `{"externalId":"u","a":"${'x'.repeat(length - 25)}"}`;
    expect(body(102_400)).toHaveLength(102_400);
    expect((await post(emulator, '/user', body(102_400))).body.processed).toBe(1);
    const { status, text } = await post(emulator, '/user', body(102_401));
    expect([status, text]).toEqual([413, page('Payload Too Large')]);
  });

  test('answers 415 for a charset that is not UTF-8', async () => {
    await using emulator = await start();
    const type = { 'content-type': 'application/json; charset=iso-8859-1' };
    const { status, text } = await post(emulator, '/user', { externalId: 'u' }, type);
    expect([status, text]).toEqual([415, page('Unsupported Media Type')]);
  });

  test.each([
    ['GET', '/user', 'Cannot GET /user'],
    ['GET', '/user?a=1', 'Cannot GET /user'],
    ['PUT', '/user', 'Cannot PUT /user'],
    ['DELETE', '/user/u1', 'Cannot DELETE /user/u1'],
    ['POST', '/api/v1/person', 'Cannot POST /api/v1/person'],
    ['GET', "/a&b'c%zz%20d", 'Cannot GET /a&amp;b&#39;c%25zz%20d'],
    ['GET', '/us"er<a>', 'Cannot GET /us%22er%3Ca%3E'],
    ['POST', '/user//', 'Cannot POST /user//'],
    ['POST', '/%75ser', 'Cannot POST /%75ser'],
    ['POST', '/user%zz', 'Cannot POST /user%25zz'],
    ['POST', '/event%2Fbatch', 'Cannot POST /event%2Fbatch'],
  ])('answers 404 for %s %s', async (method, path, words) => {
    await using emulator = await start();
    const reply = await request(emulator.url('sequence'), { method, path });
    expect([reply.status, reply.body, reply.headers.allow]).toEqual([404, page(words), undefined]);
  });

  test('answers 404 in 143 bytes for GET /user, as the vendor does', async () => {
    await using emulator = await start();
    expect((await request(emulator.url('sequence'), { method: 'GET', path: '/user' })).body).toHaveLength(
      143,
    );
  });
});

describe('routing', () => {
  test.each([['/USER'], ['/user/'], ['/User/']])('%s is the same as /user', async (path) => {
    await using emulator = await start();
    expect((await post(emulator, path, { externalId: 'u' })).body.processed).toBe(1);
  });

  test('the root answers that the server is running', async () => {
    await using emulator = await start();
    const reply = await fetch(`${emulator.url('sequence')}/`);
    expect([reply.status, await reply.text()]).toEqual([200, '{"success":true}']);
  });

  test.each([['/user'], ['/event/batch'], ['/nowhere']])(
    'OPTIONS %s lists the same methods as every other path',
    async (path) => {
      await using emulator = await start();
      const reply = await fetch(`${emulator.url('sequence')}${path}`, { method: 'OPTIONS' });
      expect(reply.status).toBe(204);
      expect(reply.headers.get('access-control-allow-methods')).toBe('GET,HEAD,PUT,PATCH,POST,DELETE');
      expect(reply.headers.get('access-control-allow-credentials')).toBe('true');
      expect(reply.headers.get('vary')).toBe('Origin');
    },
  );
});
