/** What stands in front of a path: records that are made where the document has a creation, else any identifiers. */
import { isAnswer } from './http.ts';
import type { Operation } from './operations.ts';
import { fixedFor, type Pair, pathKey, segmentsOf } from './pairs.ts';
import { candidates, idNames } from './record.ts';
import type { Session } from './session.ts';
import { validCall } from './valid.ts';

/**
 * No parents, all made, some picked because nothing makes them, some because making them failed, or some because the
 * judge found no body for their creation.
 */
export type Origin = 'none' | 'made' | 'picked' | 'failed' | 'unmade';

export interface Above {
  readonly values: readonly (string | undefined)[];
  readonly parents: Origin;
}

type Create = (pair: Pair, above: readonly (string | undefined)[]) => Promise<Run>;

/** Identifiers of records that follow one another in a path. */
export interface Run {
  readonly origin: Origin;
  readonly ids: readonly (string | undefined)[];
}

const ORDER: readonly Origin[] = ['none', 'made', 'picked', 'failed', 'unmade'];

const nameOf = (segment: string): string | undefined => /^\{([^}]*)\}$/.exec(segment)?.[1];

export class Parents {
  readonly #session: Session;
  readonly #pairs: ReadonlyMap<string, Pair>;
  readonly #creations: ReadonlyMap<string, Operation>;
  readonly #puts: ReadonlyMap<string, Operation>;
  readonly #create: Create;
  readonly #known = new Map<string, Run>();

  constructor(session: Session, pairs: readonly Pair[], operations: readonly Operation[], create: Create) {
    this.#session = session;
    this.#pairs = new Map(pairs.map((pair) => [pair.collection, pair]));
    const by = (wanted: string): ReadonlyMap<string, Operation> =>
      new Map(
        operations
          .filter(
            ({ method, replies }) => method === wanted && replies.some(({ status }) => /^2/.test(status)),
          )
          .map((operation) => [pathKey(segmentsOf(operation.template)), operation]),
      );
    this.#creations = by('POST');
    this.#puts = by('PUT');
    this.#create = create;
    session.onRestart(() => this.#known.clear());
  }

  /** A creation that no GET answers for: the identifiers are what its reply and its request say. */
  async #loosely(
    creation: Operation,
    names: readonly string[],
    above: readonly (string | undefined)[],
  ): Promise<readonly (string | undefined)[]> {
    try {
      const way = { members: 'plain', choice: 0, seed: `parent ${creation.id}` } as const;
      const given = await validCall(this.#session.reader, creation, way, fixedFor(creation, above));
      const { answer } = await this.#session.ask(given);
      if (!isAnswer(answer) || answer.status >= 300) return [];
      const collection = segmentsOf(creation.template).at(-1) ?? '';
      return names.map((name) => candidates(answer, given.body?.value ?? null, idNames(name, collection))[0]);
    } catch {
      return [];
    }
  }

  /** A record that PUT makes under an identifier of the caller's choice. */
  async #put(key: string, names: readonly string[], above: readonly (string | undefined)[]): Promise<Run> {
    const put = this.#puts.get(`${key}/{}`);
    const picked: Run = { origin: 'picked', ids: [] };
    if (put === undefined || names.length !== 1) return picked;
    const segments = segmentsOf(put.template);
    const id = await this.#picked(put, segments.length - 1, nameOf(segments.at(-1) ?? '') ?? '');
    try {
      const way = { members: 'required', choice: 0, seed: `put ${put.id}` } as const;
      const given = await validCall(this.#session.reader, put, way, fixedFor(put, [...above, id]));
      const { answer } = await this.#session.ask(given);
      return isAnswer(answer) && answer.status < 300 ? { origin: 'made', ids: [id] } : picked;
    } catch {
      return picked;
    }
  }

  async #picked(operation: Operation, index: number, name: string): Promise<string | undefined> {
    const way = {
      members: 'required',
      choice: 0,
      seed: `pick ${pathKey(segmentsOf(operation.template).slice(0, index))} ${name}`,
    } as const;
    const parameters = operation.parameters.filter((one) => one.in === 'path' && one.name === name);
    try {
      const only = { ...operation, parameters, body: undefined };
      const value = (await validCall(this.#session.reader, only, way)).parameters[0]?.[1];
      return value === undefined || typeof value === 'object' ? undefined : String(value);
    } catch {
      return undefined;
    }
  }

  async #made(key: string, names: readonly string[], above: readonly (string | undefined)[]): Promise<Run> {
    const pair = this.#pairs.get(key);
    const creation = this.#creations.get(key);
    if (pair !== undefined && names.length === 1) return await this.#create(pair, above);
    if (creation === undefined) return await this.#put(key, names, above);
    const ids = await this.#loosely(creation, names, above);
    const isWhole = ids.length > 0 && !ids.includes(undefined);
    return { origin: isWhole ? 'made' : 'failed', ids: isWhole ? ids : [] };
  }

  async above(operation: Operation): Promise<Above> {
    const segments = segmentsOf(operation.template);
    const values: (string | undefined)[] = [];
    let parents: Origin = 'none';
    while (values.length < segments.length) {
      const index = values.length;
      if (nameOf(segments[index] ?? '') === undefined) {
        values.push(undefined);
        continue;
      }
      const end = segments.findIndex((one, at) => at > index && nameOf(one) === undefined);
      const all = segments.slice(index, end === -1 ? undefined : end);
      const key = pathKey(segments.slice(0, index));
      // Several parameters after one another are one record, unless the first alone is one.
      const names = (this.#pairs.has(key) ? all.slice(0, 1) : all).map((one) => nameOf(one) ?? '');
      const place = `${key} ${values.join(' ')} ${names.length}`;
      let run = this.#known.get(place);
      if (run === undefined) {
        // What is asked for again while it is made is picked.
        this.#known.set(place, { origin: 'failed', ids: [] });
        run = await this.#made(key, names, values);
        this.#known.set(place, run);
      }
      if (ORDER.indexOf(run.origin) > ORDER.indexOf(parents)) parents = run.origin;
      for (const [at, name] of names.entries())
        values.push(run.ids[at] ?? (await this.#picked(operation, index + at, name)));
    }
    return { values, parents };
  }
}
