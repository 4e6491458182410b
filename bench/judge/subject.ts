/** Judges one document: both servers on it, one after the other, and every call to ours. */
import { type Called, callAll, type Limits } from './calls.ts';
import { readDocument } from './document.ts';
import type { Finding } from './findings.ts';
import { isAnswer, send } from './http.ts';
import { type Operation, operationsOf } from './operations.ts';
import { pairsOf } from './pairs.ts';
import { Schemas } from './schemas.ts';
import { NoStart, type Running, startOurs, startPrism } from './server.ts';
import { PATIENCE, type ReplyCounts, Session } from './session.ts';
import { type Reader, validCall } from './valid.ts';
import { type Members, type Walked, Walker } from './walk.ts';
import { type Given, written } from './write.ts';

/** Milliseconds and megabytes. */
export interface Speed {
  readonly ready: number;
  readonly first: number | undefined;
  readonly memory: number;
  /** Of processor, for start and first call together. */
  readonly processor: number;
  /** From SIGTERM to the end. */
  readonly end: number;
}

export const timed = (speed: Speed | string | undefined): speed is Speed => typeof speed === 'object';

export interface Subject {
  readonly name: string;
  readonly version: string;
  readonly bytes: number;
  readonly operations: number;
  /** Where there was no start: what was said. */
  readonly noStart: string | undefined;
  readonly prism: Speed | string | undefined;
  readonly ours: Speed | undefined;
  readonly called: Called | undefined;
  readonly walks: readonly Walked[];
  readonly members: Members | undefined;
  readonly replies: { readonly stateful: ReplyCounts; readonly other: ReplyCounts } | undefined;
  readonly silences: number;
  readonly slow: number;
  readonly findings: readonly Finding[];
  /** What stopped the judge itself. */
  readonly judge: string | undefined;
}

export interface Wanted extends Limits {
  readonly prism: boolean;
}

/** A call for both servers: a GET where a valid one can be made, else any. */
async function firstCall(reader: Reader, operations: readonly Operation[]): Promise<Given | undefined> {
  const gets = operations.filter(({ method }) => method === 'GET');
  for (const operation of [...gets, ...operations].slice(0, 50)) {
    try {
      const given = await validCall(reader, operation, { members: 'required', choice: 0, seed: 'first' });
      written(given);
      return given;
    } catch {
      // The next.
    }
  }
  return undefined;
}

async function firstTime(
  running: Running,
  given: Given | undefined,
  atRoot: boolean,
): Promise<number | undefined> {
  if (given === undefined) return undefined;
  const { base } = given.operation;
  const call = written(given);
  const answer = await send(
    running.origin,
    { ...call, path: atRoot ? call.path.slice(base.length) : call.path },
    PATIENCE.start,
  );
  return isAnswer(answer) ? answer.milliseconds : undefined;
}

async function prismOn(file: string, given: Given | undefined): Promise<Speed | string> {
  try {
    const running = await startPrism(file, PATIENCE.start);
    const first = await firstTime(running, given, true);
    const [memory, processor] = [running.memory(), running.processor()];
    return { ready: running.ready, first, memory, processor, end: await running.stop() };
  } catch (cause) {
    if (cause instanceof NoStart) return cause.message;
    throw cause;
  }
}

const nothing = {
  ours: undefined,
  called: undefined,
  walks: [],
  members: undefined,
  replies: undefined,
  silences: 0,
  slow: 0,
} as const;

const startFinding = (detail: string): Finding => ({
  about: 'start',
  kind: 'no start',
  operation: '',
  pointer: '',
  detail,
  request: '',
  reply: '',
});

async function judgeRunning(
  running: Running,
  reader: Reader,
  operations: readonly Operation[],
  given: Given | undefined,
  wanted: Wanted,
): Promise<Omit<Subject, 'name' | 'version' | 'bytes' | 'operations' | 'noStart' | 'prism'>> {
  const first = await firstTime(running, given, false);
  const [memory, processor] = [running.memory(), running.processor()];
  const session = new Session(reader, running);
  const pairs = pairsOf(reader.document, operations);
  const walker = new Walker(session, pairs, operations);
  const walks: Walked[] = [];
  let called: Called | undefined;
  let judge: string | undefined;
  try {
    for (const pair of pairs) walks.push(await walker.walk(pair));
    called = await callAll(session, walker, operations, wanted);
  } catch (cause) {
    judge = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  }
  const end = await session.running.stop();
  return {
    ours: { ready: running.ready, first, memory, processor, end },
    called,
    walks,
    members: walker.members,
    replies: session.replies,
    silences: session.silences,
    slow: session.slow,
    findings: session.findings,
    judge,
  };
}

export async function judgeDocument(file: string, name: string, wanted: Wanted): Promise<Subject> {
  let reader: Reader;
  let operations: readonly Operation[];
  try {
    const document = readDocument(file);
    operations = operationsOf(document);
    reader = { document, schemas: new Schemas(document) };
  } catch (cause) {
    const judge = cause instanceof Error ? cause.message : String(cause);
    return {
      ...nothing,
      name,
      version: '?',
      bytes: 0,
      operations: 0,
      noStart: undefined,
      prism: undefined,
      findings: [],
      judge,
    };
  }
  const { version, bytes } = reader.document;
  const about = { name, version, bytes, operations: operations.length };
  const given = await firstCall(reader, operations);
  const prism = wanted.prism ? await prismOn(file, given) : undefined;
  try {
    const running = await startOurs(file, PATIENCE.start);
    return {
      ...about,
      prism,
      noStart: undefined,
      ...(await judgeRunning(running, reader, operations, given, wanted)),
    };
  } catch (cause) {
    if (!(cause instanceof NoStart)) throw cause;
    const findings = [startFinding(cause.message)];
    return { ...nothing, ...about, prism, noStart: cause.message, findings, judge: undefined };
  } finally {
    reader.schemas.close();
  }
}
