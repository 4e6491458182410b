/** One server that is asked, and what is to be said of each of its replies. */
import { type Finding, replyText, requestText } from './findings.ts';
import { type Answer, type Call, isAnswer, type Silence, send } from './http.ts';
import { at, isObject, objectOf, short, textOf } from './json.ts';
import type { Operation } from './operations.ts';
import { judged } from './replies.ts';
import { type Running, startOurs } from './server.ts';
import type { Reader } from './valid.ts';
import { type Bent, type Given, written } from './write.ts';

export interface Told {
  readonly call: Call;
  readonly answer: Answer | Silence;
}

export interface ReplyCounts {
  judged: number;
  invalid: number;
  unjudged: number;
  ours: number;
}

const counts = (): ReplyCounts => ({ judged: 0, invalid: 0, unjudged: 0, ours: 0 });

/** Milliseconds that a start and a call may take. */
export const PATIENCE = { start: 120_000, call: 20_000 };
/** Milliseconds of processor. */
const SLOW = 1_000;
const MOST_RESTARTS = 3;

export class Session {
  readonly reader: Reader;
  readonly findings: Finding[] = [];
  /** Of replies from state, and of others. */
  readonly replies = { stateful: counts(), other: counts() };
  silences = 0;
  slow = 0;
  restarts = 0;
  #running: Running;
  /** Told when what was made is gone. */
  readonly #forget: (() => void)[] = [];

  constructor(reader: Reader, running: Running) {
    this.reader = reader;
    this.#running = running;
  }

  get running(): Running {
    return this.#running;
  }

  onRestart(forget: () => void): void {
    this.#forget.push(forget);
  }

  find(
    about: Finding['about'],
    kind: string,
    operation: Operation,
    told: Told | undefined,
    detail = '',
  ): void {
    this.findings.push({
      about,
      kind,
      operation: operation.id,
      pointer: operation.pointer,
      detail: short(detail, 1500),
      request: told === undefined ? '' : requestText(told.call),
      reply: told === undefined ? '' : replyText(told.answer),
    });
  }

  async #judge(operation: Operation, told: Told, answer: Answer): Promise<void> {
    const source = answer.headers['x-vendouble-source'];
    const count = source === 'inferred' ? this.replies.stateful : this.replies.other;
    const judgement = await judged(this.reader.document, this.reader.schemas, operation, answer);
    if (judgement.is === 'ours') count.ours++;
    else if (judgement.is === 'unjudged') count.unjudged++;
    else count.judged++;
    if (judgement.is !== 'breaks') return;
    count.invalid++;
    const problems = judgement.problems.map(
      ({ keyword, schema, value }) => `${value || '/'} ${keyword} (#${schema})`,
    );
    const from = `${source ?? 'none'} ${Math.floor(answer.status / 100)}xx`;
    this.find('reply', `${judgement.kind} [${from}]`, operation, told, problems.slice(0, 12).join('; '));
  }

  async #restart(operation: Operation, told: Told): Promise<void> {
    const why = this.#running.ended() ?? 'it gives no answer';
    this.find('silent', 'the server had to be started anew', operation, told, why);
    if (this.restarts++ >= MOST_RESTARTS)
      throw new Error(`the server was lost ${this.restarts} times: ${why}`);
    await this.#running.stop();
    this.#running = await startOurs(this.reader.document.file, PATIENCE.start);
    for (const forget of this.#forget) forget();
  }

  async ask(given: Given, bent: Bent = {}): Promise<Told> {
    const call = written(given, bent);
    const { operation } = given;
    const before = this.#running.processor();
    const answer = await send(this.#running.origin, call, PATIENCE.call);
    const used = this.#running.processor() - before;
    const told = { call, answer };
    if (!isAnswer(answer)) {
      this.silences++;
      this.find('silent', 'no answer', operation, told, `${used} ms of processor were used`);
      const alive = await send(
        this.#running.origin,
        { ...call, method: 'GET', path: '/__admin/health', headers: {}, body: undefined },
        PATIENCE.call,
      );
      if (!isAnswer(alive)) await this.#restart(operation, told);
      return told;
    }
    if (used > SLOW) {
      this.slow++;
      this.find('slow', 'more than a second', operation, told, `${used} ms of processor`);
    }
    await this.#judge(operation, told, answer);
    return told;
  }

  /** Why the server says that it refused: the kind of failure, and what it found. */
  async reason(answer: Answer): Promise<{ readonly failure: string; readonly issues: string }> {
    const exchange = answer.headers['x-vendouble-exchange'];
    if (exchange === undefined) return { failure: '', issues: '' };
    const path = `/__admin/exchanges/${exchange}`;
    const told = await send(
      this.#running.origin,
      { method: 'GET', path, headers: {}, body: undefined },
      PATIENCE.call,
    );
    if (!isAnswer(told) || !isObject(told.json)) return { failure: '', issues: '' };
    const issues = at(told.json, ['issues']);
    const texts = (Array.isArray(issues) ? issues : []).map((issue) => {
      const { in: place, pointer, message, rule } = objectOf(issue);
      return `${place}${pointer}: ${message} (${rule})`;
    });
    return { failure: textOf(told.json.failure) ?? '', issues: texts.slice(0, 5).join('; ') };
  }
}
