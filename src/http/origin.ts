/** The origin under which a client reached the emulator, for links. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Origin under which the client reached the emulator, by its connection and `Host` header. */
export const originOf = ({ socket, headers }: IncomingMessage): string =>
  `${'encrypted' in socket ? 'https' : 'http'}://${headers.host ?? `${socket.localAddress}:${socket.localPort}`}`;

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i;
const PATH = /^(\/[a-z0-9._~-]+)+$/i;

/** The first of the values that proxies have added, which is that of the proxy next to the client. */
function firstOf(header: string | string[] | undefined): string | undefined {
  const text = String(header ?? '')
    .split(',', 1)[0]
    ?.trim();
  return text === '' ? undefined : text;
}

/** A parameter of the first element of `Forwarded` (RFC 7239). */
function forwarded({ forwarded: header }: IncomingHttpHeaders, name: string): string | undefined {
  const pairs = firstOf(header)?.split(';') ?? [];
  const pair = pairs.map((text) => text.trim()).find((text) => text.toLowerCase().startsWith(`${name}=`));
  return pair?.slice(name.length + 1).replace(/^"(.*)"$/, '$1');
}

/** A host with the port that the proxy names besides, unless that is the usual one. */
function withPort(host: string, port: string | undefined, scheme: string): string {
  if (port === undefined || !/^\d{1,5}$/.test(port) || /:\d+$/.test(host)) return host;
  return port === (scheme === 'https' ? '443' : '80') ? host : `${host}:${port}`;
}

/**
 * The URL under which the client reached a proxy in front of the emulator, by `Forwarded` or `X-Forwarded-*`. What is absent or
 * invalid there is taken from the connection.
 */
export function forwardedOriginOf(incoming: IncomingMessage): string {
  const { headers } = incoming;
  const [ownScheme = 'http', own = ''] = originOf(incoming).split('://');
  const given = (forwarded(headers, 'proto') ?? firstOf(headers['x-forwarded-proto']))?.toLowerCase();
  const scheme = given === 'https' || given === 'http' ? given : ownScheme;
  const host = forwarded(headers, 'host') ?? firstOf(headers['x-forwarded-host']);
  const path = firstOf(headers['x-forwarded-prefix'])?.replace(/\/+$/, '') ?? '';
  const authority =
    host !== undefined && HOST.test(host)
      ? withPort(host, firstOf(headers['x-forwarded-port']), scheme)
      : own;
  return `${scheme}://${authority}${PATH.test(path) ? path : ''}`;
}
