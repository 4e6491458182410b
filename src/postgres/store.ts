/** The store in PostgreSQL, which several replicas share. What one has acknowledged, all of them see. */
import { stopwatch } from '../core/clock.ts';
import { createToken } from '../core/ids.ts';
import type { Collections, Dump, Store } from '../core/store.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import { Queue } from '../state/queue.ts';
import { viewsIn } from '../state/scope.ts';
import { asStoreError, type Database, isUnavailable } from './database.ts';
import { createGuesses } from './guesses.ts';
import { shortName, writtenName } from './names.ts';
import {
  createJitter,
  type KnownScope,
  type Runner,
  runTransaction,
  unknownScope,
} from './run-transaction.ts';
import { quoted } from './schema.ts';
import { runStage } from './stage.ts';
import { statementsOf } from './statements.ts';
import {
  clearScopes,
  countReplacement,
  lockEverything,
  readSnapshot,
  replaceScope,
  scopesIn,
} from './whole.ts';

export interface DatabaseStoreOptions {
  /** Name of the schema with the tables. */
  readonly schema: string;
  /** Whether the database may confirm before its disk has the commit. */
  readonly isRelaxed: boolean;
}

interface LocalScope extends KnownScope {
  /** This replica runs one transaction of a scope at a time. */
  readonly queue: Queue;
}

/** How long a replica asks what became of a commit. */
const PATIENCE = 5_000;

const always = (): boolean => true;

/** Asks until the database answers. A commit that is still under way fails from then on. */
function askWhetherCommitted(
  database: Database,
  schema: string,
): (scope: string, id: string) => Promise<boolean> {
  return async (scope, id) => {
    const end = stopwatch() + PATIENCE;
    for (;;) {
      try {
        const [row] = await database.query<{ readonly there: boolean }>(
          `select ${schema}.was_committed($1, $2, $3) as there`,
          [shortName(scope), writtenName(scope), id],
        );
        return row?.there === true;
      } catch (cause) {
        if (!isUnavailable(cause) || stopwatch() > end) throw cause;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  };
}

/** @throws {DuplicateError} for records that could not have been inserted */
function assertInsertable(dump: Dump, collectionsOf: (scope: string) => Collections): Promise<void> {
  return createMemoryStore().restore(dump, collectionsOf);
}

/** The schema must have the format of this version. */
export function createDatabaseStore(
  database: Database,
  { schema: name, isRelaxed }: DatabaseStoreOptions,
): Store {
  const schema = quoted(name);
  const scopes = new Map<string, LocalScope>();
  const runner: Runner = {
    database,
    statements: statementsOf(schema),
    guesses: createGuesses(),
    jitter: createJitter(createToken()),
    committing: {
      query: database.query,
      schema,
      isRelaxed,
      wasCommitted: askWhetherCommitted(database, schema),
    },
  };
  /** What concerns every scope happens in the order of the calls. */
  let order: Promise<unknown> = Promise.resolve();
  const inOrder = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = order.then(work).catch((cause) => {
      throw asStoreError(cause);
    });
    order = done.catch(() => {});
    return done;
  };
  /** Transactions that begin later wait for what replaces records. */
  let gate: Promise<unknown> | undefined;
  const closeGate = <Result>(work: Promise<Result>): Promise<Result> => {
    const until = Promise.all([gate, work.catch(() => {})]);
    gate = until;
    void until.then(() => {
      if (gate === until) gate = undefined;
    });
    return work;
  };
  const scopeOf = (scope: string): LocalScope => {
    const known = scopes.get(scope) ?? { ...unknownScope(scope), queue: new Queue() };
    scopes.set(scope, known);
    return known;
  };
  const replace = (work: Parameters<Database['transaction']>[0]): Promise<void> =>
    closeGate(
      inOrder(async () => {
        await database.transaction(async (query) => {
          await lockEverything(query);
          await countReplacement(query, schema);
          await work(query);
        });
      }),
    );

  return {
    transaction: async (scope, collections, work, keep = always) => {
      if (gate !== undefined) await gate;
      const local = scopeOf(scope);
      const turn = local.queue.enter();
      if (turn !== undefined) await turn;
      try {
        return await runTransaction(runner, local, collections, work, keep);
      } finally {
        local.queue.leave();
      }
    },
    fork: () =>
      inOrder(async () => createMemoryStore(viewsIn((await readSnapshot(database.query, schema)).dump))),
    scopes: () => inOrder(() => scopesIn(database.query, schema)),
    stage: (work) =>
      closeGate(
        runStage(
          database,
          schema,
          [...scopes.values()].map(({ queue }) => queue),
          gate,
          work,
        ),
      ),
    dump: () => inOrder(async () => (await readSnapshot(database.query, schema)).dump),
    restore: async (dump, collectionsOf) => {
      const copy: Dump = structuredClone(dump);
      await replace(async (query) => {
        await assertInsertable(copy, collectionsOf);
        await clearScopes(query, schema, always);
        for (const [scope, content] of Object.entries(copy))
          await replaceScope({ query, schema }, scope, content, collectionsOf(scope));
      });
    },
    clear: (prefix) => replace((query) => clearScopes(query, schema, (scope) => scope.startsWith(prefix))),
    settled: () => undefined,
    close: () => database.close(),
  };
}
