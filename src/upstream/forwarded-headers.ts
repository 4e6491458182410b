/** Which headers go on to the other side. */
import type { IncomingMessage } from 'node:http';
import type { RawHeaders } from '../recordings/received-exchange.ts';

/** They are about one connection, not about the message (RFC 9110, 7.6.1). */
const OF_A_CONNECTION = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** The headers of a message as they were sent, in order and case. */
export const rawHeaders = ({ rawHeaders: flat }: Pick<IncomingMessage, 'rawHeaders'>): [string, string][] =>
  pairsOf(flat);

const pairsOf = (flat: readonly string[]): [string, string][] =>
  Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index] ?? '', flat[2 * index + 1] ?? '']);

/** Without those of the connection, and those that `Connection` names. */
export function endToEnd(headers: RawHeaders): RawHeaders {
  const named = headers
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((name) => name.trim().toLowerCase()));
  return headers.filter(([name]) => {
    const known = name.toLowerCase();
    return !OF_A_CONNECTION.has(known) && !named.includes(known);
  });
}

/** The emulator's own headers, and credentials that open one of its worlds. */
export const withoutOwn = (
  headers: RawHeaders,
  isOwn: (name: string, value: string) => boolean,
): RawHeaders =>
  headers.filter(
    ([name, value]) => !name.toLowerCase().startsWith('x-vendouble-') && !isOwn(name.toLowerCase(), value),
  );
