/**
 * Keeps web pages out. A page of another origin can reach a server on this machine through a name that it points here,
 * or by sending it forms; neither may read a vendor's state or steer the emulator.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { type Config, isLocal } from '../config/config.ts';
import { isCrossOrigin } from '../core/cross-origin.ts';
import { type Refusal, refusal } from '../core/emulator-error.ts';
import { createToken } from '../core/ids.ts';
import { mediaTypeEssence } from '../core/media-type.ts';
import { sameSecret } from '../core/secret.ts';

export interface Guard {
  /** Names besides `localhost` and addresses by which clients may call. */
  readonly hosts: readonly string[];
  /** What the control plane asks for beyond the loopback interface. */
  readonly token: string | undefined;
}

/** Who may call, as configured. Beyond the loopback interface the control plane always asks for a token. */
export function guardOf(config: Config): Guard {
  const { host, allowedHosts = [], adminToken } = config;
  return {
    hosts: [...allowedHosts, ...(host === undefined ? [] : [host])].map((name) => name.toLowerCase()),
    token: isLocal(config) ? undefined : (adminToken ?? createToken()),
  };
}

/** The name in a `Host` header, without port and brackets, in lower case; `undefined` when it is none. */
function nameOf(host: string): string | undefined {
  const [, bracketed, plain] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/@\s]+))(?::\d{1,5})?$/i.exec(host) ?? [];
  return (bracketed ?? plain)?.toLowerCase().replace(/\.$/, '');
}

/** A name that a stranger could point at this machine is no name of ours; an address cannot be pointed anywhere. */
export function hostGuard({ hosts }: Guard): (headers: IncomingHttpHeaders) => Refusal | undefined {
  /** Most clients call by the same name as the one before. */
  let known: string | undefined;
  return ({ host = '' }) => {
    if (host === known) return undefined;
    const name = nameOf(host);
    if (name !== undefined && (name === 'localhost' || isIP(name) !== 0 || hosts.includes(name))) {
      known = host;
      return undefined;
    }
    return refusal(
      'HOST',
      421,
      `the emulator does not answer as ${JSON.stringify(host)}; add the name to allowedHosts in the configuration`,
    );
  };
}

/** What else the control plane asks of a call. */
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
  const given = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (given !== undefined && sameSecret(given, token)) return undefined;
  return refusal(
    'TOKEN',
    401,
    'beyond the loopback interface the control plane asks for its token: Authorization: Bearer <token>',
  );
}
