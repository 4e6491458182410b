/** Which parts of a contract were called in any world, where the emulator counts it. */
import { useRef } from 'preact/hooks';
import { ask, type Coverage, Problem, type Vendor } from '../api.ts';
import { changes, link } from '../feed.ts';
import { useLoaded } from '../loaded.ts';

type Item = Coverage['contracts'][number]['items'][number];

export interface Heat {
  readonly style: string;
  readonly text: string;
}

/** Warmer by each fourfold: 1, 4, 16 and 64 exchanges. */
export const heatOf = (hits: number): Heat =>
  hits === 0
    ? { style: 'heat0', text: 'not called' }
    : {
        style: `heat${Math.min(4, 1 + Math.floor(Math.log2(hits) / 2))}`,
        text: hits === 1 ? 'called once' : `called ${hits} times`,
      };

const figureOf = (items: readonly Item[]): string =>
  `${items.filter(({ hits }) => hits > 0).length} of ${items.length}`;

/** How much of an operation was covered, and what was not. */
export function Exercised({ items }: { items: readonly Item[] }) {
  const missed = items.filter(({ hits }) => hits === 0);
  if (missed.length === 0) return <span>{figureOf(items)}</span>;
  return (
    <details class="missed">
      <summary>{figureOf(items)}</summary>
      <ul aria-label="Not covered">
        {missed.map(({ kind, name }) => (
          <li key={`${kind} ${name}`}>
            {kind} <code>{name}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

interface Exercise {
  readonly summary: string;
  readonly counted: boolean;
  /** Everything of an operation that can be covered. */
  of(operation: string): readonly Item[];
  /** `undefined` where it is not counted */
  hits(operation: string, kind: Item['kind'], name: string): number | undefined;
}

const none = (summary: string): Exercise => ({
  summary,
  counted: false,
  of: () => [],
  hits: () => undefined,
});

function exerciseOf({ name, title, version }: Vendor, { contracts }: Coverage): Exercise {
  const items = contracts.find((one) => one.vendor === name && one.version === version)?.items;
  if (items === undefined) return none(`Coverage: ${title} ${version} was not called yet.`);
  const byOperation = Map.groupBy(items, ({ operation }) => operation);
  const of = (operation: string): readonly Item[] => byOperation.get(operation) ?? [];
  return {
    summary: `Coverage of all worlds: ${figureOf(items)} parts of the contract. ×2: called twice. Dashed: not called.`,
    counted: true,
    of,
    hits: (operation, kind, wanted) =>
      of(operation).find((item) => item.kind === kind && item.name === wanted)?.hits,
  };
}

/** An emulator that does not count coverage is asked again only after it restarted. */
export function useCoverage(vendor: Vendor): Exercise {
  const counts = useRef(true);
  const { value, error } = useLoaded(
    async () => {
      try {
        return await ask<Coverage>('GET', 'coverage');
      } catch (cause) {
        if (cause instanceof Problem && cause.status === 409) return cause.message;
        throw cause;
      }
    },
    'coverage',
    counts.current ? changes.value : link.value,
  );
  counts.current = typeof value !== 'string';
  if (error !== undefined) return none(`Coverage: ${error}`);
  if (value === undefined) return none('Coverage: …');
  return typeof value === 'string' ? none(`No coverage: ${value}.`) : exerciseOf(vendor, value);
}
