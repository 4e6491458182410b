/** Makes a scenario of a recording: the calls that made its records, and the answers that the emulator gives otherwise. */
import { isObject } from '../core/is-object.ts';
import { formatPointer } from '../core/json-pointer.ts';
import type { Store } from '../core/store.ts';
import type { Reply, Request } from '../core/vendor.ts';
import type { ReplayedExchange } from '../recordings/read-recording.ts';
import { readReply, readRequest } from '../recordings/received-exchange.ts';
import { makeInternalCall } from '../request/internal-call.ts';
import { type ReplyReference, resolveReferences } from '../scenarios/references.ts';
import { callWith } from '../scenarios/run-scenario.ts';
import type { Scenario, ScenarioAnswer, ScenarioCall } from '../scenarios/scenario-file.ts';
import { findRoute, type Service } from '../services/service.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import { type ComparedExchange, compareExchanges } from './find-drift.ts';
import { READS } from './order-by-cause.ts';
import { isIdentifier, isVolatile } from './symbols.ts';

/** What became of an exchange. */
export interface CompiledExchange {
  readonly exchange: ReplayedExchange;
  /**
   * `same`: the emulator answers it alike. `recorded`: the scenario has the recorded answer. `differs`: the call is part of
   * the scenario, and the emulator answers it otherwise.
   */
  readonly outcome: 'same' | 'recorded' | 'differs' | 'left out';
  /** Why it is not the same, in a sentence. */
  readonly reason: string | undefined;
}

export interface CompiledScenario {
  readonly scenario: Scenario;
  readonly exchanges: readonly CompiledExchange[];
}

/** Values that earlier calls were answered, and where they are in the replies. */
type Known = Map<string, ReplyReference>;

function learn(known: Known, call: number, value: unknown, pointer = '', name = ''): void {
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) learn(known, call, item, `${pointer}/${index}`, name);
  else if (isObject(value))
    for (const [inside, item] of Object.entries(value))
      learn(known, call, item, pointer + formatPointer(inside), inside);
  else if (isVolatile(name, value) && !known.has(String(value)))
    known.set(String(value), { $reply: call, pointer });
}

function refer(value: unknown, known: Known, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => refer(item, known, name));
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([inside, item]) => [inside, refer(item, known, inside)]),
    );
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  return (isIdentifier(name, value) ? known.get(String(value)) : undefined) ?? value;
}

const referTexts = (
  texts: Readonly<Record<string, string>>,
  known: Known,
  isReferring: (name: string, value: string) => boolean = isIdentifier,
): Readonly<Record<string, string | ReplyReference>> =>
  Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [
      name,
      (isReferring(name, value) ? known.get(value) : undefined) ?? value,
    ]),
  );

const withoutEmpty = <T extends Readonly<Record<string, unknown>>>(value: T): T =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([, part]) => part !== undefined && !(isObject(part) && Object.keys(part).length === 0),
    ),
  ) as T;

/** The operation of a call and its parameters; a sentence where a scenario cannot say them. */
function targetOf(
  service: Service,
  version: string,
  request: Request,
  known: Known,
): Pick<ScenarioCall, 'operation' | 'path' | 'query'> | string {
  const [first] = service.versions.keys();
  if (version !== first) return `scenarios speak version ${first}`;
  const { match } = findRoute(service, version, request);
  if (match.found === undefined) return 'the contract does not describe the call';
  const pairs = [...new URLSearchParams(request.query)].filter(
    ([name]) => match.found?.keys.includes(name) !== true,
  );
  const query = Object.fromEntries(pairs);
  if (Object.keys(query).length < pairs.length) return 'a name of its query is repeated';
  return {
    operation: match.found.id,
    path: referTexts(match.params, known, () => true),
    query: referTexts(query, known),
  };
}

/** A body is part of a scenario as JSON. */
const bodyOf = ({ body }: Request): { readonly value: unknown } | string =>
  body.kind === 'none'
    ? { value: undefined }
    : body.kind === 'json'
      ? { value: body.value }
      : 'its body is not JSON';

function answerOf(
  { recorded }: ReplayedExchange,
  reply: Reply,
  target: Pick<ScenarioCall, 'operation' | 'path' | 'query'>,
  known: Known,
  recording: string,
): ScenarioAnswer {
  const type = reply.headers?.['content-type'];
  return withoutEmpty({
    ...target,
    reply: {
      status: reply.status,
      ...(type === undefined ? {} : { headers: { 'content-type': type } }),
      ...(reply.body === undefined ? {} : { body: refer(reply.body, known) }),
    },
    source: `recording ${recording}, exchange ${recorded.id} of ${recorded.at}`,
  });
}

/** Why the emulator's answer is not the recorded one; `undefined` where it is. */
const otherwise = ({ differences, skipped }: ComparedExchange): string | undefined =>
  skipped ?? differences.find(({ against }) => against === 'emulator')?.message;

interface Compiling {
  readonly service: Service;
  readonly recording: string;
  readonly known: Known;
  readonly calls: ScenarioCall[];
  /** Of the replies to the calls, which have been made. */
  readonly bodies: unknown[];
  readonly store: Store;
}

const SEED = '1';

/** Whether the emulator's reply has it too. */
function isThere(reference: ReplyReference, bodies: readonly unknown[]): boolean {
  try {
    resolveReferences(reference, bodies);
    return true;
  } catch {
    return false;
  }
}

