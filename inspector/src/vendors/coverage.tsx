/** What the calls of all worlds exercised of a contract, where the emulator counts it. */
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
    ? { style: 'heat0', text: 'no exchange met it' }
    : {
        style: `heat${Math.min(4, 1 + Math.floor(Math.log2(hits) / 2))}`,
        text: hits === 1 ? 'one exchange met it' : `${hits} exchanges met it`,
      };

const figureOf = (items: readonly Item[]): string =>
  `${items.filter(({ hits }) => hits > 0).length} of ${items.length}`;

/** How much of an operation was met, and what of it was not. */
export function Exercised({ items }: { items: readonly Item[] }) {
  const missed = items.filter(({ hits }) => hits === 0);
  if (missed.length === 0) return <span>{figureOf(items)}</span>;
  return (
    <details class="missed">
      <summary>{figureOf(items)}</summary>
      <ul aria-label="Not met">
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
  /** Everything of an operation that could be met. */
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
  if (items === undefined) return none(`Coverage: nothing of ${title} ${version} was called yet.`);
  const byOperation = Map.groupBy(items, ({ operation }) => operation);
  const of = (operation: string): readonly Item[] => byOperation.get(operation) ?? [];
  return {
    summary: `Coverage: ${figureOf(items)} met by the calls of all worlds; × says by how many exchanges, dashes that none did.`,
    counted: true,
    of,
    hits: (operation, kind, wanted) =>
      of(operation).find((item) => item.kind === kind && item.name === wanted)?.hits,
  };
}

/** An emulator that does not count is asked again only when it was gone meanwhile. */
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
  return typeof value === 'string' ? none(`No heat map: ${value}.`) : exerciseOf(vendor, value);
}
