/** Replays the journal. It needs no collection shapes. */
import type { Commit, CommitStep } from './commit-log.ts';
import { type ScopeView, viewsIn } from './scope.ts';

/** By key once a step has changed them. A map keeps the order of insertion, as tables do. */
type Records = Iterable<object> | Map<string, object>;

interface Held {
  sequence: number;
  readonly collections: Map<string, Records>;
}

export interface Replay {
  apply(commits: readonly Commit[]): void;
  views(): readonly (readonly [string, ScopeView])[];
}

const keyed = (records: Records, keyField: string): Map<string, object> =>
  records instanceof Map
    ? records
    : new Map(Array.from(records, (record) => [String(Reflect.get(record, keyField)), record]));

export function createReplay(initial: Iterable<readonly [string, ScopeView]>): Replay {
  const scopes = new Map<string, Held>();
  const hold = (views: Iterable<readonly [string, ScopeView]>): void => {
    for (const [name, { sequence, collections }] of views)
      scopes.set(name, { sequence, collections: new Map(collections) });
  };
  hold(initial);

  const take = (held: Held, [what, collection, keyField, it]: CommitStep): void => {
    const records = keyed(held.collections.get(collection) ?? [], keyField);
    held.collections.set(collection, records);
    if (what === 'put') records.set(String(Reflect.get(it, keyField)), it);
    else records.delete(it);
  };

  return {
    apply: (commits) => {
      for (const commit of commits) {
        if ('all' in commit) {
          scopes.clear();
          hold(viewsIn(commit.all));
        } else if ('clear' in commit) {
          for (const name of [...scopes.keys()]) if (name.startsWith(commit.clear)) scopes.delete(name);
        } else {
          const held = scopes.get(commit.scope) ?? { sequence: 0, collections: new Map() };
          scopes.set(commit.scope, held);
          held.sequence = commit.sequence;
          for (const step of commit.steps) take(held, step);
        }
      }
    },
    views: () =>
      Array.from(scopes, ([name, { sequence, collections }]) => [
        name,
        {
          sequence,
          collections: Array.from(collections, ([of, records]) => [
            of,
            records instanceof Map ? records.values() : records,
          ]),
        },
      ]),
  };
}
