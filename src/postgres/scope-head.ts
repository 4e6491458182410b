/** What a replica knows of a scope besides its records: one row, which comes with every answer of the database. */
import type { CollectionShape } from '../core/store.ts';

/** What is stored of a collection. */
export interface StoredCollection {
  readonly count: number;
  /** Fields that the indexes were made for; empty when none were made. */
  readonly shape: string;
  /** Whether values are longer than their key in an index, so that pages must be sorted. */
  readonly long?: true;
}

export interface ScopeHead {
  /** Rises with every commit. 0 for a scope that was never written. */
  readonly version: number;
  /** Value of the counter. */
  readonly sequence: number;
  /** Highest position in the order of insertion so far. */
  readonly places: number;
  readonly collections: Readonly<Record<string, StoredCollection>>;
}

export const EMPTY_HEAD: ScopeHead = { version: 0, sequence: 0, places: 0, collections: {} };

/** The row as the database returns it. */
export interface HeadRow {
  readonly version: number;
  readonly sequence: number;
  readonly places: number;
  readonly collections: string;
}

export const headOf = (row: HeadRow | undefined): ScopeHead =>
  row === undefined ? EMPTY_HEAD : { ...row, collections: JSON.parse(row.collections) };

/** The columns of `HeadRow`, of the table `s`. */
export const HEAD_COLUMNS =
  's.version::float8 as version, s.sequence::float8 as sequence, s.places::float8 as places, s.collections';

/** The fields that indexes are made for. Another version of a vendor may have others. */
export const shapeText = ({ key, unique = [], index = [], order = [] }: CollectionShape<object>): string =>
  [key, ...[unique, index, order].map((fields) => fields.join(','))].join(' | ');

export const storedCollection = ({ collections }: ScopeHead, name: string): StoredCollection | undefined =>
  Object.hasOwn(collections, name) ? collections[name] : undefined;
