/** That each request leads to one operation, and each name to one. */

import type { Documents } from './document.ts';
import type { Operation } from './operation.ts';
import { ambiguous, identical, segmentsOf } from './template.ts';

/** Puts every pair that cannot be told apart on the list of problems. */
export function assertDistinct(operations: readonly Operation[], documents: Documents): void {
  const ids = new Set<string>();
  for (const { id, at } of operations) {
    if (ids.has(id)) documents.report(at, `the operationId ${id} is used twice`);
    ids.add(id);
  }
  const all = operations.map((operation) => ({ ...operation, segments: segmentsOf(operation.template) }));
  const groups = Map.groupBy(all, ({ method, segments }) => `${method} ${segments.length}`);
  for (const group of groups.values()) {
    for (const [index, one] of group.entries()) {
      const twin = group.slice(index + 1).find((other) => ambiguous(one.segments, other.segments));
      if (twin === undefined) continue;
      const both = `one request can match both ${one.method} ${one.template} and ${twin.method} ${twin.template}`;
      if (identical(one.segments, twin.segments)) documents.report(twin.at, `${both}; take one of them away`);
      else
        documents.attempt(() =>
          documents.flaw(
            twin.at,
            `${both}; the one with text where the other first has a parameter answers it. Make one of them more precise in every segment`,
          ),
        );
    }
  }
}
