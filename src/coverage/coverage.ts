/** Counts what the calls of a consumer exercise while they happen; the journal is too short for a whole run. */

import type { Contract } from '../contract/contract.ts';
import { splitTarget } from '../core/url-parts.ts';
import type { Vendor } from '../core/vendor.ts';
import { findRoute, type Service } from '../services/service.ts';
import { coverableItems } from './coverable-items.ts';
import { documentHash } from './document-hash.ts';
import { type CoveredExchange, hitsOf } from './hits.ts';
import { type Item, itemKey } from './item.ts';

/** An item, and the number of exchanges that exercised it. */
export interface CountedItem extends Item {
  readonly hits: number;
}

/** One version of a vendor's contract. */
export interface CoveredContract {
  readonly vendor: string;
  readonly version: string;
  readonly items: readonly CountedItem[];
}

/** How often something that a test set up was used. */
export interface UseCount {
  readonly name: string;
  /** How often it was set up or could have been used. */
  readonly there: number;
  readonly used: number;
}

export interface CoverageView {
  /** The contracts that were called. */
  readonly contracts: readonly CoveredContract[];
  /** `vendor version` of contracts that were served and not called. They do not count. */
  readonly uncalled: readonly string[];
  readonly scenarios: readonly UseCount[];
  readonly faults: readonly UseCount[];
  /** Number of calls that no operation matches. */
  readonly unmatched: number;
}

export interface Coverage {
  /** @param version `null` where the request was rejected before a version was chosen */
  exchange(vendor: string, version: string | null, operation: string | null, seen: CoveredExchange): void;
  /** Counts a call that no operation matches. */
  unmatched(): void;
  scenario(name: string): void;
  fault(world: string, fault: Named): void;
  struck(world: string, fault: Named): void;
  /** @param own names of the user's own scenarios */
  read(own: readonly string[]): CoverageView;
  /** Hashes of the documents that were called, by `vendor version`. */
  documents(): Readonly<Record<string, string>>;
}

/** A fault of any type. */
interface Named {
  readonly id: string;
}

const describeFault = ({ id: _id, ...fault }: Named): string =>
  Object.entries(fault)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');

/** The operation that was meant. Where the vendor refused the call before it chose a version, the first version counts. */
function calledOperation(
  service: Service | undefined,
  version: string | null,
  id: string | null,
  { request, refused, failure }: CoveredExchange,
): { readonly version: string | null; readonly id: string | null } {
  const [first = null] = service?.versions.keys() ?? [];
  if (service === undefined || first === null || version !== null || refused || failure === undefined)
    return { version, id };
  const { path, query } = splitTarget(request.path);
  const call = { ...request, path, query, body: { kind: 'none' } as const, base: '' };
  return { version: first, id: findRoute(service, first, call).match.found?.id ?? null };
}

interface Count {
  readonly item: Item;
  hits: number;
}

type Counts = ReadonlyMap<string, Count>;

const countsFor = (vendor: Vendor, contract: Contract): Counts =>
  new Map(coverableItems(vendor, contract).map((item) => [itemKey(item), { item, hits: 0 }]));

export function createCoverage(services: readonly Service[]): Coverage {
  const called = new Map<string, Counts>();
  const documents = new Map<string, Contract['documents']>();
  const scenarios = new Map<string, number>();
  const faults = new Map<string, { readonly name: string; struck: boolean }>();
  let unmatched = 0;
  return {
    exchange: (name, answered, operationId, seen) => {
      const service = services.find(({ vendor }) => vendor.name === name);
      const { version, id } = calledOperation(service, answered, operationId, seen);
      const contract = service?.versions.get(version ?? '')?.contract;
      if (service === undefined || contract === undefined) return;
      const counts = called.get(`${name} ${version}`) ?? countsFor(service.vendor, contract);
      called.set(`${name} ${version}`, counts);
      documents.set(`${name} ${version}`, contract.documents);
      const operation = contract.operations.find((known) => known.id === id);
      const met = new Set([...hitsOf(contract, operation, seen)].map(itemKey));
      for (const key of met) {
        const count = counts.get(key);
        if (count !== undefined) count.hits++;
      }
    },
    unmatched: () => {
      unmatched++;
    },
    scenario: (name) => {
      scenarios.set(name, (scenarios.get(name) ?? 0) + 1);
    },
    fault: (world, added) => {
      faults.set(`${world}/${added.id}`, { name: describeFault(added), struck: false });
    },
    struck: (world, { id }) => {
      const fault = faults.get(`${world}/${id}`);
      if (fault !== undefined) fault.struck = true;
    },
    documents: () =>
      Object.fromEntries([...documents].map(([name, document]) => [name, documentHash(document)])),
    read: (own) => {
      // A contract that was not called may not have been read, and need not be.
      const served = services.flatMap(({ vendor: { name }, versions }) =>
        [...versions.keys()].map((version) => ({
          vendor: name,
          version,
          counts: called.get(`${name} ${version}`),
        })),
      );
      const byName = Map.groupBy(faults.values(), ({ name }) => name);
      return {
        contracts: served.flatMap(({ vendor, version, counts }) =>
          counts === undefined
            ? []
            : [{ vendor, version, items: [...counts.values()].map(({ item, hits }) => ({ ...item, hits })) }],
        ),
        uncalled: served
          .filter(({ counts }) => counts === undefined)
          .map(({ vendor, version }) => `${vendor} ${version}`),
        scenarios: [...new Set([...own, ...scenarios.keys()])].map((name) => ({
          name,
          there: 1,
          used: scenarios.get(name) ?? 0,
        })),
        faults: [...byName].map(([name, all]) => ({
          name,
          there: all.length,
          used: all.filter(({ struck }) => struck).length,
        })),
        unmatched,
      };
    },
  };
}
