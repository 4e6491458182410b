/** Runs the work of a transaction until a commit takes it: first without locks, then with the scope's row locked. */
import { setTimeout as wait } from 'node:timers/promises';
import { seedOf } from '../core/ids.ts';
import { type Collections, type State, type Transaction, UnavailableError } from '../core/store.ts';
import { assertOpen, openCollections, plainEvent } from '../state/transaction-state.ts';
import { StoredCollection } from './collection.ts';
import { type Committing, commit } from './commit.ts';
import { asStoreError, type Database, isUnavailable, type Query } from './database.ts';
import type { Guesses } from './guesses.ts';
import { shortName, writtenName } from './names.ts';
import { rebuildIndexes } from './rebuild.ts';
import { type Guess, type Known, Run, UnindexedError } from './run.ts';
import { LOCK } from './schema.ts';
import { EMPTY_HEAD, HEAD_COLUMNS, type HeadRow, headOf, type ScopeHead } from './scope-head.ts';
import type { Statements } from './statements.ts';

/** What this replica last knew of a scope. */
export interface KnownScope {
  readonly name: string;
  head: ScopeHead;
}

export interface Runner {
  readonly database: Database;
  readonly statements: Statements;
  readonly committing: Committing;
  readonly guesses: Guesses;
  readonly jitter: Jitter;
}

/** Milliseconds to wait before a run is repeated. */
type Jitter = (run: number) => number;

/** Replicas that collide must not collide again. @param replica what it differs by between replicas */
export function createJitter(replica: string): Jitter {
  let drawn = 0;
  return (run) => (run < 2 ? 0 : seedOf(replica, String(++drawn)) % (4 * run));
}

/** Runs without locks. After so many in vain the scope is locked, so that a busy one cannot starve a call. */
const OPTIMISTIC = 5;
/** With the scope locked only guesses can be wrong, each of them once. */
const MOST = 50;

function transactionOn<C extends Collections>(run: Run, collections: C): Transaction<C> {
  const { changes, collectionsRead, lookups, events } = run;
  const state = openCollections(
    collections,
    (name, shape) => new StoredCollection(run, name, shape),
  ) as State<C>;
  return {
    state,
    next: async (count = 1) => run.next(count),
    emit: (topic, item) => {
      assertOpen(run, 'emit');
      events.push(plainEvent(topic, item));
    },
    collectionsRead,
    lookups,
    changed: changes,
    events,
  };
}

type Attempt<Result> =
  | { readonly is: 'done'; readonly result: Result; readonly head: ScopeHead }
  | { readonly is: 'failed'; readonly cause: unknown; readonly head: ScopeHead }
  | { readonly is: 'again'; readonly known: Known; readonly rebuild?: UnindexedError };

const again = (run: Run, wrong: readonly Guess[] = []): Attempt<never> => {
  const known = run.known();
  return { is: 'again', known: { ...known, present: new Set([...known.present, ...run.idsOf(wrong)]) } };
};

/** Makes sure that what the work saw was so: its guesses, and the head where no answer has confirmed it. */
async function verify(run: Run): Promise<boolean> {
  try {
    await run.confirmGuesses();
    if (!run.isConfirmed && run.hasSeenHead) await run.confirm();
    return run.failure === undefined;
  } catch (cause) {
    if (run.failure === undefined) throw cause;
    return false;
  }
}

/** What the work ended with. */
type Ended<Result> = { readonly result: Result } | { readonly cause: unknown };

async function attempt<C extends Collections, Result>(
  run: Run,
  committing: Committing,
  collections: C,
  work: (transaction: Transaction<C>) => Promise<Result>,
  keep: (result: Result) => boolean,
): Promise<Attempt<Result>> {
  const ended: Ended<Result> = await work(transactionOn(run, collections))
    .then((result) => ({ result }))
    .catch((cause: unknown) => ({ cause }));
  run.over = true;
  const { failure } = run;
  if (failure instanceof UnindexedError) return { ...again(run), rebuild: failure } as Attempt<Result>;
  if (isUnavailable(failure)) throw asStoreError(failure);
  if (failure !== undefined) return again(run);
  if ('result' in ended && run.hasWrites && keep(ended.result)) {
    const outcome = await commit(run, committing);
    if (outcome?.is === 'done') return { is: 'done', result: ended.result, head: outcome.head };
    if (outcome === undefined) return again(run);
    run.meet(outcome.head);
    return again(run, outcome.wrong);
  }
  if (!(await verify(run))) {
    if (isUnavailable(run.failure)) throw asStoreError(run.failure);
    return again(run);
  }
  return 'result' in ended
    ? { is: 'done', result: ended.result, head: run.head }
    : { is: 'failed', cause: ended.cause, head: run.head };
}

/** Locks the row of a scope until the transaction ends. Commits take their locks in the same order. */
async function lockScope(query: Query, schema: string, scope: string): Promise<ScopeHead> {
  await query(`select pg_advisory_xact_lock_shared(${LOCK})`);
  await query(
    `insert into ${schema}.scope (key, name, version, sequence, places, collections) values ($1, $2, 0, 0, 0, '{}') on conflict (key) do nothing`,
    [shortName(scope), writtenName(scope)],
  );
  const [row] = await query<HeadRow>(
    `select ${HEAD_COLUMNS} from ${schema}.scope s where s.key = $1 for update`,
    [shortName(scope)],
  );
  return headOf(row);
}

/** Runs the work with the scope locked. */
async function attemptLocked<Result>(
  { database, committing }: Runner,
  scope: string,
  known: Known,
  run: (known: Known, query: Query) => Promise<Attempt<Result>>,
): Promise<Attempt<Result>> {
  try {
    return await database.transaction(async (query) => {
      const head = await lockScope(query, committing.schema, scope);
      const answers = head.version === known.head.version ? known.answers : new Map();
      return run({ head, answers, present: known.present }, query);
    });
  } catch (cause) {
    if (!isUnavailable(cause)) throw cause;
    throw new UnavailableError(
      'the database went away while this change was being made; whether it was made is not known. Read the record before you repeat the call',
    );
  }
}

export const unknownScope = (name: string): KnownScope => ({ name, head: EMPTY_HEAD });

/** As `Store.transaction`; the caller has made sure that this replica runs nothing else in the scope. */
export async function runTransaction<C extends Collections, Result>(
  runner: Runner,
  scope: KnownScope,
  collections: C,
  work: (transaction: Transaction<C>) => Promise<Result>,
  keep: (result: Result) => boolean,
): Promise<Result> {
  const { database, statements, committing, guesses } = runner;
  let known: Known = { head: scope.head, answers: new Map(), present: new Set() };
  for (let count = 1; count <= MOST; count++) {
    const runWith = (begin: Known, query: Query): Promise<Attempt<Result>> =>
      attempt(
        new Run(scope.name, begin, query, statements, guesses),
        { ...committing, query },
        collections,
        work,
        keep,
      );
    const made: Attempt<Result> =
      count <= OPTIMISTIC
        ? await runWith(known, database.query)
        : await attemptLocked(runner, scope.name, known, runWith);
    if (made.is === 'again') {
      known = made.known;
      scope.head = known.head;
      if (made.rebuild !== undefined)
        await rebuildIndexes(database, committing.schema, scope.name, made.rebuild);
      await wait(runner.jitter(count));
      continue;
    }
    scope.head = made.head;
    if (made.is === 'failed') throw made.cause;
    return made.result;
  }
  throw new Error(
    `the work on ${scope.name} saw other records each time it ran; a handler must not change anything but its records`,
  );
}
