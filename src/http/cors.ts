/** Cross-origin calls from web pages (CORS). The control plane never takes part. */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Config } from '../config/config.ts';
import { isCrossOrigin } from '../core/cross-origin.ts';
import type { Service } from '../services/service.ts';

type RequestHeaders = Readonly<Record<string, string>>;

/** Which pages may call a service: those of every origin, or of these. */
export type AllowedOrigins = 'all' | readonly string[];

/**
 * The pages that may call a service; `undefined` where the service itself decides.
 *
 * @param cors of the configuration, which decides for documents; a built-in vendor does what the vendor does
 */
export function allowedOrigins({ vendor }: Service, cors: Config['cors']): AllowedOrigins | undefined {
  if (vendor.calledByPages === true) return 'all';
  if (vendor.foreign !== true || cors === false) return undefined;
  return cors === undefined ? 'all' : cors.origins;
}

/**
 * Whether the configuration keeps a web page away from a built-in vendor whose own headers would let it in. A page whose
 * reply is only hidden from it could still write.
 */
export function isKeptOut({ vendor }: Service, cors: Config['cors'], headers: IncomingHttpHeaders): boolean {
  if (cors === undefined || vendor.foreign === true || !isCrossOrigin(headers)) return false;
  if (vendor.openToPages !== true && vendor.calledByPages !== true) return false;
  return cors === false || headers.origin === undefined || !cors.origins.includes(headers.origin);
}

const ALLOW_ORIGIN = 'access-control-allow-origin';

/** Announces the reply as one that the page may read. Its `Vary` is merged by `exposeHeaders`. */
export function allowOrigin(
  allowed: AllowedOrigins,
  { origin }: RequestHeaders,
  outgoing: ServerResponse,
): void {
  outgoing.setHeader('vary', 'Origin');
  if (origin === undefined || !(allowed === 'all' || allowed.includes(origin))) return;
  outgoing.setHeader(ALLOW_ORIGIN, origin);
  outgoing.setHeader('access-control-allow-credentials', 'true');
}

/**
 * Answers a preflight, which no vendor sees and no journal keeps.
 *
 * @param outgoing after `allowOrigin`
 */
export function answerPreflight(headers: RequestHeaders, outgoing: ServerResponse): void {
  const vary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers';
  outgoing.setHeader('vary', vary);
  if (outgoing.hasHeader(ALLOW_ORIGIN)) {
    const asked = headers['access-control-request-headers'];
    outgoing.setHeader('access-control-allow-methods', headers['access-control-request-method'] ?? '');
    if (asked !== undefined) outgoing.setHeader('access-control-allow-headers', asked);
    if (headers['access-control-request-private-network'] === 'true')
      outgoing.setHeader('access-control-allow-private-network', 'true');
  }
  outgoing.writeHead(204).end();
}

/** Headers that pages can read anyway. */
const SAFE = new Set([
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]);

/** The headers of a reply after `allowOrigin`: its `Vary` names the origin, and the page may read all of them. */
export function exposeHeaders(
  headers: Readonly<Record<string, string>>,
  outgoing: ServerResponse,
): Readonly<Record<string, string>> {
  if (!outgoing.hasHeader('vary')) return headers;
  const { vary, ...others } = headers;
  const varies = vary === undefined || /(^|,)\s*(origin|\*)\s*(,|$)/i.test(vary) ? vary : `${vary}, Origin`;
  const all = varies === undefined ? others : { ...others, vary: varies };
  if (!outgoing.hasHeader(ALLOW_ORIGIN)) return all;
  // What the document shows of CORS is about other servers.
  const own = Object.fromEntries(Object.entries(all).filter(([name]) => !/^access-control-/i.test(name)));
  const exposed = Object.keys(own).filter((name) => !SAFE.has(name.toLowerCase()));
  return exposed.length === 0 ? own : { ...own, 'access-control-expose-headers': exposed.join(', ') };
}
