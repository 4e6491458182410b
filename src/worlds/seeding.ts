/** Decides when the first records of a scope are made: with its first call, and again after a reset. */
import type { FirstRecords } from '../core/first-records.ts';

export interface Seeding {
  readonly mode: FirstRecords;
  /** The records that a scope is to begin with, the first time that it is asked for; afterwards `undefined`. */
  due(scope: string): Exclude<FirstRecords, 'none'> | undefined;
  /** Makes them again with the next call, or no more, in the scopes whose names begin with the prefix. */
  again(prefix: string, wanted: boolean): void;
  /** No more first records, because the world begins with others. */
  stop(): void;
}

export function createSeeding(mode: FirstRecords): Seeding {
  const done = new Set<string>();
  let without: string[] = mode === 'none' || mode === 0 ? [''] : [];
  return {
    mode,
    due: (scope) => {
      if (mode === 'none' || done.has(scope)) return undefined;
      done.add(scope);
      return without.some((prefix) => scope.startsWith(prefix)) ? undefined : mode;
    },
    again: (prefix, wanted) => {
      for (const scope of done) if (scope.startsWith(prefix)) done.delete(scope);
      without = wanted ? without.filter((known) => !known.startsWith(prefix)) : [...without, prefix];
    },
    stop: () => {
      without = [''];
    },
  };
}
