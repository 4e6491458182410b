/** Valid calls to each operation, and calls that differ from one of them by one change. */
import { type Answer, isAnswer } from './http.ts';
import { isNamed, wrongCalls } from './invalid.ts';
import type { Json } from './json.ts';
import type { Operation } from './operations.ts';
import { fixedFor } from './pairs.ts';
import type { Session, Told } from './session.ts';
import { Impossible, type Reader, validCall } from './valid.ts';
import type { Walker } from './walk.ts';
import type { Given } from './write.ts';

export interface Called {
  valid: number;
  /** Valid calls that were refused, or answered with a failure of the server. */
  refused: number;
  invalid: number;
  passed: number;
  named: number;
  /** Refused as the valid twin was, for what is not there or is there already: they say nothing. */
  masked: number;
  /** Operations for which the judge made no valid call, with the reason. */
  readonly uncalled: string[];
}

export interface Limits {
  /** Operations that are called, spread over the document. */
  readonly operations: number;
  /** Invalid calls to one operation. */
  readonly wrong: number;
}

const WAYS = [
  { members: 'plain', exemplary: false },
  { members: 'required', exemplary: false },
  { members: 'plain', exemplary: true },
  { members: 'all', exemplary: false },
] as const;

const STATE = [404, 409, 410];

const spread = <Item>(items: readonly Item[], most: number): readonly Item[] => {
  const every = Math.max(1, items.length / most);
  return Array.from(
    { length: Math.min(most, items.length) },
    (_, index) => items[Math.floor(index * every)],
  ).filter((item) => item !== undefined);
};

/** Values from state that the parameters of the path may have. */
async function sound(
  { schemas }: Reader,
  operation: Operation,
  fixed: ReadonlyMap<string, Json>,
): Promise<ReadonlyMap<string, Json>> {
  const kept = new Map<string, Json>();
  for (const parameter of operation.parameters) {
    const value = fixed.get(parameter.name);
    if (parameter.in !== 'path' || value === undefined) continue;
    const readings = [value, Number(value)].filter((one) => !Number.isNaN(one));
    for (const reading of readings)
      if ((await schemas.judge(parameter.schema, 'request', reading)).is === 'valid')
        kept.set(parameter.name, value);
  }
  return kept;
}

async function validCalls(session: Session, walker: Walker, operation: Operation): Promise<Given[] | string> {
  const { reader } = session;
  const made = new Map<string, Given>();
  let reason = 'no valid call was found';
  for (const [index, { members, exemplary }] of WAYS.entries()) {
    try {
      const fixed = await sound(reader, operation, fixedFor(operation, await walker.valuesFor(operation)));
      const way = { members, choice: index, seed: `${operation.id} ${index}` };
      const given = await validCall(reader, operation, way, fixed, exemplary);
      made.set(
        JSON.stringify([given.parameters.map(([, value]) => value), given.body?.value ?? null]),
        given,
      );
    } catch (cause) {
      if (!(cause instanceof Error)) throw cause;
      if (index === 0 || !exemplary) reason = cause.message;
    }
  }
  return made.size === 0 ? reason : [...made.values()];
}

/** Whether a valid call was refused, and as what. */
async function refusal(session: Session, answer: Answer): Promise<string | undefined> {
  const { status, headers } = answer;
  if (status < 400) return undefined;
  const { failure } = await session.reason(answer);
  if (failure === 'missing' || failure === 'duplicate') return undefined;
  if (STATE.includes(status) && failure !== 'invalid_request') return undefined;
  return `${status} ${failure || (headers['x-vendouble-error'] ?? headers['x-vendouble-source'] ?? '')}`;
}

const isErrorsOnly = ({ replies }: Operation): boolean =>
  !replies.some(({ status }) => /^[123d]/.test(status));

async function tryValid(session: Session, given: Given, called: Called): Promise<Answer | undefined> {
  let told: Told;
  try {
    told = await session.ask(given);
  } catch (cause) {
    if (cause instanceof Error && !(cause instanceof Impossible))
      called.uncalled.push(`${given.operation.id}: ${cause.message}`);
    return undefined;
  }
  const { answer } = told;
  if (!isAnswer(answer)) return undefined;
  called.valid++;
  const kind = isErrorsOnly(given.operation) ? undefined : await refusal(session, answer);
  if (kind === undefined) return answer;
  called.refused++;
  const { issues } = await session.reason(answer);
  const rule = /: ([^:(]*) \(/.exec(issues)?.[1] ?? '';
  session.find(
    'refused',
    `${kind}: ${rule.replaceAll(/"[^"]*"|'[^']*'|\d+/g, '…')}`,
    given.operation,
    told,
    issues,
  );
  return undefined;
}

async function tryInvalid(
  session: Session,
  twin: Answer,
  given: Given,
  most: number,
  called: Called,
): Promise<void> {
  for (const wrong of await wrongCalls(session.reader, given, most)) {
    let told: Told;
    try {
      told = await session.ask(wrong.given, wrong.bent);
    } catch {
      // What cannot be written is no call.
      continue;
    }
    const { answer } = told;
    if (!isAnswer(answer)) continue;
    const { status, text, headers } = answer;
    if (twin.status >= 400 && status === twin.status) {
      called.masked++;
      continue;
    }
    called.invalid++;
    const { operation } = given;
    if (status < 400 || status >= 500) {
      called.passed++;
      const place = wrong.where.split('/')[0];
      session.find(
        'passed',
        `${wrong.kind} in ${place}: ${status < 400 ? 'passed' : status}`,
        operation,
        told,
        wrong.where,
      );
    } else if (isNamed(wrong, status, text, headers['x-vendouble-reason'] ?? '')) called.named++;
    else
      session.find(
        'unnamed',
        `${wrong.kind} in ${wrong.where.split('/')[0]}: ${status}`,
        operation,
        told,
        wrong.where,
      );
  }
}

export async function callAll(
  session: Session,
  walker: Walker,
  operations: readonly Operation[],
  limits: Limits,
): Promise<Called> {
  const called: Called = { valid: 0, refused: 0, invalid: 0, passed: 0, named: 0, masked: 0, uncalled: [] };
  const chosen = spread(operations, limits.operations);
  // What is deleted is not there for the others.
  const ordered = chosen.toSorted(
    (one, other) => Number(one.method === 'DELETE') - Number(other.method === 'DELETE'),
  );
  for (const operation of ordered) {
    const calls = await validCalls(session, walker, operation);
    if (typeof calls === 'string') {
      called.uncalled.push(`${operation.id}: ${calls}`);
      continue;
    }
    let twin: { readonly given: Given; readonly answer: Answer } | undefined;
    for (const given of calls) {
      const answer = await tryValid(session, given, called);
      if (answer === undefined) continue;
      if (twin === undefined || (twin.answer.status >= 400 && answer.status < 400)) twin = { given, answer };
    }
    if (twin !== undefined && !isErrorsOnly(operation))
      await tryInvalid(session, twin.answer, twin.given, limits.wrong, called);
  }
  return called;
}