/** Adds a call that changed something. @returns why it cannot be part of a scenario */
async function addCall(
  compiling: Compiling,
  { exchange, verdict, differences, skipped }: ComparedExchange,
  clock: Date,
): Promise<string | undefined> {
  const { service, known, calls, bodies } = compiling;
  const request = readRequest(exchange.received);
  const reply = readReply(exchange.received);
  if ('problem' in request) return request.problem;
  if ('problem' in reply) return reply.problem;
  const refused = skipped ?? differences.find(({ kind }) => kind === 'status-differs')?.message;
  if (refused !== undefined) return refused;
  const target = targetOf(service, verdict.version ?? '', request.value, known);
  const body = bodyOf(request.value);
  if (typeof target === 'string') return target;
  if (typeof body === 'string') return body;
  const call = withoutEmpty({ ...target, body: refer(body.value, known) });
  try {
    bodies.push((await makeInternalCall(service, compiling.store, SEED, clock, callWith(call, bodies))).body);
  } catch (cause) {
    return `the emulator refuses it: ${(cause as Error).message}`;
  }
  calls.push(call);
  const sent: Known = new Map();
  learn(sent, 0, body.value);
  const given: Known = new Map();
  learn(given, calls.length, reply.value.body);
  for (const [value, reference] of given)
    if (!sent.has(value) && !known.has(value) && isThere(reference, bodies)) known.set(value, reference);
  return undefined;
}

/** The recorded answer to a call that reads. @returns why there can be none */
function answerTo(
  { service, known, recording }: Compiling,
  { exchange, verdict }: ComparedExchange,
): ScenarioAnswer | string {
  const request = readRequest(exchange.received);
  const reply = readReply(exchange.received);
  if ('problem' in request) return request.problem;
  if ('problem' in reply) return reply.problem;
  const { status } = reply.value;
  if (status === 401 || status === 403) return 'credentials are not in a recording';
  if (status === 429 || status >= 500) return 'the vendor was overloaded or failed';
  if (status === 304) return 'its answer depends on what the client has kept';
  const target = targetOf(service, verdict.version ?? '', request.value, known);
  if (typeof target === 'string') return target;
  return answerOf(exchange, reply.value, target, known, recording);
}

const changes = ({ exchange: { recorded } }: ComparedExchange): boolean =>
  !READS.has(recorded.request.method) && recorded.reply.status < 300;

/** What becomes of calls that change nothing, once those that do are part of the scenario. */
function outcomeOf(
  compiling: Compiling,
  compared: ComparedExchange,
  { isFinal, isIncomplete }: { readonly isFinal: boolean; readonly isIncomplete: boolean },
  answers: ScenarioAnswer[],
): CompiledExchange {
  const { exchange } = compared;
  const reason =
    otherwise(compared) ??
    (isFinal && isIncomplete ? 'calls before it are not part of the scenario' : undefined);
  const leftOut = (why: string): CompiledExchange => ({ exchange, outcome: 'left out', reason: why });
  if (reason === undefined) return { exchange, outcome: 'same', reason };
  if (!READS.has(exchange.recorded.request.method)) return leftOut(reason);
  // What was true before a later change is not true of the scenario.
  if (!isFinal) return leftOut(`${reason}; later calls changed the records`);
  const answer = answerTo(compiling, compared);
  if (typeof answer === 'string') return leftOut(answer);
  answers.push(answer);
  return { exchange, outcome: 'recorded', reason };
}

/**
 * @param recording its name, which becomes part of the sources
 * @param basePath path of the address that the vendor was called at
 */
export async function compileScenario(
  service: Service,
  exchanges: readonly ReplayedExchange[],
  recording: string,
  basePath = '',
): Promise<CompiledScenario> {
  const all: ComparedExchange[] = [];
  for await (const compared of compareExchanges(service, exchanges, basePath)) all.push(compared);
  const compiling: Compiling = {
    service,
    recording,
    known: new Map(),
    calls: [],
    bodies: [],
    store: createMemoryStore(),
  };
  const clock = all[0]?.exchange.recorded.at ?? new Date(0).toISOString();
  const outcomes = new Map<ComparedExchange, CompiledExchange>();
  for (const compared of all.filter(changes)) {
    const { exchange } = compared;
    const unfit = await addCall(compiling, compared, new Date(clock));
    const reason = unfit ?? otherwise(compared);
    const outcome = unfit !== undefined ? 'left out' : reason === undefined ? 'same' : 'differs';
    outcomes.set(compared, { exchange, outcome, reason });
  }
  const isIncomplete = [...outcomes.values()].some(({ outcome }) => outcome !== 'same');
  const last = all.findLastIndex(changes);
  const answers: ScenarioAnswer[] = [];
  const listed = all.map(
    (compared, index) =>
      outcomes.get(compared) ??
      outcomeOf(compiling, compared, { isFinal: index > last, isIncomplete }, answers),
  );
  const names = [...new Set(compiling.calls.map(({ operation }) => operation))];
  return {
    scenario: {
      description: `What ${recording} recorded${names.length === 0 ? '' : `: ${names.join(', ')}`}.`,
      clock,
      calls: compiling.calls,
      ...(answers.length === 0 ? {} : { answers }),
    },
    exchanges: listed,
  };
}
