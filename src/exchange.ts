/** The spine: one request through a vendor in a world, from the choice of version to the reply that is sent. */
import type { Contract, Operation } from './contract/contract.ts';
import type { Rate } from './control/limits.ts';
import type { World } from './control/world.ts';
import { createIds } from './ids.ts';
import { judgeReply } from './pipeline/judge.ts';
import { type Outcome, runPipeline } from './pipeline/pipeline.ts';
import { ERROR_HEADER, refusal, renderRefusal } from './refusal.ts';
import {
  type Account,
  type AnyHandler,
  DEFAULT_ACCOUNT,
  Failed,
  type Failure,
  type FailureContext,
  type Identity,
  type Options,
  type Quota,
  type Reply,
  type Request,
  type Vendor,
} from './vendor.ts';

/** A vendor as configured, with its contracts read. */
export interface Service {
  readonly vendor: Vendor;
  readonly versions: ReadonlyMap<
    string,
    { readonly contract: Contract; readonly handlers: Readonly<Record<string, AnyHandler>> }
  >;
  readonly accounts: readonly Account[];
  readonly options: Options;
  /** Enforced; without it the vendor's own limit is shown and never reached. */
  readonly rate: Rate | undefined;
  readonly strict: boolean;
  /** Told of bugs, ours or a handler's. */
  readonly report: (error: Error) => void;
}

/** Header with what the client may not have meant: an ignored filter, a repeated key. */
export const NOTICE_HEADER = 'x-vendouble-notice';

/** What the edge learned about a request besides its value. */
export interface Notices {
  readonly duplicateKey?: string | undefined;
}

/** The path below one of the contract's base paths, and that base. */
function splitBase(
  path: string,
  bases: readonly string[],
): { readonly base: string; readonly path: string } | undefined {
  const base = bases.find((known) => path === known || path.startsWith(`${known}/`));
  return base === undefined ? undefined : { base, path: path.slice(base.length) || '/' };
}

/** @throws {Failed} where the vendor refuses the version asked for */
function versionOf({ vendor, versions, options }: Service, request: Request): string {
  const version = vendor.selectVersion?.(request, options) ?? [...versions.keys()][0];
  if (version === undefined || !versions.has(version))
    throw new Error(`${vendor.name} has no contract ${version}`);
  return version;
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

const succeeded = ({ result }: Outcome): boolean => 'reply' in result;

/** In strict mode a reply that breaks its contract is our failure, and nothing of it is kept. */
const kept = (outcome: Outcome, strict: boolean): boolean =>
  succeeded(outcome) && !(strict && outcome.drift.length > 0);

/** Header values are ASCII; what a client sent is escaped. */
const ascii = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (character) =>
    encodeURIComponent(character.isWellFormed() ? character : '\ufffd'),
  );

/**
 * @param request as the vendor sees it, its path still with the contract's base
 * @returns the reply to send; never rejects
 */
