/** Checks that no two operations have the same id or match the same requests. */

import type { Documents, Location } from './document/load-document.ts';
import type { Operation } from './operation.ts';
import { areAmbiguous, matchSamePaths, parsePathTemplate, type Segment } from './parameters/path-template.ts';

/** Reports every pair of operations that cannot be distinguished. */
export function assertUniqueOperations(operations: readonly Operation[], documents: Documents): void {
  const ids = new Set<string>();
  for (const { id, at } of operations) {
    if (ids.has(id)) documents.report(at, `the operationId ${id} is used twice`);
    ids.add(id);
  }
  const groups = Map.groupBy(spots(operations), ({ method, segments }) => `${method} ${segments.length}`);
  for (const group of groups.values()) {
    for (const [index, one] of group.entries()) {
      const twin = group
        .slice(index + 1)
        .find((other) => other.at !== one.at && areAmbiguous(one.segments, other.segments));
      if (twin === undefined) continue;
      const both = `one request can match both ${one.method} ${one.path} and ${twin.method} ${twin.path}`;
      const same = matchSamePaths(one.segments, twin.segments);
      if (same && one.base === twin.base) documents.report(twin.at, `${both}; take one of them away`);
      else documents.attempt(() => documents.flaw(twin.at, `${both}; ${same ? BASES : PRECISE}`));
    }
  }
}

const BASES = 'servers are told apart by their paths alone, and the one with the longer path answers';
const PRECISE =
  'the one with text where the other first has a parameter answers it. Make one of them more precise in every segment';

interface Spot {
  readonly method: string;
  readonly path: string;
  readonly base: string;
  readonly segments: readonly Segment[];
  readonly at: Location;
}

/** Each operation at each of its base paths; without base paths if all operations share them. */
function spots(operations: readonly Operation[]): readonly Spot[] {
  const [first] = operations;
  const alike = operations.every(({ bases }) => bases === first?.bases);
  return operations.flatMap(({ method, template, bases, at }) => {
    const segments = parsePathTemplate(template);
    return (alike ? [''] : bases).map((base) => ({
      method,
      base,
      path: base + template,
      segments: [
        ...base
          .split('/')
          .slice(1)
          .map((literal) => ({ literal })),
        ...segments,
      ],
      at,
    }));
  });
}
