/** Runs an operation: identifies the caller, counts the rate limit, and runs the pipeline in a transaction on its records. */

import type { Operation } from '../contract/contract.ts';
import { INTERNAL, refusal, renderRefusal, toError } from '../core/emulator-error.ts';
import { OUTBOX, type QueuedDelivery } from '../core/outbox.ts';
import { type Change, type EmittedEvent, NotKeptError, type Store, UnavailableError } from '../core/store.ts';
import {
  DEFAULT_ACCOUNT,
  Failed,
  type Failure,
  type FailureContext,
  type Identity,
  type Quota,
  type Reply,
  type Request,
} from '../core/vendor.ts';
import type { ReplySource, StateReads } from '../journal/exchange.ts';
import type { PipelineResult } from '../pipeline/outcome.ts';
import { runPipeline } from '../pipeline/pipeline.ts';
import { accountsForRequest, type Route, type Service } from '../services/service.ts';
import { enqueue } from '../worlds/enqueue.ts';
import type { ExchangeContext, World } from '../worlds/world.ts';
import { checkDrift } from './check-drift.ts';
import { drawIds } from './draw-ids.ts';
import { makeFirstRecords } from './first-records.ts';
import { renderFailure } from './render-failure.ts';
import { withHeaders } from './reply-headers.ts';
import { streamSequence } from './stream-sequence.ts';

/** Whether a change is one of the vendor's records. */
const isRecord = ({ collection }: Change): boolean => collection !== OUTBOX;

/** The reply of an operation, with what the journal records of it. */
export interface OperationResult {
  readonly reply: Reply;
  readonly source: ReplySource;
  readonly failure?: Failure | undefined;
  readonly outcome?: PipelineResult | undefined;
  readonly quota?: Quota | undefined;
  /** Where the rendered failure breaks the contract. */
  readonly drift?: PipelineResult['drift'] | undefined;
  readonly seen?: StateReads | undefined;
  /** The changes that were kept, and whose records they changed. */
  readonly changed?: readonly Change[] | undefined;
  readonly scope?: string | undefined;
  /** What was emitted. */
  readonly events?: readonly EmittedEvent[] | undefined;
}

const UNSEEN: StateReads = { collectionsRead: [], lookups: [] };
const NONE: readonly never[] = [];

interface Limited {
  readonly quota: Quota | undefined;
  readonly refused: readonly Failure[];
}

const UNLIMITED: Limited = { quota: undefined, refused: NONE };

function limit(service: Service, world: World, account: string, now: Date): Limited {
  const rate = service.rate ?? service.vendor.rateLimit;
  if (rate === undefined) return UNLIMITED;
  const { quota, exceeded } = world.limits.take(`${service.vendor.name}/${account}`, rate, now);
  return {
    quota,
    refused: exceeded && service.rate !== undefined ? [{ kind: 'rate_limited', quota }] : NONE,
  };
}

/** Whether changes are kept. In strict mode a reply that breaks its contract keeps none. */
const kept = ({ result, drift }: PipelineResult, strict: boolean): boolean =>
  'reply' in result && !(strict && drift.length > 0);

/** What a vendor may use to render a failure. */
export const failureContext = (
  { versions, options }: Service,
  { ids, now }: ExchangeContext,
  request: Request,
  version: string = versions.keys().next().value ?? '',
  operation?: Operation,
): FailureContext => ({ request, version, operation: operation?.id, ids: ids(), now, options });

/** @param store of the world, or its copy for a stale read */
export async function runOperation(
  service: Service,
  store: Store,
  world: World,
  route: Route,
  moment: ExchangeContext,
): Promise<OperationResult> {
  const { vendor, options, strict } = service;
  const { contract, handlers, request, match } = route;
  const accounts = accountsForRequest(service, world.credentials.get(vendor.name), request);
  const identity: Identity = vendor.identify(request.headers, accounts, request.query);
  const account = 'caller' in identity ? identity.caller.account : DEFAULT_ACCOUNT;
  const { quota, refused } = limit(service, world, account, moment.now);
  const scope = `${vendor.name}/${account}`;
  let seen = UNSEEN;
  let changed: readonly Change[] = NONE;
  let events: readonly EmittedEvent[] = NONE;
  const firstRecords = makeFirstRecords(service, world, scope, moment.now);
  if (firstRecords !== undefined) await firstRecords;
  let queued: readonly QueuedDelivery[] = NONE;
  const outcome = await store.transaction(
    scope,
    service.collections,
    async (transaction) => {
      const { state, emit, collectionsRead, lookups } = transaction;
      seen = { collectionsRead, lookups };
      changed = transaction.changed;
      events = transaction.events;
      const outcome = await drawIds(transaction, `${world.seed}/${scope}`, (ids) =>
        runPipeline({
          vendor,
          contract,
          handlers,
          request,
          match,
          identity,
          refused,
          context: { state, ids, now: moment.now, options, emit },
          world: world.seed,
        }),
      );
      if (events.length > 0 && kept(outcome, strict)) {
        // An operation that needs no credential is open to callers without one.
        const caller = 'caller' in identity ? identity.caller : { account };
        // What is read for webhooks is not what the call read.
        seen = { collectionsRead: [...collectionsRead], lookups: [...lookups] };
        const cause = { scope, caller, version: route.version, exchange: moment.id, now: moment.now };
        queued = await enqueue(service, world, events, state, cause);
      }
      return outcome;
    },
    (result) => kept(result, strict),
  );
  // The world's own store, also for a stale read from a copy.
  const pending = world.store.settled();
  if (pending !== undefined) await pending;
  if (queued.length > 0) world.webhooks.queue(scope, queued);
  const { result, operation, drift } = outcome;
  if ('refusal' in result) {
    if (result.cause instanceof UnavailableError) throw result.cause;
    if (result.cause !== undefined) service.report(result.cause);
    return { reply: renderRefusal(result.refusal), source: 'refusal', outcome, quota, seen };
  }
  if ('failure' in result) {
    const said = renderFailure(
      service,
      result.failure,
      failureContext(service, moment, request, route.version, match.found),
      operation,
    );
    return { ...said, source: 'failure', outcome, quota, seen };
  }
  const marked =
    result.source === 'modelled'
      ? result.reply
      : withHeaders(result.reply, { 'x-vendouble-source': result.source });
  const { reply, source } = checkDrift(service, operation, marked, drift, result.source);
  const effects = kept(outcome, strict)
    ? { changed: events.length === 0 ? changed : changed.filter(isRecord), events }
    : {};
  const streamed = streamSequence(service, operation, reply);
  return { reply: streamed, source, outcome, quota, seen, scope, ...effects };
}

/** The reply to a call that ended with an exception. Bugs are reported. */
export function toReply(service: Service, cause: unknown, context: FailureContext): OperationResult {
  if (cause instanceof Failed)
    return { ...renderFailure(service, cause.failure, context, undefined), source: 'failure' };
  if (cause instanceof NotKeptError)
    return { reply: renderRefusal(refusal('NOT_KEPT', 507, cause.message)), source: 'refusal' };
  if (cause instanceof UnavailableError) {
    const away = renderRefusal(refusal('STATE_AWAY', 503, cause.message));
    return { reply: withHeaders(away, { 'retry-after': '1' }), source: 'refusal' };
  }
  service.report(toError(cause));
  return { reply: renderRefusal(INTERNAL), source: 'refusal' };
}
