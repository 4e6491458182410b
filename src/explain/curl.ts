/** Writes a call as a curl command that repeats it. */
import type { Exchange } from '../journal/exchange.ts';
import { quote } from './escape-terminal.ts';

/** Headers that curl, the connection or the URL already imply. */
const IMPLIED = new Set([
  'accept-encoding',
  'accept-language',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'sec-fetch-mode',
  'transfer-encoding',
  'user-agent',
  'x-vendouble-world',
]);

/** @param url of the vendor in the world of the call */
export function toCurl(
  { request: { method, path, headers, body } }: Pick<Exchange, 'request'>,
  url: string,
): string {
  const sent = Object.entries(headers).filter(
    ([name, value]) => !IMPLIED.has(name) && !(name === 'accept' && value === '*/*'),
  );
  const verb =
    method === 'HEAD' ? ['--head'] : method === (body === null ? 'GET' : 'POST') ? [] : ['-X', method];
  // Otherwise curl would add a type that was not sent.
  const untyped = body !== null && headers['content-type'] === undefined;
  return [
    'curl',
    '-i',
    ...verb,
    ...(/[[\]{}]/.test(path) ? ['-g'] : []),
    ...(/\/\.\.?(\/|$|\?)/.test(path) ? ['--path-as-is'] : []),
    quote(url + path),
    ...sent.flatMap(([name, value]) => ['-H', quote(`${name}: ${value}`)]),
    ...(untyped ? ['-H', quote('content-type:')] : []),
    ...(body === null ? [] : ['--data-raw', quote(body)]),
  ].join(' ');
}
