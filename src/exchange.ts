/** The spine: one request through a vendor in a world, from the choice of version to the reply that is sent. */
import { setTimeout as wait } from 'node:timers/promises';
import { stopwatch } from './clock.ts';
import type { Call, Fault } from './control/faults.ts';
import { bodyText, type Seen, type Source } from './control/journal.ts';
import type { World } from './control/world.ts';
import { createIds } from './ids.ts';
import { type Outcome, runPipeline } from './pipeline/pipeline.ts';
import { refusal, renderRefusal } from './refusal.ts';
import { accountsFor, type Route, routeOf, type Service, versionOf } from './service.ts';
import { type Change, NotKeptError } from './state/store.ts';
import {
  DEFAULT_ACCOUNT,
  Failed,
  type Failure,
  type FailureContext,
  hangUp,
  type Identity,
  type Quota,
  type Reply,
  type Request,
} from './vendor.ts';
import {
  askedFor,
  driftChecked,
  internal,
  NOTICE_HEADER,
  type Notices,
  notesOn,
  standingOf,
  withHeaders,
  worded,
} from './wording.ts';

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

const UNSEEN: Seen = { looked: [], sought: [] };

/** What is known of an exchange when it ends. */
interface Ended {
  readonly reply: Reply;
  readonly source: Source;
  readonly failure?: Failure | undefined;
  readonly outcome?: Outcome | undefined;
  readonly quota?: Quota | undefined;
  /** In what the vendor's words for a failure break the contract. */
  readonly drift?: Outcome['drift'] | undefined;
  readonly seen?: Seen | undefined;
  /** What was written, and whose it is. */
  readonly changed?: readonly Change[] | undefined;
  readonly scope?: string | undefined;
}

interface Limited {
  readonly quota: Quota | undefined;
  readonly refused: readonly Failure[];
}

function limit(service: Service, world: World, account: string, now: Date): Limited {
  const rate = service.rate ?? service.vendor.rateLimit;
  if (rate === undefined) return { quota: undefined, refused: [] };
  const { quota, exceeded } = world.limits.take(`${service.vendor.name}/${account}`, rate, now);
  return { quota, refused: exceeded && service.rate !== undefined ? [{ kind: 'rate_limited', quota }] : [] };
}

/** In strict mode a reply that breaks its contract is our failure, and nothing of it is kept. */
const kept = ({ result, drift }: Outcome, strict: boolean): boolean =>
  'reply' in result && !(strict && drift.length > 0);

/**
 * @param incoming as the vendor sees it, its path still with the contract's base
 * @returns the reply to send; never rejects
 */
export async function exchange(
  service: Service,
  world: World,
  incoming: Request,
  notices: Notices,
): Promise<Delivery> {
  const { vendor, options } = service;
  const started = stopwatch();
  const now = world.clock.now();
  const { id, ids } = world.nextExchange();
  let version: string | undefined;
  let route: Route | undefined;
  let fault: Fault | undefined;
  let ended: Ended;
  try {
    version = versionOf(service, incoming);
    route = routeOf(service, version, incoming);
    const call = callOf(service, route, incoming);
    const struck = world.faults.strike(call);
    fault = struck?.fault;
    if (struck !== undefined && struck.delay > 0) await wait(struck.delay);
    const context = {
      request: route.request,
      version,
      operation: route.match.found?.id,
      ids: ids(),
      now,
      options,
    };
    const asked = fault && askedFor(service, fault, call, context, route.match.found);
    if (fault?.abort === 'before') ended = { reply: hangUp, source: 'fault' };
    else if (asked !== undefined) ended = { ...asked, source: 'fault' };
    else ended = await answered(service, struck?.past ?? world.store, world, route, context);
  } catch (cause) {
    ended = thrown(service, cause, {
      request: incoming,
      version: version ?? [...service.versions.keys()][0] ?? '',
      operation: undefined,
      ids: ids(),
      now,
      options,
    });
  }
  const { outcome, quota, changed = [], scope = '' } = ended;
  const own = vendor.headers?.({
    status: ended.reply.status,
    ids: ids(),
    now,
    quota,
    allow: route?.match.allow ?? [],
  });
  const operation = route?.match.found;
  const standing = standingOf(service, operation, ended);
  const reply: Reply =
    ended.reply.status === 0
      ? ended.reply
      : {
          ...ended.reply,
          headers: {
            ...own,
            ...ended.reply.headers,
            ...notesOn(outcome, notices, ended.reply.headers?.[NOTICE_HEADER]),
            ...standing.headers,
            [EXCHANGE_HEADER]: id,
          },
        };
  if (changed.length > 0) world.revisions.add(changed, { exchange: id, at: now, scope });
  const wrote = world.journal.add({
    id,
    world: world.id,
    at: now,
    vendor: vendor.name,
    version: version ?? null,
    operation: operation?.id ?? null,
    request: {
      method: incoming.method,
      path: incoming.query === '' ? incoming.path : `${incoming.path}?${incoming.query}`,
      headers: incoming.headers,
      body: bodyText(incoming.body),
    },
    reply,
    source: ended.source,
    failure: ended.failure?.kind ?? null,
    issues: ended.failure?.kind === 'invalid_request' ? ended.failure.issues : [],
    drift: (ended.drift ?? outcome?.drift ?? []).map(({ pointer, message }) =>
      `${pointer} ${message}`.trim(),
    ),
    evidence: standing.grade,
    milliseconds: Math.round((stopwatch() - started) * 1000) / 1000,
    background: { cause: ended.failure, fault, ...(ended.seen ?? UNSEEN), weak: standing.weak },
  });
  return { id, reply, fault, wrote };
}

