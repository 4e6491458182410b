/** HAR files as browsers write them, with their gaps. */
import { expect, test } from 'vitest';
import { readHar } from '../../src/recordings/har.ts';

const har = (...entries: unknown[]): string => JSON.stringify({ log: { version: '1.2', entries } });

const entry = (request: object, response: object): object => ({
  startedDateTime: '2026-01-01T00:00:00Z',
  time: 12.5,
  request: { method: 'GET', url: 'https://api.example.com/v1/pets?x=1', headers: [], ...request },
  response: { status: 200, headers: [], content: {}, ...response },
});

test('a body that a browser left out makes the reply incomplete, not empty', () => {
  const { exchanges } = readHar(har(entry({}, { content: { size: 42, mimeType: 'application/json' } })));
  expect(exchanges[0]?.reply).toMatchObject({ complete: false, size: 42 });
});

test('a base64 body is decoded, pseudo headers of HTTP/2 are dropped, and the base path of the vendor is taken off', () => {
  const content = {
    text: Buffer.from('[1]').toString('base64'),
    encoding: 'base64',
    mimeType: 'application/json',
  };
  const headers = [
    { name: ':path', value: '/v1/pets' },
    { name: 'accept', value: '*/*' },
  ];
  const { exchanges } = readHar(har(entry({ headers }, { content })), 'https://api.example.com/v1');
  expect(exchanges[0]?.reply.body.toString()).toBe('[1]');
  expect(exchanges[0]?.request).toMatchObject({ target: '/pets?x=1', headers: [['accept', '*/*']] });
});

test('entries of other origins, blocked calls and WebSockets are skipped and counted', () => {
  const content = har(
    entry({}, {}),
    entry({ url: 'https://cdn.example.com/a.js' }, {}),
    entry({}, { status: 0 }),
    entry({ url: 'wss://api.example.com/live' }, {}),
  );
  const { exchanges, skipped } = readHar(content, 'https://api.example.com');
  expect([exchanges.length, skipped]).toEqual([1, 3]);
});

test.each(['{', '{}', '{"log":{}}'])('%s is refused as no HAR', (content) => {
  expect(() => readHar(content)).toThrow(/HAR/);
});
