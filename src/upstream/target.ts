/** The real vendor's address: fixed at the start, never taken from a request. */
import type { LookupFunction } from 'node:net';
import { ConfigError, type UpstreamConfig } from '../config/config.ts';
import { isPrivateAddress, isPrivateName } from '../core/private-address.ts';
import { type Connections, createConnections } from './connections.ts';

const { lookup } = process.getBuiltinModule('node:dns');
const { Agent: HttpAgent } = process.getBuiltinModule('node:http');
const { Agent: HttpsAgent } = process.getBuiltinModule('node:https');

export interface UpstreamTarget {
  readonly url: URL;
  /** Path before that of every call, without a slash at its end. */
  readonly basePath: string;
  readonly connections: Connections;
  /** Whether the vendor's certificate is not verified. */
  readonly insecure: boolean;
}

/** @throws {ConfigError} for an address that cannot be called */
export function openTarget({ to, insecure = false, proxy }: UpstreamConfig): UpstreamTarget {
  const url = parseTarget(to);
  const proxyEnv = proxy === undefined ? process.env : { HTTPS_PROXY: proxy, HTTP_PROXY: proxy };
  const connections = createConnections((most = Number.POSITIVE_INFINITY) => {
    const options = { keepAlive: true, proxyEnv, maxSockets: most };
    return url.protocol === 'https:'
      ? new HttpsAgent({ ...options, rejectUnauthorized: !insecure })
      : new HttpAgent(options);
  });
  return { url, basePath: url.pathname.replace(/\/+$/, ''), connections, insecure };
}

function parseTarget(to: string): URL {
  const url = URL.parse(to);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new ConfigError(
      `${JSON.stringify(to)} is not an http(s) address; write --to https://api.example.com`,
    );
  if (url.username !== '' || url.password !== '')
    throw new ConfigError('the address of the vendor contains a credential; let your client send it instead');
  if (url.search !== '' || url.hash !== '')
    throw new ConfigError(`${to} has a query or a fragment; write the address without them`);
  return url;
}

/** Why an address that a name leads to is not called; `undefined` when it may be. */
const refuseAddress = (url: URL, address: string): string | undefined =>
  isPrivateAddress(address) && !isPrivateName(url.hostname)
    ? `${url.hostname} leads to the private address ${address}; name the address itself if you mean it`
    : undefined;

/** Finds the address of the vendor, and refuses one that is not to be called. */
export const checkedLookup =
  (target: UpstreamTarget): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, options, (error, address, family) => {
      const [first] = Array.isArray(address) ? address : [{ address }];
      const refused = error === null ? refuseAddress(target.url, first?.address ?? '') : undefined;
      callback(refused === undefined ? error : new Error(refused), address, family);
    });
  };
