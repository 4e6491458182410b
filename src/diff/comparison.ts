/** What every comparison of two operations needs. */
import type { Location, Node } from '../contract/document/load-document.ts';
import type { ChangeKind } from './change-kinds.ts';
import type { Readers } from './compare-alternatives.ts';
import { compareSchemas } from './compare-schemas.ts';
import type { FoundChange } from './contract-change.ts';
import type { Direction, Notation, Part } from './part.ts';

/** A node of the old document, and the one that took its place. */
export interface NodePair {
  readonly old: Node;
  readonly new: Node;
}

export type Words = Partial<Pick<FoundChange, 'name' | 'before' | 'after'>>;

export interface Comparison {
  readonly readers: Readers;
  report(kind: ChangeKind, part: Part, places: Places, words?: Words): void;
  /** Compares the schemas of a part. */
  compareValues(part: Part, schemas: PartSchemas): void;
}

export interface Places {
  readonly old: Location;
  readonly new: Location;
}

export interface PartSchemas {
  readonly old: Node | undefined;
  readonly new: Node | undefined;
  readonly near: Places;
  readonly direction: Direction;
  readonly notation: Notation;
  readonly optional: boolean;
}

export const placesOf = ({ old, new: next }: NodePair): Places => ({ old: old.at, new: next.at });

/** @param add takes every change once */
export function createComparison(
  readers: Readers,
  operation: FoundChange['operation'],
  add: (change: FoundChange) => void,
): Comparison {
  return {
    readers,
    report: (kind, part, places, words = {}) => add({ kind, operation, part, ...words, ...places }),
    compareValues: (part, { old, new: next, ...rest }) =>
      compareSchemas(
        {
          ...rest,
          old: old === undefined ? [] : [old],
          new: next === undefined ? [] : [next],
          report: (change) => add({ ...change, operation, part }),
        },
        readers,
      ),
  };
}
