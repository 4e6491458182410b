/** A parsed JSONPath query, as RFC 9535 names its parts. */

/** A JSONPath cannot be read or run. The message gives the reason. */
export class JsonPathError extends Error {}

export interface Query {
  /** Whether it begins at the whole document (`$`) instead of the value that a filter judges (`@`). */
  readonly absolute: boolean;
  readonly segments: readonly Segment[];
}

export interface Segment {
  /** Whether it also selects below, at any depth (`..`). */
  readonly descendants: boolean;
  readonly selectors: readonly Selector[];
}

export type Selector =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'wildcard' }
  | {
      readonly kind: 'slice';
      readonly start: number | undefined;
      readonly end: number | undefined;
      readonly step: number;
    }
  | { readonly kind: 'filter'; readonly condition: Condition };

export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type Condition =
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'exists'; readonly query: Query }
  | {
      readonly kind: 'compare';
      readonly operator: Operator;
      readonly left: Operand;
      readonly right: Operand;
    }
  | {
      readonly kind: 'pattern';
      /** Whether the pattern must match the whole text (`match`) or a part of it (`search`). */
      readonly whole: boolean;
      readonly text: Operand;
      readonly pattern: Operand;
    };

export type Literal = string | number | boolean | null;

/** What yields one value, or nothing. */
export type Operand =
  | { readonly kind: 'literal'; readonly value: Literal }
  /** The value of a query that selects at most one; with several (`value`), nothing. */
  | { readonly kind: 'value'; readonly query: Query }
  | { readonly kind: 'count'; readonly query: Query }
  | { readonly kind: 'length'; readonly of: Operand };

/** Whether a query can select one value at most: it has names and indexes only. */
export const isSingular = ({ segments }: Query): boolean =>
  segments.every(
    ({ descendants, selectors: [first, ...others] }) =>
      !descendants && others.length === 0 && (first?.kind === 'name' || first?.kind === 'index'),
  );
