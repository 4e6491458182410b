/** What the parsers of Express 4 let through, and what they do not look at. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { request } from '../../support/raw.ts';
import { basic, count, read, start, TOKEN } from './support.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

const send = async (
  emulator: { url(vendor: string): string },
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
  path = '/user',
): Promise<readonly [status: number, processed: number | undefined]> => {
  const authorization = basic(`${TOKEN}:`);
  const reply = await request(emulator.url('sequence'), {
    method: 'POST',
    path,
    headers: { authorization, ...headers },
    body,
  });
  return [reply.status, reply.status === 200 ? JSON.parse(reply.body).processed : undefined];
};

test.each([
  [JSON_TYPE, '\ufeff{"externalId":"u"}'],
  [FORM_TYPE, '\ufeffexternalId=u'],
])('a byte order mark before %s is skipped', async (type, body) => {
  await using emulator = await start();
  expect(await send(emulator, body, { 'content-type': type })).toEqual([200, 1]);
  expect(await read(emulator, 'u')).toMatchObject({ externalId: 'u' });
});

test('a number that is too large is infinite: a text of that name, and null in a custom attribute', async () => {
  await using emulator = await start();
  const body = '{"externalId":"u","email":1e999,"city":-1e999,"plan":1e999,"list":[1e999,1]}';
  expect(await send(emulator, body, { 'content-type': JSON_TYPE })).toEqual([200, 1]);
  expect(await read(emulator, 'u')).toMatchObject({
    email: 'Infinity',
    city: '-Infinity',
    traits: { plan: null, list: [null, 1] },
  });
  const date = '{"externalId":"u","signedUpAt":1e999}';
  expect(await send(emulator, date, { 'content-type': JSON_TYPE })).toEqual([200, 0]);
});

test('a broken escape in a form or a query stays as it was sent', async () => {
  await using emulator = await start();
  const body = 'externalId=u&email=%zz+%41&city=%41&p%zz=1&region=%ff';
  expect(await send(emulator, body, { 'content-type': FORM_TYPE }, '/user?a=%zz')).toEqual([200, 1]);
  expect(await read(emulator, 'u')).toMatchObject({
    email: '%zz %41',
    city: 'A',
    region: '%ff',
    traits: { 'p%zz': '1' },
  });
});

test('bytes that are not UTF-8 are refused, because no source shows what the vendor makes of them', async () => {
  await using emulator = await start();
  const body = Buffer.from('{"externalId":"u","email":"a\xff"}', 'latin1');
  expect(await send(emulator, body, { 'content-type': JSON_TYPE })).toEqual([400, undefined]);
  expect(await count(emulator)).toBe(0);
});

test('gzip is undone, and brotli is a 415', async () => {
  await using emulator = await start();
  const body = '{"externalId":"u"}';
  const type = { 'content-type': JSON_TYPE };
  const zipped = { ...type, 'content-encoding': 'GZIP' };
  expect(await send(emulator, gzipSync(body), zipped)).toEqual([200, 1]);
  const brotli = { ...type, 'content-encoding': 'br' };
  expect(await send(emulator, brotliCompressSync(body), brotli)).toEqual([415, undefined]);
  expect(await count(emulator)).toBe(1);
});

test.each([
  ['multipart/form-data', {}],
  ['multipart/form-data; boundary=x', {}],
  ['text/plain; charset=iso-8859-1', {}],
  ['text/plain', { 'content-encoding': 'br' }],
  ['application/xml', { 'content-encoding': 'gzip' }],
  ['application/vnd.api+json', {}],
])('a body of the type %s with %j is not read', async (type, headers) => {
  await using emulator = await start();
  expect(await send(emulator, '{"externalId":"u"', { 'content-type': type, ...headers })).toEqual([200, 0]);
  expect(await count(emulator)).toBe(0);
});
