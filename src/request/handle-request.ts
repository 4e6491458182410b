/** Answers one request to a vendor in a world, from the choice of the contract version to the reply. Begin reading here. */
import { setTimeout as wait } from 'node:timers/promises';
import type { SchemaFinding } from '../contract/schema/schema-findings.ts';
import { stopwatch } from '../core/clock.ts';
import { isPreflight } from '../core/cross-origin.ts';
import type { Fault, FaultCall } from '../core/fault.ts';
import { REASON_HEADER } from '../core/reason-header.ts';
import type { EmittedEvent } from '../core/store.ts';
import { type Issue, noReply, type Reply, type Request } from '../core/vendor.ts';
import { bodyText } from '../journal/journal.ts';
import {
  findRoute,
  type Route,
  type Service,
  secretNamesOf,
  selectContractVersion,
} from '../services/service.ts';
import type { AppliedFault } from '../worlds/faults.ts';
import type { ExchangeContext, World } from '../worlds/world.ts';
import { NOTICE_HEADER, type Notices, noticeHeader } from './notice-header.ts';
import { reasonHeader } from './reason-header.ts';
import { recordedAnswer } from './recorded-answer.ts';
import { faultReply } from './render-failure.ts';
import { type ReplyEvidence, replyEvidence } from './reply-evidence.ts';
import { failureContext, type OperationResult, runOperation, toReply } from './run-operation.ts';
import { explainUnmatched } from './unmatched-reply.ts';

/** Header with the identifier of the exchange in the journal. */
export const EXCHANGE_HEADER = 'x-vendouble-exchange';

/** A reply, and how its bytes are to be sent. */
export interface Delivery {
  /** Identifier of the exchange in the journal; absent where the journal keeps none. */
  readonly id?: string | undefined;
  readonly reply: Reply;
  /** The fault that applies to the call, of which only the effects on the connection are left to do. */
  readonly fault?: Pick<Fault, 'abort' | 'drip' | 'truncate'> | undefined;
  /** Takes the text of the body once it is serialized, so that the journal need not do it again. */
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

/** Does what a fault says before the operation runs. @returns the reply, or `undefined` where the operation runs all the same */
async function applyFault(
  service: Service,
  { fault, delay }: AppliedFault,
  call: FaultCall,
  route: Route,
  moment: ExchangeContext,
): Promise<OperationResult | undefined> {
  if (delay > 0) await wait(delay);
  if (fault.abort === 'before') return { reply: noReply, source: 'fault' };
  const context = failureContext(service, moment, route.request, route.version, route.match.found);
  const rendered = faultReply(service, fault, call, context, route.match.found);
  return rendered && { ...rendered, source: 'fault' };
}

/** Delivers what a call caused before its reply, where a fault asks for that. */
async function deliverBefore(world: World, vendor: string, events: readonly EmittedEvent[]): Promise<void> {
  if (events.some(({ topic }) => world.faults.applyToDelivery({ vendor, topic }, ['before']) !== undefined))
    await world.webhooks.settle();
}

interface HeaderSources {
  /** Flaws of the document that concern the operation. */
  readonly flaws: readonly string[];
  /** Verbs that the path takes. */
  readonly allow: readonly string[];
  readonly evidence: ReplyEvidence;
  readonly notices: Notices;
}

/** The reply with the vendor's usual headers and the emulator's own. */
function addHeaders(
  { vendor }: Service,
  { id, now, ids }: ExchangeContext,
  { reply, outcome, quota }: OperationResult,
  { flaws, allow, evidence, notices }: HeaderSources,
): Reply {
  const { status, headers, body, more, chunks } = reply;
  if (status === 0) return reply;
  const own = vendor.headers?.({ status, ids: ids(), now, quota, allow });
  const all = {
    ...own,
    ...headers,
    ...noticeHeader(outcome, notices, headers?.[NOTICE_HEADER]),
    ...reasonHeader(flaws, headers?.[REASON_HEADER]),
    ...evidence.headers,
    [EXCHANGE_HEADER]: id,
  };
  if (chunks !== undefined) return { status, headers: all, chunks };
  return more === undefined ? { status, headers: all, body } : { status, headers: all, body, more };
}

const formatFinding = ({ pointer, message }: SchemaFinding): string => `${pointer} ${message}`.trim();

const issuesOf = ({ failure }: OperationResult): readonly Issue[] =>
  failure?.kind === 'invalid_request' ? failure.issues : NONE;

/**
 * Answers a request and keeps the exchange in the journal of the world.
 *
 * @param incoming as the vendor sees it; its path still has the contract's base
 * @param notices what parsing found out about the request
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
      const applied = world.faults.apply(call);
      if (applied !== undefined) {
        fault = applied.fault;
        store = (await applied.past) ?? store;
        ended = await applyFault(service, applied, call, route, moment);
      }
    }
    const isFaulty = ended !== undefined;
    ended ??= await runOperation(service, store, world, route, moment);
    if (!isFaulty && world.answers.size > 0) ended = recordedAnswer(service, world, route, ended);
  } catch (cause) {
    ended = toReply(service, cause, failureContext(service, moment, incoming, version));
  }
  const { outcome, seen, failure, source, changed = NONE, events = NONE, scope = '' } = ended;
  const operation = route?.match.found;
  const evidence = replyEvidence(service, operation, ended);
  const allow = route?.match.allow ?? NONE;
  const flaws = (operation && route?.contract.flawsOf(operation)) ?? NONE;
  const explained =
    route === undefined ? ended.reply : explainUnmatched(route.contract, incoming, failure, ended.reply);
  const reply = addHeaders(
    service,
    moment,
    { ...ended, reply: explained },
    { flaws, allow, evidence, notices },
  );
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
    secretNames: secretNamesOf(service, version),
    request: { method, path: query === '' ? path : `${path}?${query}`, headers, body: bodyText(body) },
    reply,
    source,
    failure: failure?.kind ?? null,
    issues: issuesOf(ended),
    drift: drift.length === 0 ? NONE : drift.map(formatFinding),
    ...(events.length === 0 ? {} : { events }),
    evidence: evidence.grade,
    milliseconds: Math.round((stopwatch() - started) * 1000) / 1000,
    background: {
      cause: failure,
      fault,
      collectionsRead: seen?.collectionsRead ?? NONE,
      lookups: seen?.lookups ?? NONE,
      unmatched: version !== undefined && operation === undefined && !isPreflight(method, headers),
      weak: evidence.weak,
    },
  });
  if (events.length > 0 && world.faults.size > 0) await deliverBefore(world, vendor.name, events);
  return { id, reply, fault, wrote };
}
