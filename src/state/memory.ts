/** What a store in memory consists of; its transactions, stages and replacements share it. */
import { NotKeptError } from '../core/store.ts';
import type { CommitLog } from './commit-log.ts';
import { emptyScope, type Scope } from './scope.ts';

export interface Memory {
  readonly scopes: Map<string, Scope>;
  /** Where commits are written down. */
  readonly log: CommitLog;
  /** Resolves when the last stage ends. A scope that is created until then waits for it. */
  gate: Promise<void> | undefined;
  /** How often everything was replaced, which makes a stage that is running void. */
  replaced: number;
}

/** The scope of this name; created when there is none. */
export function scopeOf({ scopes, gate }: Memory, name: string): Scope {
  const known = scopes.get(name);
  if (known !== undefined) return known;
  const scope = emptyScope();
  scopes.set(name, scope);
  if (gate !== undefined) {
    scope.queue.enter();
    gate.then(() => scope.queue.leave());
  }
  return scope;
}

/**
 * @param undone what the log counted when the work began
 * @throws {NotKeptError} when commits were undone since, because the work may have read them
 */
export function assertNothingUndone(log: CommitLog, undone: number): void {
  if (log.undone !== undone)
    throw new NotKeptError('what this call saw could not be kept and was undone; repeat the call');
}
