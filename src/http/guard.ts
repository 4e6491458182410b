/**
 * Keeps foreign web pages out. A page of another origin can reach a server on this machine through a host name that it
 * points here (DNS rebinding) or by posting forms. It must not read a vendor's state or control the emulator.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { type Config, isLocal } from '../config/config.ts';
import { parseBearer } from '../core/authorization.ts';
import { isCrossOrigin } from '../core/cross-origin.ts';
import { type Refusal, refusal } from '../core/emulator-error.ts';
import { createToken } from '../core/ids.ts';
import { mediaTypeEssence } from '../core/media-type.ts';
import { sameSecret } from '../core/secret.ts';

export interface Guard {
  /** Host names that clients may use besides `localhost` and addresses. */
  readonly hosts: readonly string[];
  /** Token that the control plane requires; `undefined` on the loopback interface. */
  readonly token: string | undefined;
}

/** The guard that a configuration asks for. Beyond the loopback interface the control plane always requires a token. */
export function guardOf(config: Config): Guard {
  const { host, allowedHosts = [], adminToken } = config;
  return {
    hosts: [...allowedHosts, ...(host === undefined ? [] : [host])].map((name) => name.toLowerCase()),
    token: isLocal(config) ? undefined : (adminToken ?? createToken()),
  };
}

/** The name in a `Host` header in lower case, without port and brackets; `undefined` when the header is invalid. */
function nameOf(host: string): string | undefined {
  const [, bracketed, plain] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/@\s]+))(?::\d{1,5})?$/i.exec(host) ?? [];
  return (bracketed ?? plain)?.toLowerCase().replace(/\.$/, '');
}

/** Refuses host names that a foreign page could point at this machine. An address cannot be pointed anywhere. */
export function hostGuard({ hosts }: Guard): (incoming: IncomingMessage) => Refusal | undefined {
  /** The last accepted header: most requests have the same one as the request before. */
  let known: string | undefined;
  const refuse = (host: string): Refusal | undefined => {
    const name = nameOf(host);
    if (name !== undefined && (name === 'localhost' || isIP(name) !== 0 || hosts.includes(name)))
      return undefined;
    return refusal(
      'HOST',
      421,
      `the emulator does not answer as ${JSON.stringify(host)}; add the name to allowedHosts in the configuration`,
    );
  };
  return ({ headers: { host = '' }, url = '' }) => {
    if (host !== known) {
      const refused = refuse(host);
      if (refused !== undefined) return refused;
      known = host;
    }
    // The host of an absolute URL is the one that the client means, whatever the header says.
    const [, authority] = url.startsWith('/') ? [] : (/^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url) ?? []);
    return authority === undefined ? undefined : refuse(authority);
  };
}

/** Refuses calls of the control plane from foreign pages, with another content type than JSON, or without the token. */
export function refuseControl(
  method: string,
  headers: IncomingHttpHeaders,
  { token }: Guard,
): Refusal | undefined {
  if (isCrossOrigin(headers))
    return refusal('ORIGIN', 403, 'the control plane takes no calls from pages of another origin');
  const type = mediaTypeEssence(headers['content-type'] ?? '');
  if (method !== 'GET' && method !== 'HEAD' && type !== '' && type !== 'application/json') {
    return refusal('MEDIA_TYPE', 415, 'the control plane takes application/json only');
  }
  if (token === undefined) return undefined;
  const given = parseBearer(headers.authorization ?? '');
  if (given !== undefined && sameSecret(given, token)) return undefined;
  return refusal(
    'TOKEN',
    401,
    'beyond the loopback interface the control plane asks for its token: Authorization: Bearer <token>',
  );
}
