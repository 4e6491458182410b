/** Merges the coverage of several processes, and counts it. */
import type { CountedItem, CoverageView, CoveredContract, UseCount } from './coverage.ts';
import { itemKey } from './item.ts';

function mergedUses(uses: readonly UseCount[]): readonly UseCount[] {
  const byName = new Map<string, UseCount>();
  for (const { name, there, used } of uses) {
    const known = byName.get(name);
    byName.set(name, { name, there: (known?.there ?? 0) + there, used: (known?.used ?? 0) + used });
  }
  return [...byName.values()];
}

function mergedContract(all: readonly [CoveredContract, ...CoveredContract[]]): CoveredContract {
  const items = new Map<string, CountedItem>();
  for (const item of all.flatMap((covered) => covered.items)) {
    const key = itemKey(item);
    items.set(key, { ...item, hits: item.hits + (items.get(key)?.hits ?? 0) });
  }
  return { vendor: all[0].vendor, version: all[0].version, items: [...items.values()] };
}

const nameOf = ({ vendor, version }: CoveredContract): string => `${vendor} ${version}`;

/** @param views coverage of emulators that served the same contracts */
export function mergeCoverage(views: readonly CoverageView[]): CoverageView {
  const groups = new Map<string, [CoveredContract, ...CoveredContract[]]>();
  for (const covered of views.flatMap(({ contracts }) => contracts)) {
    const group = groups.get(nameOf(covered));
    if (group === undefined) groups.set(nameOf(covered), [covered]);
    else group.push(covered);
  }
  const contracts = [...groups.values()].map(mergedContract);
  const called = new Set(contracts.map(nameOf));
  return {
    contracts: contracts.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), 'en')),
    uncalled: [...new Set(views.flatMap(({ uncalled }) => uncalled))].filter((name) => !called.has(name)),
    scenarios: mergedUses(views.flatMap(({ scenarios }) => scenarios)),
    faults: mergedUses(views.flatMap(({ faults }) => faults)),
    unmatched: views.reduce((sum, { unmatched }) => sum + unmatched, 0),
  };
}

export interface Figure {
  readonly covered: number;
  readonly total: number;
}

export const figureOf = (items: readonly CountedItem[]): Figure => ({
  covered: items.filter(({ hits }) => hits > 0).length,
  total: items.length,
});

/** The total of all contracts that were called. */
export const totalOf = ({ contracts }: CoverageView): Figure =>
  figureOf(contracts.flatMap(({ items }) => items));

/** The items of the operations that were called. */
export function itemsOfCalled({ items }: CoveredContract): readonly CountedItem[] {
  const called = new Set(items.filter(({ hits }) => hits > 0).map(({ operation }) => operation));
  return items.filter(({ operation }) => operation !== null && called.has(operation));
}

/** The total of the operations that were called. */
export const totalOfCalled = ({ contracts }: CoverageView): Figure =>
  figureOf(contracts.flatMap(itemsOfCalled));

/** Percent with one decimal, rounded down so that 100 means everything; `undefined` where there is nothing to cover. */
export const percentOf = ({ covered, total }: Figure): number | undefined =>
  total === 0 ? undefined : Math.floor((covered / total) * 1000) / 10;

/** The user's own scenarios that were not used. */
export const unusedScenarios = ({ scenarios }: CoverageView): readonly string[] =>
  scenarios.filter(({ used }) => used === 0).map(({ name }) => name);

/** Faults that were never applied, each with how often it was added in vain. */
export const unusedFaults = ({ faults }: CoverageView): readonly (readonly [name: string, times: number])[] =>
  faults.filter(({ there, used }) => used < there).map(({ name, there, used }) => [name, there - used]);
