/** The spine: one request through a vendor in a world, from the choice of version to the reply that is sent. */
import { setTimeout as wait } from 'node:timers/promises';
import type { SchemaFinding } from '../contract/schema/compile.ts';
import { stopwatch } from '../core/clock.ts';
import type { Fault, FaultCall } from '../core/fault.ts';
import { type Issue, noReply, type Reply, type Request } from '../core/vendor.ts';
import { bodyText } from '../journal/journal.ts';
import { findRoute, type Route, type Service, selectContractVersion } from '../services/service.ts';
import type { AppliedFault } from '../worlds/faults.ts';
import type { ExchangeContext, World } from '../worlds/world.ts';
import {
  faultReply,
  NOTICE_HEADER,
  type Notices,
  noticeHeader,
  type ReplyEvidence,
  replyEvidence,
} from './reply-headers.ts';
import { failureContext, type OperationResult, runOperation, toReply } from './run-operation.ts';

/** Header with the name under which the journal keeps the exchange. */
export const EXCHANGE_HEADER = 'x-vendouble-exchange';

/** A reply, and how its bytes are to be sent. */
export interface Delivery {
  /** Name under which the journal keeps the exchange; absent where nothing was kept. */
  readonly id?: string | undefined;
  readonly reply: Reply;
  /** A fault that concerns the connection. */
  readonly fault?: Pick<Fault, 'abort' | 'drip' | 'truncate'> | undefined;
  /** To be told the text of the body, once it is written out. */
  readonly wrote?: (text: string) => void;
}

const NONE: readonly never[] = [];

const callOf = ({ vendor }: Service, { request, match }: Route, incoming: Request): FaultCall => ({
  vendor: vendor.name,
  operation: match.found?.id,
  method: request.method,
  path: incoming.path,
  request,
});

/** What a fault makes of a call; `undefined` where it leaves the answer alone. */
async function struckBy(
  service: Service,
  { fault, delay }: AppliedFault,
  call: FaultCall,
  route: Route,
  moment: ExchangeContext,
): Promise<OperationResult | undefined> {
  if (delay > 0) await wait(delay);
  if (fault.abort === 'before') return { reply: noReply, source: 'fault' };
  const context = failureContext(service, moment, route.request, route.version, route.match.found);
  const asked = faultReply(service, fault, call, context, route.match.found);
  return asked && { ...asked, source: 'fault' };
}

/** The reply with every header that it gets besides its own. */
function finished(
  { vendor }: Service,
  { id, now, ids }: ExchangeContext,
  { reply, outcome, quota }: OperationResult,
  route: Route | undefined,
  standing: ReplyEvidence,
  notices: Notices,
): Reply {
  const { status, headers, body, more } = reply;
  if (status === 0) return reply;
  const own = vendor.headers?.({ status, ids: ids(), now, quota, allow: route?.match.allow ?? NONE });
  const all = {
    ...own,
    ...headers,
    ...noticeHeader(outcome, notices, headers?.[NOTICE_HEADER]),
    ...standing.headers,
    [EXCHANGE_HEADER]: id,
  };
  return more === undefined ? { status, headers: all, body } : { status, headers: all, body, more };
}

const lineOf = ({ pointer, message }: SchemaFinding): string => `${pointer} ${message}`.trim();

const issuesOf = ({ failure }: OperationResult): readonly Issue[] =>
  failure?.kind === 'invalid_request' ? failure.issues : NONE;

/**
 * @param incoming as the vendor sees it, its path still with the contract's base
 * @returns the reply to send; never rejects
 */
export async function handleRequest(
  service: Service,
  world: World,
  incoming: Request,
  notices: Notices,
): Promise<Delivery> {
  const { vendor } = service;
  const started = stopwatch();
  const moment = world.nextExchange();
  const { id, now } = moment;
  let version: string | undefined;
  let route: Route | undefined;
  let fault: Fault | undefined;
  let ended: OperationResult | undefined;
  try {
    version = selectContractVersion(service, incoming);
    route = findRoute(service, version, incoming);
    let { store } = world;
    if (world.faults.size > 0) {
      const call = callOf(service, route, incoming);
      const struck = world.faults.strike(call);
      if (struck !== undefined) {
        fault = struck.fault;
        store = (await struck.past) ?? store;
        ended = await struckBy(service, struck, call, route, moment);
      }
    }
    ended ??= await runOperation(service, store, world, route, moment);
  } catch (cause) {
    ended = toReply(service, cause, failureContext(service, moment, incoming, version));
  }
  const { outcome, seen, failure, source, changed = NONE, events = NONE, scope = '' } = ended;
  const operation = route?.match.found;
  const standing = replyEvidence(service, operation, ended);
  const reply = finished(service, moment, ended, route, standing, notices);
  if (changed.length > 0) world.revisions.add(changed, { exchange: id, at: now, scope });
  const drift = ended.drift ?? outcome?.drift ?? NONE;
  const { method, path, query, headers, body } = incoming;
  const wrote = world.journal.add({
    id,
    world: world.id,
    at: now,
    vendor: vendor.name,
    version: version ?? null,
    operation: operation?.id ?? null,
    request: { method, path: query === '' ? path : `${path}?${query}`, headers, body: bodyText(body) },
    reply,
    source,
    failure: failure?.kind ?? null,
    issues: issuesOf(ended),
    drift: drift.length === 0 ? NONE : drift.map(lineOf),
    ...(events.length === 0 ? {} : { events }),
    evidence: standing.grade,
    milliseconds: Math.round((stopwatch() - started) * 1000) / 1000,
    background: {
      cause: failure,
      fault,
      collectionsRead: seen?.collectionsRead ?? NONE,
      lookups: seen?.lookups ?? NONE,
      weak: standing.weak,
    },
  });
  return { id, reply, fault, wrote };
}
