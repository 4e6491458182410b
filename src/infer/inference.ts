/** What is guessed of a document: resources, and what each operation does to them. Plain data. */
import type { Location } from '../contract/document/load-document.ts';

/** `none`: the operation does nothing that is recognised, and is generated. */
export const ROLES = ['list', 'create', 'read', 'replace', 'update', 'delete', 'upsert', 'none'] as const;

export type Role = (typeof ROLES)[number];

/** Names of properties in a reply, with dots where they lie deeper; absent where there is none. */
export interface Envelope {
  /** The records of a list; an empty text: the list is the whole reply. */
  readonly items?: string;
  /** The record of a reply that wraps it. */
  readonly item?: string;
  /** The record of a request body that wraps it. */
  readonly body?: string;
  readonly total?: string;
  readonly more?: string;
  readonly next?: string;
  readonly page?: string;
  readonly pages?: string;
  readonly limit?: string;
  readonly offset?: string;
}

/** Names of the query parameters by which a list is cut into pages. */
export interface Paging {
  readonly limit?: string;
  readonly page?: string;
  readonly offset?: string;
  /** Where the reply before this one told the client to go on. */
  readonly cursor?: string;
  /** The identifier of the last record that the client has. */
  readonly after?: string;
}

/** How a change meets the record: `shallow` puts whole properties, `deep` merges objects and takes `null` away. */
export const MERGES = ['shallow', 'deep'] as const;

/** A path parameter and the property that holds its value; `null` where the record has no such property. */
export interface Binding {
  readonly parameter: string;
  readonly field: string | null;
}

/** A path parameter that names something else than the record itself. */
export interface Parent extends Binding {
  /** The resource it identifies, where that is known. */
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
  /** Why the operation is generated and not answered from state; `null` where it is. */
  readonly generated: string | null;
  /** Path parameters that name the record, in the order of the path. */
  readonly id: readonly Binding[];
  readonly parents: readonly Parent[];
  readonly envelope: Envelope;
  readonly paging: Paging;
  /** Query parameters that select records, with the property they are compared to. */
  readonly filters: Readonly<Record<string, string>>;
  /** Of an upsert without an identifier in its path: the properties by which the record is found. */
  readonly match: readonly string[];
  readonly merge: (typeof MERGES)[number];
}

export interface Resource {
  readonly name: string;
  /** Properties with the identifier, in the order of the path; `null` where it is kept beside the record. */
  readonly id: readonly (string | null)[];
  /** The parents whose identifiers belong to the record's own. */
  readonly parents: readonly Parent[];
  /** Properties besides the identifier whose values no two records share. */
  readonly unique: readonly string[];
}

export interface Inference {
  readonly resources: readonly Resource[];
  readonly operations: readonly Inferred[];
}
