/** One transaction: alone in its scope, and either kept whole or taken back. */
import type { Collections, Transaction } from '../core/store.ts';
import { revert } from './changes.ts';
import { commitSteps } from './commit-log.ts';
import { assertNothingUndone, type Memory, scopeOf } from './memory.ts';
import { type Scope, stopOpen, tableOf } from './scope.ts';
import { assertOpen, type OpenTransaction, openTransactionState, plainEvent } from './transaction-state.ts';

const always = (): boolean => true;

/** What the work of a transaction gets. */
function transactionOn<C extends Collections>(open: OpenTransaction, collections: C): Transaction<C> {
  const { changes, collectionsRead, lookups, events } = open;
  return {
    state: openTransactionState(collections, open),
    next: async (count = 1) => {
      open.sequence += count;
      return open.sequence;
    },
    emit: (topic, item) => {
      assertOpen(open, 'emit');
      events.push(plainEvent(topic, item));
    },
    collectionsRead,
    lookups,
    changed: changes,
    events,
  };
}

/** Hands a transaction to the log; from then on its changes are those of the scope. */
function commit(
  { log }: Memory,
  name: string,
  scope: Scope,
  open: OpenTransaction,
  shapes: Collections,
): void {
  const { changes, sequence } = open;
  const before = scope.sequence;
  if (changes.length === 0 && sequence === before) return;
  log.take(
    () => [{ scope: name, sequence, steps: commitSteps(changes, shapes) }],
    () => {
      stopOpen(scope);
      revert(changes, scope.tables);
      scope.sequence = before;
    },
  );
  scope.sequence = sequence;
}

/** As `Store.transaction`. */
export async function runTransaction<C extends Collections, Result>(
  memory: Memory,
  name: string,
  collections: C,
  work: (transaction: Transaction<C>) => Promise<Result>,
  keep: (result: Result) => boolean = always,
): Promise<Result> {
  const { scopes, log } = memory;
  const scope = scopeOf(memory, name);
  const turn = scope.queue.enter();
  if (turn !== undefined) await turn;
  const { undone } = log;
  const open: OpenTransaction = {
    sequence: scope.sequence,
    changes: [],
    events: [],
    collectionsRead: [],
    lookups: [],
    over: false,
    table: (of) => tableOf(scope, of, collections),
  };
  scope.open = open;
  let kept = false;
  try {
    const result = await work(transactionOn(open, collections));
    assertNothingUndone(log, undone);
    // If the scope was removed in the meantime, the transaction happened before that and leaves nothing.
    const wanted = keep(result) && scopes.get(name) === scope;
    if (wanted) commit(memory, name, scope, open, collections);
    kept = wanted;
    return result;
  } finally {
    open.over = true;
    scope.open = undefined;
    if (!kept) revert(open.changes, scope.tables);
    scope.queue.leave();
  }
}
