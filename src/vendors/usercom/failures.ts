/** What handlers throw, and the shapes in which the reasons travel to `errors.ts`. */
import { type Failed, fail } from '../../core/vendor.ts';

/** What is wrong with a field, or with its elements by their index. */
export type Complaints = readonly string[] | { readonly [index: string]: readonly string[] };

/** By field. */
export type Errors = Readonly<Record<string, Complaints>>;

export const REQUIRED = 'This field is required.';
export const UNIQUE = 'This field must be unique.';

export const invalid = (errors: Errors): Failed => fail('invalid', { errors });

export const invalidField = (field: string, ...messages: string[]): Failed => invalid({ [field]: messages });

export const notFound = (): Failed => fail('not_found');

/** The framework's words for an id that leads nowhere. */
export const noSuchKey = (id: unknown): string => `Invalid pk "${String(id)}" - object does not exist.`;
