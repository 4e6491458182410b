/** The parameters of a provider state, compared to the names that a record has. */
import { distance } from 'fastest-levenshtein';
import { ProviderStateError } from './pact-error.ts';

/** @throws {ProviderStateError} naming the nearest name */
export function refuseUnknownField(name: string, known: readonly string[], what: string): never {
  const [near] = known.toSorted((one, other) => distance(one, name) - distance(other, name));
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  throw new ProviderStateError(`${what} has no field ${name}${hint}`);
}

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** Members that a verifier can put into a request. */
export const plainMembers = (value: unknown): Readonly<Record<string, string | number | boolean>> =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, inside]) => isPlain(inside)))
    : {};
