/** Two schemas that are compared: one of the old document, and the one of the new that took its place. */
import type { Location, Node } from '../contract/document/load-document.ts';
import type { ChangeKind } from './change-kinds.ts';
import type { Direction, Notation } from './part.ts';
import type { Shape } from './shape.ts';

/** What is left of the kinds that begin with a direction. */
export type ValueKind = {
  [K in ChangeKind]: K extends `request-${infer Rest}`
    ? `reply-${Rest}` extends ChangeKind
      ? Rest
      : never
    : never;
}[ChangeKind];

export interface Details {
  readonly name?: string | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly old?: Location | undefined;
  readonly new?: Location | undefined;
  /** Of a property inside the pair. */
  readonly path?: string | undefined;
}

/** Nodes that wait to be compared. */
export interface NextPair {
  readonly old: readonly Node[];
  readonly new: readonly Node[];
  readonly path: string;
  /** Whether a consumer may leave the value out. */
  readonly optional: boolean;
}

export interface SchemaPair {
  readonly old: Shape;
  readonly new: Shape;
  readonly path: string;
  readonly direction: Direction;
  readonly notation: Notation;
  readonly optional: boolean;
  /** Reports a kind that begins with the direction. */
  found(kind: ValueKind, details?: Details): void;
  /** Reports a kind of any name. */
  foundKind(kind: ChangeKind, details?: Details): void;
  /** Compares these, later. */
  next(pair: NextPair): void;
  /** Whether the nodes of both sides mean the same. */
  areAlike(old: readonly Node[], next: readonly Node[]): boolean;
}