const callOf = ({ vendor }: Service, { request, match }: Route, incoming: Request): Call => ({
  vendor: vendor.name,
  operation: match.found?.id,
  method: request.method,
  path: incoming.path,
  request,
});

async function answered(
  service: Service,
  store: World['store'],
  world: World,
  route: Route,
  context: FailureContext,
): Promise<Ended> {
  const { vendor, options, strict } = service;
  const { contract, handlers, request, match } = route;
  const accounts = accountsFor(service, world.credentials.get(vendor.name), request);
  const identity: Identity = vendor.identify(request.headers, accounts, request.query);
  const account = 'caller' in identity ? identity.caller.account : DEFAULT_ACCOUNT;
  const { quota, refused } = limit(service, world, account, context.now);
  const scope = `${vendor.name}/${account}`;
  let seen = UNSEEN;
  let changed: readonly Change[] = [];
  const outcome = await store.transaction(
    scope,
    vendor.collections,
    ({ state, next, looked, sought, changed: written }) => {
      seen = { looked, sought };
      changed = written;
      return runPipeline({
        vendor,
        contract,
        handlers,
        request,
        match,
        identity,
        refused,
        context: {
          state,
          ids: createIds(`${world.seed}/${scope}`, next),
          now: context.now,
          options,
        },
        world: world.seed,
      });
    },
    (result) => kept(result, strict),
  );
  // Of the world, also when a stale read was answered from its past.
  const pending = world.store.settled();
  if (pending !== undefined) await pending;
  const { result } = outcome;
  const known = { outcome, quota, seen, scope, changed: kept(outcome, strict) ? changed : [] };
  if ('refusal' in result) {
    if (result.cause !== undefined) service.report(result.cause);
    return { reply: renderRefusal(result.refusal), source: 'refusal', ...known };
  }
  if ('failure' in result)
    return { ...worded(service, result.failure, context, outcome.operation), source: 'failure', ...known };
  const marked =
    result.source === 'handler'
      ? result.reply
      : withHeaders(result.reply, { 'x-vendouble-source': result.source });
  return { ...driftChecked(service, outcome.operation, marked, outcome.drift, result.source), ...known };
}

function thrown(service: Service, cause: unknown, context: FailureContext): Ended {
  if (cause instanceof Failed)
    return { ...worded(service, cause.failure, context, undefined), source: 'failure' };
  if (cause instanceof NotKeptError)
    return { reply: renderRefusal(refusal('NOT_KEPT', 507, cause.message)), source: 'refusal' };
  service.report(cause instanceof Error ? cause : new Error(String(cause)));
  return { reply: internal(), source: 'refusal' };
}
