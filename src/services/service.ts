/** A vendor as configured, with its contracts read: the same for every world. */

import type { Contract, Operation } from '../contract/contract.ts';
import { belowBase } from '../contract/document/base-paths.ts';
import type { Grade } from '../contract/document/evidence.ts';
import type { RouteMatch, Router } from '../contract/router.ts';
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
  readonly versions: ReadonlyMap<
    string,
    { readonly contract: Contract; readonly handlers: Readonly<Record<string, AnyHandler>> }
  >;
  /** What its URLs begin with: `/name`, or nothing for the one that answers what no other does. */
  readonly prefix: string;
  readonly accounts: readonly Account[];
  readonly options: Options;
  /** Enforced; without it the vendor's own limit is shown and never reached. */
  readonly rate: Rate | undefined;
  readonly strict: boolean;
  /** Whether replies say how they are known. */
  readonly showEvidence: boolean;
  /** The weakest grade that a reply may lean on without being a finding. */
  readonly require: Grade | undefined;
  /** Told of bugs, ours or a handler's. */
  readonly report: (error: Error) => void;
}

/**
 * From the next request on, whoever holds the service serves the other one. Requests under way end as they began.
 *
 * @param service is changed
 */
export const replaceService = (service: Service, other: Service): void => void Object.assign(service, other);

/** Where a request leads: to a contract, and inside it perhaps to an operation. */
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
function segmentsOf(path: string): readonly string[] {
  try {
    const segments = path.slice(1).split('/');
    return path.includes('%') ? segments.map(decodeURIComponent) : segments;
  } catch {
    const message = 'the path is not percent-encoded UTF-8';
    throw new Failed({
      kind: 'invalid_request',
      issues: [{ in: 'path', pointer: '', keyword: 'encoding', params: {}, message, rule: '', value: path }],
    });
  }
}

function matchOf(router: Router<Operation>, { method, path }: Request): RouteMatch<Operation> {
  const segments = segmentsOf(path);
  const match = router.match(method, segments);
  // HTTP answers HEAD wherever it answers GET.
  return match.found === undefined && method === 'HEAD' ? router.match('GET', segments) : match;
}

/** Name of the version that answers. @throws {Failed} where the vendor refuses the version asked for */
export function selectContractVersion({ vendor, versions, options }: Service, request: Request): string {
  const version = vendor.selectVersion?.(request, options) ?? versions.keys().next().value;
  if (version === undefined || !versions.has(version))
    throw new Error(`${vendor.name} has no contract ${version}`);
  return version;
}

/** @throws {Failed} for a path that cannot be decoded */
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
    const match = matchOf(router, request);
    if (match.found !== undefined) return { version, contract, handlers, request, match };
    // A path that takes other methods says more than one that nobody knows.
    if (best === undefined || (best.match.allow.length === 0 && match.allow.length > 0))
      best = { version, contract, handlers, request, match };
  }
  return best ?? { version, contract, handlers, request: incoming, match: NOWHERE };
}

/** Those declared, except for a world's own credential, which opens it whatever is declared. */
export function accountsForRequest(
  { vendor, accounts }: Service,
  own: Credential | undefined,
  { headers, query }: Request,
): readonly Account[] {
  if (accounts.length === 0 || own === undefined) return accounts;
  return 'caller' in vendor.identify(headers, [own.account], query) ? [] : accounts;
}
