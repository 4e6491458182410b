/** POST → GET → list → PATCH or PUT → GET → DELETE → GET 404, each where the document has it. */
import { type Answer, isAnswer } from './http.ts';
import { type Json, short } from './json.ts';
import type { Operation } from './operations.ts';
import { fixedFor, type Pair } from './pairs.ts';
import { type Origin, Parents } from './parents.ts';
import { candidates, contains, idNames } from './record.ts';
import { collectionOf, namesIn, ownNames, parameterOf, withPath, withSameId } from './repeat.ts';
import { contentFor, replyFor } from './replies.ts';
import { canShow, returned } from './returned.ts';
import type { Session, Told } from './session.ts';
import { Impossible, validCall } from './valid.ts';
import type { Given } from './write.ts';

export interface Walked {
  readonly collection: string;
  readonly documented: boolean;
  readonly parents: Origin;
  /** The step at which it broke; `undefined`: it held. */
  readonly broke: string | undefined;
  readonly reason: string;
  /** The judge itself could make no call for it. */
  readonly impossible: boolean;
  /** Whether the POST was answered from state. */
  readonly stateful: boolean;
  readonly steps: readonly string[];
}

/** Ends a walk: where, why, and on what. */
class Broken extends Error {
  readonly step: string;
  readonly operation: Operation;
  readonly told: Told | undefined;
  readonly detail: string;

  constructor(step: string, reason: string, operation: Operation, told?: Told, detail = '') {
    super(reason);
    this.step = step;
    this.operation = operation;
    this.told = told;
    this.detail = detail;
  }
}

interface Made {
  readonly id: string;
  readonly sent: Json;
  readonly names: readonly string[];
  readonly first: Told;
}

export interface Members {
  equal: number;
  different: number;
  lost: number;
  unholdable: number;
}

const schemaOf = (operation: Operation, answer: Answer): string | undefined =>
  contentFor(replyFor(operation, answer.status), answer.headers['content-type'] ?? '')?.schema;

export class Walker {
  readonly #session: Session;
  readonly #parents: Parents;
  readonly members: Members = { equal: 0, different: 0, lost: 0, unholdable: 0 };
  #count = 0;

  constructor(session: Session, pairs: readonly Pair[], operations: readonly Operation[]) {
    this.#session = session;
    this.#parents = new Parents(session, pairs, operations, async (pair, above) => {
      try {
        return { origin: 'made', ids: [(await this.#create(pair, above)).id] };
      } catch (cause) {
        if (cause instanceof Impossible) return { origin: 'unmade', ids: [] };
        if (cause instanceof Broken) return { origin: 'failed', ids: [] };
        throw cause;
      }
    });
  }

  /** Values for a path that lead to records which are there, for calls outside of walks. */
  async valuesFor(operation: Operation): Promise<readonly (string | undefined)[]> {
    return (await this.#parents.above(operation)).values;
  }

  async #call(
    operation: Operation,
    values: readonly (string | undefined)[],
    members: 'plain' | 'required' = 'plain',
  ): Promise<Given> {
    const way = { members, choice: 0, seed: `walk ${this.#count++}` };
    return await validCall(this.#session.reader, operation, way, fixedFor(operation, values));
  }

  async #ask(step: string, operation: Operation, given: Given): Promise<[Told, Answer]> {
    const told = await this.#session.ask(given);
    const { answer } = told;
    if (!isAnswer(answer)) throw new Broken(step, 'no answer', operation, told);
    return [told, answer];
  }

  async #must(step: string, operation: Operation, given: Given): Promise<[Told, Answer]> {
    const [told, answer] = await this.#ask(step, operation, given);
    if (answer.status >= 200 && answer.status < 300) return [told, answer];
    const { failure, issues } = await this.#session.reason(answer);
    const source = answer.headers['x-vendouble-source'] ?? answer.headers['x-vendouble-error'] ?? '';
    throw new Broken(step, `${answer.status} ${failure || source}`, operation, told, issues);
  }

  /** A record, and the identifier by which GET finds it. */
  async #create({ create, read }: Pair, above: readonly (string | undefined)[]): Promise<Made> {
    const given = withPath(await this.#call(create, above));
    const [first, answer] = await this.#must('POST', create, given);
    const sent = given.body?.value ?? null;
    const names = idNames(parameterOf(read), collectionOf(create));
    const ids = candidates(answer, sent, names);
    if (ids.length === 0) throw new Broken('id', 'the reply to POST tells no identifier', create, first);
    let best: Broken | undefined;
    for (const id of ids) {
      try {
        await this.#shows('GET', read, [...above, id], sent, id);
        return { id, sent, names, first };
      } catch (cause) {
        if (!(cause instanceof Broken)) throw cause;
        // A reply that shows something else says more than one that finds nothing.
        if (best === undefined || (best.step === 'GET' && cause.step === 'GET shows')) best = cause;
      }
    }
    throw best ?? new Broken('GET', 'no identifier', read, first);
  }

