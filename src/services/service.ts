/** A configured vendor with its contracts. All worlds share it. */

import type { WebhookTarget } from '../config/webhook-target.ts';
import type { Contract, Operation } from '../contract/contract.ts';
import { belowBase } from '../contract/document/base-paths.ts';
import type { Grade } from '../contract/document/evidence.ts';
import type { RouteMatch, Router } from '../contract/router.ts';
import { operationAt } from '../contract/suggest-operations.ts';
import type { Collections } from '../core/store.ts';
import {
  type Account,
  type AnyHandler,
  type Credential,
  Failed,
  type Options,
  type Rate,
  type Request,
  type Vendor,
} from '../core/vendor.ts';

export interface Service {
  readonly vendor: Vendor;
  /** The vendor's collections, and the outbox of its webhooks. */
  readonly collections: Collections;
  readonly versions: ReadonlyMap<
    string,
    { readonly contract: Contract; readonly handlers: Readonly<Record<string, AnyHandler>> }
  >;
  /** Beginning of its URLs, such as `/name`; empty for the vendor that answers all other URLs. */
  readonly prefix: string;
  /** Other beginnings of its URLs. */
  readonly otherPrefixes: readonly string[];
  readonly accounts: readonly Account[];
  readonly options: Options;
  /** Receivers of webhooks that the configuration names. */
  readonly webhooks: readonly WebhookTarget[];
  /** The enforced rate limit. Without it, the vendor's own limit is shown in headers and never reached. */
  readonly rate: Rate | undefined;
  readonly strict: boolean;
  /** Whether replies have an evidence header. */
  readonly showEvidence: boolean;
  /** The weakest grade of evidence that is not reported. */
  readonly require: Grade | undefined;
  /** Receives bugs, ours or a handler's. */
  readonly report: (error: Error) => void;
}

/**
 * Replaces a service for all later requests. Requests in progress are not affected.
 *
 * @param service is changed
 */
export const replaceService = (service: Service, other: Service): void => void Object.assign(service, other);

/** The contract of a request, and its operation if there is one. */
export interface Route {
  readonly version: string;
  readonly contract: Contract;
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  /** The request below the contract's base path. */
  readonly request: Request;
  readonly match: RouteMatch<Operation>;
}

const NOWHERE = { found: undefined, allow: [] } as const;

/** Percent-decodes each segment once, so that an escaped slash stays inside its segment. */
function segmentsOf(path: string, escapes: Vendor['routing']['escapes']): readonly string[] {
  try {
    const segments = path.slice(1).split('/');
    return path.includes('%') && escapes !== 'literal' ? segments.map(decodeURIComponent) : segments;
  } catch {
    const message = 'the path is not percent-encoded UTF-8';
    throw new Failed({
      kind: 'invalid_request',
      issues: [{ in: 'path', pointer: '', keyword: 'encoding', params: {}, message, rule: '', value: path }],
    });
  }
}

function matchOf(
  router: Router<Operation>,
  { method, path }: Request,
  { escapes }: Vendor['routing'],
): RouteMatch<Operation> {
  const segments = segmentsOf(path, escapes);
  const match = router.match(method, segments);
  // HEAD is answered like GET.
  return match.found === undefined && method === 'HEAD' ? router.match('GET', segments) : match;
}

/** The version of the contract for a request. @throws {Failed} if the vendor rejects the requested version */
export function selectContractVersion({ vendor, versions, options }: Service, request: Request): string {
  const version = vendor.selectVersion?.(request, options) ?? versions.keys().next().value;
  if (version === undefined || !versions.has(version))
    throw new Error(`${vendor.name} has no contract ${version}`);
  return version;
}

/**
 * Finds the contract and the operation of a request.
 *
 * @throws {Failed} for a path that cannot be decoded
 */
export function findRoute(service: Service, version: string, incoming: Request): Route {
  const known = service.versions.get(version);
  if (known === undefined) throw new Error(`${service.vendor.name} has no contract ${version}`);
  const { contract, handlers } = known;
  const { method, query, headers, body } = incoming;
  let best: Route | undefined;
  for (const { base, router } of contract.routes) {
    const path = belowBase(incoming.path, base);
    if (path === undefined) continue;
    const request = { method, path, query, headers, body, base: incoming.base + base };
    const match = matchOf(router, request, service.vendor.routing);
    if (match.found !== undefined) return { version, contract, handlers, request, match };
    // A path with other methods is a better answer than an unknown path.
    if (best === undefined || (best.match.allow.length === 0 && match.allow.length > 0))
      best = { version, contract, handlers, request, match };
  }
  return best ?? { version, contract, handlers, request: incoming, match: NOWHERE };
}

/** Names by which credentials are sent, in lower case. @param version of the contract; the first when absent */
export const secretNamesOf = ({ versions }: Service, version?: string): ReadonlySet<string> | undefined =>
  (versions.get(version ?? '') ?? versions.values().next().value)?.contract.secretNames;

/** Whether any version of the contract has an operation with this method and path. */
export const hasOperation = ({ versions }: Service, method: string, path: string): boolean =>
  [...versions.values()].some(({ contract }) => operationAt(contract, method, path) !== undefined);

/**
 * The accounts that a request may use: the declared ones, except for a world's own credential, which is always valid.
 */
export function accountsForRequest(
  { vendor, accounts }: Service,
  own: Credential | undefined,
  { headers, query }: Request,
): readonly Account[] {
  if (accounts.length === 0 || own === undefined) return accounts;
  return 'caller' in vendor.identify(headers, [own.account], query) ? [] : accounts;
}
