/** Connections to the real world, through the proxy that the environment of the emulator names. */
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { formatBasic } from '../core/authorization.ts';
import { isLoopback } from '../core/loopback.ts';
import { connectUnintercepted } from '../core/own-connections.ts';
import { mayLeave } from './egress.ts';

/** A proxy that calls go through already, such as a company's. */
export interface Upstream {
  /** For https, and for http; `undefined` where calls go out directly. */
  readonly https: URL | undefined;
  readonly http: URL | undefined;
  /** Names that are called without it, as `NO_PROXY` lists them. */
  readonly direct: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a variable that some programs write in lower case. */
const variable = (environment: Environment, name: string): string =>
  environment[name.toLowerCase()] || environment[name] || '';

function proxyOf(text: string, own: number | undefined): URL | undefined {
  const address = text.includes('://') ? text : `http://${text}`;
  if (text === '' || !URL.canParse(address)) return undefined;
  const proxy = new URL(address);
  return isLoopback(proxy.hostname) && Number(proxy.port) === own ? undefined : proxy;
}

/** @param own the port of our own proxy, which a shell may still name from an earlier start */
export const upstreamOf = (environment: Environment, own: number | undefined): Upstream => ({
  https: proxyOf(variable(environment, 'HTTPS_PROXY') || variable(environment, 'ALL_PROXY'), own),
  http: proxyOf(variable(environment, 'HTTP_PROXY') || variable(environment, 'ALL_PROXY'), own),
  direct: variable(environment, 'NO_PROXY')
    .split(/[\s,]+/)
    .filter((name) => name !== ''),
});

/** The proxy that a call goes through; `undefined` where it goes out directly. */
export function proxyFor(
  { https, http, direct }: Upstream,
  scheme: 'http' | 'https',
  host: string,
  port: number,
): URL | undefined {
  const proxy = scheme === 'https' ? https : http;
  if (proxy === undefined || isLoopback(host) || direct.includes('*')) return undefined;
  return mayLeave(host, port, { guard: 'all', allowed: direct.flatMap(withSubdomains) }) ? undefined : proxy;
}

/** In `NO_PROXY`, most programs take a name for itself and everything below it. */
export const withSubdomains = (name: string): readonly string[] =>
  name.startsWith('.') || name.includes('*') ? [name] : [name, `.${name}`];

export const authorization = ({ username, password }: URL): string | undefined =>
  username === '' ? undefined : formatBasic(decodeURIComponent(username), decodeURIComponent(password));

/** A connection to the proxy itself. */
const connectToProxy = (proxy: URL): Socket => {
  const secure = proxy.protocol === 'https:';
  const host = proxy.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(proxy.port || (secure ? 443 : 80));
  return connectUnintercepted(() =>
    secure ? connectTls({ host, port, servername: host }) : connect({ host, port }),
  );
};

/**
 * Opens a tunnel.
 *
 * @param ready called once, with the connection or with why there is none
 */
export function openTunnel(
  upstream: Upstream,
  host: string,
  port: number,
  ready: (outcome: Socket | Error) => void,
): Socket {
  const proxy = proxyFor(upstream, 'https', host, port);
  if (proxy === undefined) {
    const socket = connectUnintercepted(() => connect({ host, port }));
    socket.once('error', ready);
    socket.once('connect', () => {
      socket.off('error', ready);
      ready(socket);
    });
    return socket;
  }
  const socket = connectToProxy(proxy);
  const target = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const credential = authorization(proxy);
  socket.write(
    `CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n${credential === undefined ? '' : `proxy-authorization: ${credential}\r\n`}\r\n`,
  );
  let head = Buffer.alloc(0);
  const read = (part: Buffer): void => {
    head = Buffer.concat([head, part]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0 && head.length < 16_384) return;
    socket.off('data', read);
    socket.off('error', ready);
    socket.pause();
    const status = /^HTTP\/1\.\d (\d{3})/.exec(head.toString('latin1'))?.[1];
    if (status !== '200') {
      socket.destroy();
      ready(new Error(`the proxy ${proxy.host} answered ${status ?? 'no HTTP'} for ${target}`));
      return;
    }
    if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
    ready(socket);
  };
  socket.on('data', read);
  socket.once('error', ready);
  return socket;
}
