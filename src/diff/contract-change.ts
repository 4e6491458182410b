/** One difference between two documents, as a consumer of the API meets it. */
import type { Documents, Location, SourcePlace } from '../contract/document/load-document.ts';
import { CHANGE_KINDS, type ChangeKind, describeChange } from './change-kinds.ts';
import type { ChangeLevel } from './kinds.ts';
import { describePart, type Part } from './part.ts';

/** The operation that a change concerns. */
export interface ChangedOperation {
  /** `GET /pets/{id}` as the old document writes it, or the new one where it is new. */
  readonly title: string;
  /** The `operationId` of the old document, or the title where it has none: the name of the operation in coverage. */
  readonly id: string;
}

export interface ContractChange {
  /** Stable: it is what reports and suppressions name. */
  readonly kind: ChangeKind;
  readonly level: ChangeLevel;
  /** `undefined` for a change of the whole document. */
  readonly operation: ChangedOperation | undefined;
  readonly part: Part;
  /** Of the property inside the part, such as `items[].name`; empty for the part itself. */
  readonly path: string;
  /** The value, status or media type that the change is about; empty where the kind says it all. */
  readonly name: string;
  /** The place, or the nearest one around what is not there. */
  readonly old: SourcePlace;
  readonly new: SourcePlace;
  /** What happened. */
  readonly message: string;
  /** What a consumer must do. */
  readonly advice: string;
}

/** What a comparison finds. */
export interface FoundChange {
  readonly kind: ChangeKind;
  readonly operation: ChangedOperation | undefined;
  readonly part: Part;
  readonly path?: string;
  readonly name?: string;
  readonly before?: string;
  readonly after?: string;
  readonly old: Location;
  readonly new: Location;
}

/** With its sentences and with the lines of both files. */
export function toContractChange(
  { kind, operation, part, path = '', name = '', before = '', after = '', ...at }: FoundChange,
  old: Documents,
  next: Documents,
): ContractChange {
  const facts = { part, subject: describePart(part, path), name, before, after };
  return {
    kind,
    level: CHANGE_KINDS[kind].level,
    operation,
    part,
    path,
    name,
    old: old.place(at.old),
    new: next.place(at.new),
    ...describeChange(kind, facts),
  };
}
