/** The provider states that every vendor supports: the names that a pact uses, and what each asks for. */
import { distance } from 'fastest-levenshtein';

export type StateParameters = Readonly<Record<string, unknown>>;

/** What a provider state asks for. */
export type ProviderStateRequest =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'users'; readonly count: number; readonly fields: StateParameters }
  | { readonly kind: 'scenario'; readonly name: string }
  | { readonly kind: 'fault'; readonly fault: FaultState }
  | { readonly kind: 'calls'; readonly params: StateParameters }
  | { readonly kind: 'error'; readonly params: StateParameters };

export type FaultState = 'rate limit' | 'wrong' | 'insufficient' | 'malformed' | 'down';

/** The state of an exported interaction that depends on earlier calls of its test. */
export const EARLIER_CALLS = 'these calls were made';

/** With the parameters `status`, or `failure` as a fault takes it. */
export const ANY_ERROR = 'the vendor answers with an error';

/** Names as the documentation writes them. */
const VOCABULARY = [
  'no user exists',
  'a user exists',
  '3 users exist',
  'the rate limit is exhausted',
  'the credential is revoked',
  'the credential is not enough',
  'the credential is malformed',
  'the vendor is down',
  ANY_ERROR,
  EARLIER_CALLS,
] as const;

/** An export also uses these names, for calls that met such a fault. */
export const FAULT_STATES: Readonly<Record<string, FaultState>> = {
  'the rate limit is exhausted': 'rate limit',
  'the credential is revoked': 'wrong',
  'the credential is not enough': 'insufficient',
  'the credential is malformed': 'malformed',
  'the vendor is down': 'down',
};

const MOST_USERS = 1_000;
const NEAREST = 3;

const slug = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, ' ');

const withoutArticle = (name: string): string => name.replace(/^(?:an?|the) /, '');

/** `a user exists {"id":"u1"}`: a pact of version 2 has no other place for parameters. */
function split(name: string): { readonly text: string; readonly fields: StateParameters } | string {
  const brace = name.indexOf('{');
  if (brace < 0) return { text: slug(name), fields: {} };
  try {
    const fields: unknown = JSON.parse(name.slice(brace));
    if (typeof fields === 'object' && fields !== null && !Array.isArray(fields))
      return { text: slug(name.slice(0, brace)), fields: fields as StateParameters };
  } catch {
    // The text below says what is wrong.
  }
  return `what follows ${JSON.stringify(name.slice(0, brace).trim())} is no JSON object`;
}

/**
 * @param name the state as the pact names it
 * @param scenarios names of the known scenarios
 * @returns what the state asks for, or a sentence that says why it is unknown
 */
export function parseProviderState(
  name: string,
  params: StateParameters,
  scenarios: readonly string[],
): ProviderStateRequest | string {
  const parts = split(name);
  if (typeof parts === 'string') return `the provider state ${JSON.stringify(name)} cannot be read: ${parts}`;
  const { text } = parts;
  const fields = { ...parts.fields, ...params };
  if (text === '' || /^no users? exists?$/.test(text)) return { kind: 'nothing' };
  const fault = FAULT_STATES[text];
  if (fault !== undefined) return { kind: 'fault', fault };
  if (text === ANY_ERROR) return { kind: 'error', params: fields };
  if (text === EARLIER_CALLS) return { kind: 'calls', params: fields };
  const [whole, number] = /^(?:(?:an?|one|the) user exists?|(\d+) users? exists?)$/.exec(text) ?? [];
  if (whole !== undefined) {
    const count = number === undefined ? 1 : Number(number);
    return count > MOST_USERS
      ? `the provider state ${JSON.stringify(name)} asks for more than ${MOST_USERS} users; the scenario "a page of users" has 105`
      : { kind: 'users', count, fields };
  }
  const scenario = scenarios.find((known) => withoutArticle(slug(known)) === withoutArticle(text));
  if (scenario !== undefined) return { kind: 'scenario', name: scenario };
  return unknown(name, scenarios);
}

function unknown(name: string, scenarios: readonly string[]): string {
  const known = [...VOCABULARY, ...scenarios.map((scenario) => scenario.replace(/-/g, ' '))];
  const near = known
    .toSorted((one, other) => distance(one, slug(name)) - distance(other, slug(name)))
    .slice(0, NEAREST);
  return `there is no provider state ${JSON.stringify(name)}; the nearest are ${near.map((one) => JSON.stringify(one)).join(', ')}`;
}