  async #shows(
    step: string,
    read: Operation,
    values: readonly (string | undefined)[],
    sent: Json,
    id: string,
  ): Promise<void> {
    const [told, answer] = await this.#must(step, read, await this.#call(read, values, 'required'));
    const { json } = answer;
    const source = answer.headers['x-vendouble-source'] ?? '';
    if (json === undefined) throw new Broken(`${step} shows`, 'the reply is no JSON', read, told);
    const { equal, different, lost, unholdable } = await returned(
      this.#session.reader,
      schemaOf(read, answer),
      json,
      sent,
      id,
      ownNames(read),
    );
    this.members.equal += equal.length;
    this.members.different += different.length;
    this.members.lost += lost.length;
    this.members.unholdable += unholdable.length;
    const told2 = (what: string, names: readonly string[]) =>
      names.length === 0 ? '' : `${what}: ${names.join(', ')}. `;
    const detail = `${told2('equal', equal)}${told2('another value', different)}${told2('absent', lost)}${told2('not holdable', unholdable)}sent ${short(JSON.stringify(sent))}`;
    if (different.length > 0)
      throw new Broken(`${step} shows`, `another value than was sent [${source}]`, read, told, detail);
    if (lost.length > 0)
      throw new Broken(`${step} shows`, `lacks what was sent [${source}]`, read, told, detail);
    if (source !== 'inferred' && equal.length === 0)
      throw new Broken(`${step} shows`, `nothing that was sent [${source}]`, read, told, detail);
  }

  async #listed(list: Operation, values: readonly (string | undefined)[], made: Made): Promise<string> {
    const given = await this.#call(list, values, 'required');
    if (given.parameters.some(([{ in: place }]) => place === 'query')) return 'list asks for a filter';
    const [told, answer] = await this.#must('list', list, given);
    const source = answer.headers['x-vendouble-source'] ?? '';
    if (answer.json === undefined)
      throw new Broken('list contains', `the reply is no JSON [${source}]`, list, told);
    const shown = contains(answer.json, made.id, made.names, made.sent);
    const { document } = this.#session.reader;
    if (
      !shown &&
      !canShow(document, schemaOf(list, answer), answer.json, [...made.names, ...namesIn(made.sent)])
    )
      return 'list shows no identifier';
    if (!shown)
      throw new Broken(
        'list contains',
        `the record is not in it [${source}]`,
        list,
        told,
        `the record ${made.id}`,
      );
    return 'list';
  }

  async #updated(
    pair: Pair,
    update: Operation,
    values: readonly string[],
    { id, sent, names }: Made,
  ): Promise<string> {
    let given: Given;
    try {
      given = await this.#call(update, values);
    } catch (cause) {
      if (cause instanceof Impossible) return 'update impossible';
      throw cause;
    }
    given = withSameId(withPath(given), sent, id, names);
    if (given.body === undefined || Array.isArray(given.body.value)) return 'update is no object';
    await this.#must(update.method, update, given);
    await this.#shows(`GET after ${update.method}`, pair.read, values, given.body.value, id);
    return update.method;
  }

  async #removed({ read }: Pair, remove: Operation, values: readonly string[]): Promise<void> {
    await this.#must('DELETE', remove, await this.#call(remove, values, 'required'));
    const [told, answer] = await this.#ask('GET 404', read, await this.#call(read, values, 'required'));
    if (answer.status === 404 || answer.status === 410) return;
    const source = answer.headers['x-vendouble-source'] ?? '';
    const { failure } = await this.#session.reason(answer);
    if (failure === 'missing') return;
    throw new Broken('GET 404', `${answer.status} after DELETE [${source}]`, read, told);
  }

  async #steps(pair: Pair, above: readonly (string | undefined)[], steps: string[]): Promise<void> {
    const made = await this.#create(pair, above);
    steps.push('POST', 'GET');
    // What was picked for the way to the record has to be picked again.
    const values = [...above, made.id] as string[];
    if (pair.list !== undefined) steps.push(await this.#listed(pair.list, above, made));
    if (pair.update !== undefined) steps.push(await this.#updated(pair, pair.update, values, made));
    if (pair.remove !== undefined) {
      await this.#removed(pair, pair.remove, values);
      steps.push('DELETE');
    }
  }

  async walk(pair: Pair): Promise<Walked> {
    const { collection, documented, create } = pair;
    const steps: string[] = [];
    const { values: above, parents } = await this.#parents.above(create);
    const before = this.#session.replies.stateful.judged + this.#session.replies.stateful.unjudged;
    const stateful = (): boolean =>
      this.#session.replies.stateful.judged + this.#session.replies.stateful.unjudged > before;
    const base = { collection, documented, parents, steps };
    try {
      await this.#steps(pair, above, steps);
      return { ...base, broke: undefined, reason: '', impossible: false, stateful: stateful() };
    } catch (cause) {
      if (cause instanceof Broken && parents === 'unmade')
        return {
          ...base,
          broke: 'call',
          reason: 'its parents were not made',
          impossible: true,
          stateful: false,
        };
      if (cause instanceof Broken) {
        const { step, message, operation, told, detail } = cause;
        this.#session.find(
          'walk',
          `${step}: ${message}`,
          operation,
          told,
          `${collection} (parents ${parents}) ${detail}`,
        );
        return { ...base, broke: step, reason: message, impossible: false, stateful: stateful() };
      }
      if (!(cause instanceof Error)) throw cause;
      return { ...base, broke: 'call', reason: cause.message, impossible: true, stateful: false };
    }
  }
}
