/** References between schemas, as AJV takes them. */
import { ContractError, type ProblemList } from '../document/contract-error.ts';
import { child, type Documents, type Location } from '../document/load-document.ts';
import { unusableSchema } from './unusable.ts';

/**
 * The identifier of the schema at a place, for references.
 *
 * @param plain whether the reference is made by a schema that extends the other one
 */
export type Identify = (at: Location, from: Location, plain?: boolean) => string;

/**
 * The schema for the `$ref` of the schema at a place.
 *
 * @param plain whether that schema extends the other one
 */
export type Reference = (content: unknown, at: Location, plain: boolean) => Record<string, unknown>;

/**
 * Creates the translator of references. In a lenient document, a value that reaches an unresolved one is rejected.
 *
 * @param attempt runs a step, and lists what it throws
 */
export function createReferences(
  documents: Documents,
  identify: Identify,
  attempt: ProblemList['attempt'],
): Reference {
  const refer: Reference = (content, at, plain) => {
    if (typeof content !== 'string') throw documents.error(child(at, '$ref'), 'a reference must be a string');
    return { $ref: identify(documents.target(content, at), at, plain) };
  };
  return (content, at, plain) => {
    if (!documents.lenient) return attempt(() => refer(content, at, plain)) ?? {};
    try {
      return refer(content, at, plain);
    } catch (cause) {
      if (!(cause instanceof ContractError)) throw cause;
      attempt(() => {
        throw cause;
      });
      return unusableSchema(cause);
    }
  };
}
