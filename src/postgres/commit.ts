/** Commits what a run wants to write, in one round trip. */
import { createToken } from '../core/ids.ts';
import { UnavailableError } from '../core/store.ts';
import { asStoreError, isUnavailable, type Query } from './database.ts';
import { addChange, type ChangedRows, hasLongValues, noRows, rowsOf } from './entries.ts';
import { shortName, writtenName } from './names.ts';
import { addedIn } from './overlay.ts';
import type { Guess, Run } from './run.ts';
import {
  type HeadRow,
  headOf,
  type ScopeHead,
  type StoredCollection,
  shapeText,
  storedCollection,
} from './scope-head.ts';

/** What became of it. `stale`: the scope has changed since, or a guess was wrong; nothing has happened. */
export type CommitOutcome =
  | { readonly is: 'done'; readonly head: ScopeHead }
  | { readonly is: 'stale'; readonly head: ScopeHead; readonly wrong: readonly Guess[] };

export interface Committing {
  readonly query: Query;
  /** The schema as an identifier. */
  readonly schema: string;
  /** Whether the database may confirm before its disk has the commit. */
  readonly isRelaxed: boolean;
  /** Asks after a broken connection whether a commit happened. @throws {UnavailableError} when nobody answers */
  wasCommitted(scope: string, id: string): Promise<boolean>;
}

interface CommitRow extends HeadRow {
  readonly outcome: 'done' | 'stale' | 'taken';
  /** JSON: indexes of the guesses that were wrong. */
  readonly taken: string | null;
}

/** Errors before a statement is sent. */
const NOT_SENT = /^(ECONNREFUSED|ENOENT|ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT|57P03|53300)/;

const wasNotSent = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && 'code' in cause && NOT_SENT.test(String(cause.code));

/** The rows to write, and what the scope's row says of the collections afterwards. */
function written(run: Run): { readonly rows: ChangedRows; readonly collections: ScopeHead['collections'] } {
  const rows = noRows();
  const collections: Record<string, StoredCollection> = { ...run.head.collections };
  for (const [name, overlay] of run.overlays) {
    const { shape, touched, pending } = overlay;
    if (touched.size === 0) continue;
    const stored = storedCollection(run.head, name);
    let isLong = stored?.long === true;
    for (const [key, before] of touched) {
      const entry = pending.get(key);
      const after = entry && rowsOf(name, shape, entry);
      addChange(rows, before && rowsOf(name, shape, before), after);
      isLong ||= after !== undefined && hasLongValues(after);
    }
    const count = (stored?.count ?? 0) + addedIn(overlay);
    collections[name] = { count, shape: shapeText(shape), ...(isLong ? { long: true } : {}) };
  }
  return { rows, collections };
}

/** The head after a commit whose answer was lost: unknown, so the next run begins from nothing and learns it. */
const unknownHead = (run: Run): ScopeHead => ({ ...run.head, version: -1 });

async function commitOnce(
  run: Run,
  { query, schema, isRelaxed }: Committing,
  id: string,
): Promise<CommitOutcome> {
  const { rows, collections } = written(run);
  const guesses = [...run.guessed.values()];
  const { head, sequence, places, scope } = run;
  const name = writtenName(scope);
  const request = {
    id,
    name,
    relaxed: isRelaxed,
    counter: sequence,
    places,
    collections: JSON.stringify(collections),
    absent: guesses.map(({ collection, field, key: { code, hash } }, at) => ({
      i: String(at),
      c: shortName(collection),
      f: field ?? null,
      k: code,
      h: hash,
    })),
    rows,
  };
  const [row] = await query<CommitRow>(`select * from ${schema}.commit($1, $2::bigint, $3::text::json)`, [
    shortName(scope),
    head.version,
    JSON.stringify(request),
  ]);
  if (row?.outcome === 'done')
    return { is: 'done', head: { version: row.version, sequence, places, collections } };
  const wrong = (JSON.parse(row?.taken ?? '[]') as readonly string[]).flatMap(
    (at) => guesses[Number(at)] ?? [],
  );
  return { is: 'stale', head: headOf(row), wrong };
}

/**
 * @returns `undefined` when the connection broke and the commit did not happen
 * @throws {UnavailableError} when the database is away; the message says whether the outcome is known
 */
export async function commit(run: Run, committing: Committing): Promise<CommitOutcome | undefined> {
  const id = createToken();
  try {
    return await commitOnce(run, committing, id);
  } catch (cause) {
    if (!isUnavailable(cause)) throw cause;
    if (wasNotSent(cause)) throw asStoreError(cause);
  }
  const isDone = await committing.wasCommitted(run.scope, id).catch((cause) => {
    if (!isUnavailable(cause)) throw cause;
    throw new UnavailableError(
      'the database went away while this change was being committed; whether it was made is not known. Read the record before you repeat the call',
    );
  });
  return isDone ? { is: 'done', head: unknownHead(run) } : undefined;
}
