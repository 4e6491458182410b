/** Operations that cannot be distinguished, because they have the same id or match the same requests. */

import type { Documents } from './document/load-document.ts';
import type { Operation } from './operation.ts';
import {
  areAmbiguous,
  matchSamePaths,
  matchSegment,
  parsePathTemplate,
  type Segment,
} from './parameters/path-template.ts';

/** The operations with one id each. One that repeats an id is reported, and named by its method and path. */
export function withUniqueIds(operations: readonly Operation[], documents: Documents): readonly Operation[] {
  const ids = new Set<string>();
  return operations.map((operation) => {
    const { id, at, method, template } = operation;
    const isNew = !ids.has(id);
    ids.add(id);
    if (isNew) return operation;
    documents.report(at, `the operationId ${id} is used twice`);
    const other = `${method} ${template}`;
    ids.add(other);
    return { ...operation, id: other };
  });
}

const BASES = 'servers are told apart by their paths alone, and the one with the longer path answers';
const PRECISE =
  'the one with text where the other first has a parameter answers it. Make one of them more precise in every segment';
const FIRST = 'the first whose parameters it fits answers it. Remove one of them';

/** An operation at one of its base paths. */
interface Spot {
  readonly method: string;
  readonly path: string;
  readonly base: string;
  readonly segments: readonly Segment[];
  readonly operation: Operation;
}

/** Each operation at each of its base paths; without base paths if all operations share them. */
function spots(operations: readonly Operation[]): readonly Spot[] {
  const [first] = operations;
  const alike = operations.every(({ bases }) => bases === first?.bases);
  return operations.flatMap((operation) => {
    const { method, template, bases } = operation;
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
      operation,
    }));
  });
}

/** A tree of the segments of all paths. */
interface Branch {
  readonly literals: Map<string, Branch>;
  readonly others: { readonly segment: Segment; readonly next: Branch }[];
  readonly ends: Spot[];
}

const branch = (): Branch => ({ literals: new Map(), others: [], ends: [] });

/** Most branches that are visited. Documents whose paths begin with parameters would take the square of their size. */
const MAX_VISITS = 1_000_000;

/** Reports each operation that matches a request of an earlier one, unless one of them is more precise. */
export function reportAmbiguousPaths(operations: readonly Operation[], documents: Documents): void {
  const roots = new Map<string, Branch>();
  let visits = 0;

  /** The earlier operation that a path is ambiguous with. */
  const twinOf = (at: Branch, spot: Spot, index: number): Spot | undefined => {
    const segment = spot.segments[index];
    if (++visits > MAX_VISITS) return undefined;
    if (segment === undefined)
      return at.ends.find(
        ({ operation, segments }) => operation !== spot.operation && areAmbiguous(segments, spot.segments),
      );
    const literal = 'literal' in segment ? segment.literal : undefined;
    const below = function* (): Iterable<Branch> {
      if (literal === undefined) yield* at.literals.values();
      else {
        const same = at.literals.get(literal);
        if (same !== undefined) yield same;
      }
      for (const { segment: other, next } of at.others)
        if (literal === undefined || !('texts' in other) || matchSegment(literal, other.texts) !== undefined)
          yield next;
    };
    for (const next of below()) {
      const found = twinOf(next, spot, index + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const add = (root: Branch, spot: Spot): void => {
    let at = root;
    for (const segment of spot.segments) {
      if ('literal' in segment) {
        const next = at.literals.get(segment.literal) ?? branch();
        at.literals.set(segment.literal, next);
        at = next;
        continue;
      }
      const shape = 'texts' in segment ? segment.texts.join('\0') : undefined;
      let known = at.others.find(
        ({ segment: other }) => ('texts' in other ? other.texts.join('\0') : undefined) === shape,
      );
      if (known === undefined) {
        known = { segment, next: branch() };
        at.others.push(known);
      }
      at = known.next;
    }
    at.ends.push(spot);
  };

  for (const spot of spots(operations)) {
    const root = roots.get(spot.method) ?? branch();
    roots.set(spot.method, root);
    const twin = twinOf(root, spot, 0);
    if (twin !== undefined) {
      const same = matchSamePaths(twin.segments, spot.segments);
      const both = `one request can match both ${twin.method} ${twin.path} and ${spot.method} ${spot.path}`;
      const { at } = spot.operation;
      if (same && twin.base === spot.base) documents.report(at, `${both}; ${FIRST}`);
      else documents.attempt(() => documents.flaw(at, `${both}; ${same ? BASES : PRECISE}`));
    }
    add(root, spot);
  }
}
