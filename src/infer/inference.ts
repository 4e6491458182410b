/** The result of inference: resources, and what each operation does to them. Plain data. */
import type { Location } from '../contract/document/load-document.ts';

/** An operation with the role `none` is not recognised, and its replies are generated. */
export const ROLES = ['list', 'create', 'read', 'replace', 'update', 'delete', 'upsert', 'none'] as const;

export type Role = (typeof ROLES)[number];

/** Names of properties in a reply, with dots for nested ones. */
export interface Envelope {
  /** The records of a list; empty if the list is the whole reply. */
  readonly items?: string;
  /** The record in each element of a list whose elements wrap it. */
  readonly each?: string;
  /** The record of a reply that wraps it. */
  readonly item?: string;
  /** The record of a request body that wraps it. */
  readonly body?: string;
  /** The property of the record with what the body sends: `attributes`, as in JSON:API. */
  readonly inside?: string;
  readonly total?: string;
  readonly more?: string;
  readonly next?: string;
  readonly page?: string;
  readonly pages?: string;
  readonly limit?: string;
  readonly offset?: string;
}

/** Names of the query parameters that page a list. */
export interface Paging {
  readonly limit?: string;
  readonly page?: string;
  readonly offset?: string;
  /** The cursor from the reply before. */
  readonly cursor?: string;
  /** The identifier of the last record that the client has. */
  readonly after?: string;
}

/** How a change is merged: `shallow` replaces whole properties, `deep` merges objects and removes on `null`. */
export const MERGES = ['shallow', 'deep'] as const;

/** A path parameter and the property with its value; `null` if the record has no such property. */
export interface Binding {
  readonly parameter: string;
  readonly field: string | null;
}

/** A path parameter that identifies a parent of the record. */
export interface Parent extends Binding {
  /** The resource of the parent, if it is known. */
  readonly resource: string | null;
}

export interface Inferred {
  /** Identifier of the operation. */
  readonly operation: string;
  readonly method: string;
  readonly template: string;
  readonly at: Location;
  readonly role: Role;
  readonly resource: string | null;
  /** Why the operation is generated; `null` if it is stateful. */
  readonly generated: string | null;
  /** Path parameters that identify the record, in the order of the path. */
  readonly id: readonly Binding[];
  readonly parents: readonly Parent[];
  readonly envelope: Envelope;
  readonly paging: Paging;
  /** Query parameters that select records, with the property they are compared to. */
  readonly filters: Readonly<Record<string, string>>;
  /** The properties that identify the record of an upsert without an identifier in its path. */
  readonly match: readonly string[];
  readonly merge: (typeof MERGES)[number];
  /** The properties that an action sets, as `POST /orders/{id}/cancel`; empty for every other operation. */
  readonly sets: Readonly<Record<string, unknown>>;
}

export interface Resource {
  readonly name: string;
  /** Properties with the identifier, in the order of the path; `null` for a part that the record does not show. */
  readonly id: readonly (string | null)[];
  /** The parents whose identifiers are part of the record's own. */
  readonly parents: readonly Parent[];
  /** Properties besides the identifier whose values are unique. */
  readonly unique: readonly string[];
  /** Whether there is one record, which no identifier names, as `/settings`. */
  readonly single: boolean;
}

export interface Inference {
  readonly resources: readonly Resource[];
  readonly operations: readonly Inferred[];
}
