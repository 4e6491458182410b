/** The failures that handlers throw. `errors.ts` renders them. */
import { type Failed, fail } from '../../core/vendor.ts';

/** The errors of a field, or of its elements by their index. */
export type Complaints = readonly string[] | { readonly [index: string]: readonly string[] };

/** By field. */
export type Errors = Readonly<Record<string, Complaints>>;

export const REQUIRED = 'This field is required.';
export const UNIQUE = 'This field must be unique.';

export const invalid = (errors: Errors): Failed => fail('invalid', { errors });

export const invalidField = (field: string, ...messages: string[]): Failed => invalid({ [field]: messages });

export const notFound = (): Failed => fail('not_found');

/** The framework's message for an unknown id. */
export const noSuchKey = (id: unknown): string => `Invalid pk "${String(id)}" - object does not exist.`;
