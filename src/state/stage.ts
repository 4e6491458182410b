/** Work on a fork, alone in every scope, whose changes are taken over together. */
import type { Store } from '../core/store.ts';
import { type Commit, type CommitLog, noCommitLog } from './commit-log.ts';
import { assertNothingUndone, type Memory, scopeOf } from './memory.ts';
import { forkScopes, type Scope, stopOpen } from './scope.ts';

/** Makes a store of scopes that nothing else uses. */
type StoreOf = (scopes: Map<string, Scope>, log: CommitLog) => Store;

type StagedWork = (fork: Store) => Promise<void>;

function put(scope: Scope, { sequence, tables, waiting }: Scope): void {
  stopOpen(scope);
  Object.assign(scope, { sequence, tables, waiting });
}

async function runOnFork(memory: Memory, storeOf: StoreOf, work: StagedWork): Promise<void> {
  const { scopes, log } = memory;
  const { undone } = log;
  const { replaced } = memory;
  const commits: Commit[] = [];
  const fork = forkScopes(scopes);
  await work(storeOf(fork, { ...noCommitLog, take: (made) => commits.push(...made()) }));
  assertNothingUndone(log, undone);
  if (memory.replaced !== replaced) throw new Error('the state was replaced meanwhile; nothing was changed');
  if (commits.length === 0) return;
  const pairs = [...fork].map(([name, after]) => {
    const scope = scopeOf(memory, name);
    return { scope, before: { ...scope }, after };
  });
  log.take(
    () => commits,
    () => {
      for (const { scope, before } of pairs) put(scope, before);
    },
  );
  for (const { scope, after } of pairs) put(scope, after);
}

/** Joins every queue at once, so that two stages cannot wait for each other. */
async function inEveryQueue(memory: Memory, storeOf: StoreOf, work: StagedWork): Promise<void> {
  const held = [...memory.scopes.values()].map(({ queue }) => queue);
  const turns = held.map((queue) => queue.enter());
  await Promise.all([memory.gate, ...turns]);
  try {
    await runOnFork(memory, storeOf, work);
  } finally {
    for (const queue of held) queue.leave();
  }
}

/** As `Store.stage`. */
export function runStage(memory: Memory, storeOf: StoreOf, work: StagedWork): Promise<void> {
  const turn = inEveryQueue(memory, storeOf, work);
  const end = turn.catch(() => {});
  memory.gate = end;
  void end.then(() => {
    if (memory.gate === end) memory.gate = undefined;
  });
  return turn;
}