export async function exchange(
  service: Service,
  world: World,
  incoming: Request,
  notices: Notices,
): Promise<Reply> {
  const { vendor, options, strict } = service;
  const now = world.clock.now();
  const ids = world.exchangeIds();
  const answer = (reply: Reply, about: Partial<Outcome>, quota: Quota | undefined): Reply => {
    const own = vendor.headers?.({ status: reply.status, ids, now, quota, allow: about.allow ?? [] });
    return { ...reply, headers: { ...own, ...reply.headers, ...notesOn(about, notices) } };
  };
  try {
    let version: string;
    try {
      version = versionOf(service, incoming);
    } catch (cause) {
      if (!(cause instanceof Failed)) throw cause;
      const [first = ''] = service.versions.keys();
      const context: FailureContext = {
        request: incoming,
        version: first,
        operation: undefined,
        ids,
        now,
        options,
      };
      return answer(
        vendor.renderFailure(cause.failure, context),
        {},
        limit(service, world, DEFAULT_ACCOUNT, now).quota,
      );
    }
    const { contract, handlers } = service.versions.get(version) ?? raise(`no contract ${version}`);
    const split = splitBase(incoming.path, contract.bases);
    const request: Request =
      split === undefined ? incoming : { ...incoming, path: split.path, base: incoming.base + split.base };

    const identity: Identity = vendor.identify(request.headers, service.accounts);
    const account = 'caller' in identity ? identity.caller.account : DEFAULT_ACCOUNT;
    const { quota, refused } = limit(service, world, account, now);

    const outcome = await world.store.transaction(
      `${vendor.name}/${account}`,
      vendor.collections,
      ({ state, next }) => {
        const context = {
          state,
          ids: createIds(`${world.seed}/${vendor.name}/${account}`, next),
          now,
          options,
        };
        return runPipeline({
          vendor,
          contract,
          handlers,
          request,
          outside: split === undefined,
          identity,
          refused,
          context,
          world: world.seed,
        });
      },
      (ended) => kept(ended, strict),
    );

    const context: FailureContext = { request, version, operation: outcome.operation?.id, ids, now, options };
    return answer(replyOf(service, outcome, context), outcome, quota);
  } catch (cause) {
    service.report(cause instanceof Error ? cause : new Error(String(cause)));
    return renderRefusal(
      refusal(
        'INTERNAL',
        500,
        'the emulator failed and changed nothing; its standard error stream says where. Please report it.',
      ),
    );
  }
}

function replyOf(service: Service, outcome: Outcome, context: FailureContext): Reply {
  const { result, operation } = outcome;
  if ('refusal' in result) {
    if (result.cause !== undefined) service.report(result.cause);
    return renderRefusal(result.refusal);
  }
  if ('reply' in result)
    return driftChecked(service, operation, withSource(result.reply, result.source), outcome.drift);
  const reply = service.vendor.renderFailure(result.failure, context);
  const mark = unmatched(result.failure);
  if (mark !== undefined) return reply.status < 400 ? reply : withHeaders(reply, mark);
  return driftChecked(service, operation, reply, operation === undefined ? [] : judgeReply(operation, reply));
}

const withHeaders = (reply: Reply, headers: Readonly<Record<string, string>>): Reply => ({
  ...reply,
  headers: { ...headers, ...reply.headers },
});

/** Tells a call that nothing answers from the vendor's own not-found. */
const unmatched = (failure: Failure): Readonly<Record<string, string>> | undefined =>
  failure.kind === 'route_not_found'
    ? { [ERROR_HEADER]: 'NO_ROUTE' }
    : failure.kind === 'method_not_allowed'
      ? { allow: failure.allow.join(', '), [ERROR_HEADER]: 'NO_METHOD' }
      : undefined;

const withSource = (reply: Reply, source: string): Reply =>
  source === 'handler' ? reply : withHeaders(reply, { 'x-vendouble-source': source });

function driftChecked(
  { strict }: Service,
  operation: Operation | undefined,
  reply: Reply,
  drift: Outcome['drift'],
): Reply {
  const [first] = drift;
  if (first === undefined) return reply;
  const text = `the reply of ${operation?.id} breaks its contract: ${first.pointer} ${first.message} (${first.rule})`;
  if (strict) return renderRefusal(refusal('RESPONSE_INVALID', 500, `${text}. Nothing was changed.`));
  return withHeaders(reply, { 'x-vendouble-drift': ascii(text) });
}

function notesOn(about: Partial<Outcome>, { duplicateKey }: Notices): Readonly<Record<string, string>> {
  const notes = (about.ignored ?? []).map((name) => `the query parameter ${name} is ignored`);
  if (duplicateKey !== undefined)
    notes.push(`the key ${duplicateKey} is repeated in the body, and the last one counts`);
  return notes.length === 0 ? {} : { [NOTICE_HEADER]: ascii(notes.slice(0, 5).join('; ')).slice(0, 500) };
}

function raise(sentence: string): never {
  throw new Error(sentence);
}
