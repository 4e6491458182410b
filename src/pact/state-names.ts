/** The provider states that every vendor supports: the names that a pact uses, and what each asks for. */
import { distance } from 'fastest-levenshtein';
import { FIRST_RECORDS } from '../worlds/history.ts';
import { parseRecordsState, type RecordsState } from './record-states.ts';
import type { StateCollection } from './state-collections.ts';

export type StateParameters = Readonly<Record<string, unknown>>;

/** What a provider state asks for. */
export type ProviderStateRequest =
  | { readonly kind: 'nothing' }
  | (RecordsState & { readonly kind: 'records'; readonly fields: StateParameters })
  | { readonly kind: 'scenario'; readonly name: string }
  | { readonly kind: 'fault'; readonly fault: FaultState }
  | { readonly kind: 'calls'; readonly params: StateParameters }
  | { readonly kind: 'first records'; readonly params: StateParameters }
  | { readonly kind: 'error'; readonly params: StateParameters };

/** What the states of a vendor can be about. */
export interface StateVocabulary {
  /** Names of the known scenarios. */
  readonly scenarios: readonly string[];
  readonly collections: readonly StateCollection[];
}

export type FaultState = 'rate limit' | 'wrong' | 'insufficient' | 'malformed' | 'down';

/** The state of an exported interaction that depends on earlier calls of its test. */
export const EARLIER_CALLS = 'these calls were made';

/** With the parameters `status`, or `failure` as a fault takes it. */
export const ANY_ERROR = 'the vendor answers with an error';

/** An export also uses these names, for calls that met such a fault. */
export const FAULT_STATES: Readonly<Record<string, FaultState>> = {
  'the rate limit is exhausted': 'rate limit',
  'the credential is revoked': 'wrong',
  'the credential is not enough': 'insufficient',
  'the credential is malformed': 'malformed',
  'the vendor is down': 'down',
};

/** Whether a state asks for records, and not for an error. */
export function isAboutRecords(name: string): boolean {
  const text = slug(name);
  return text !== '' && FAULT_STATES[text] === undefined && text !== ANY_ERROR;
}

const NEAREST = 3;

const slug = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, ' ');

const withoutArticle = (name: string): string => name.replace(/^(?:an?|the) /, '');

const article = (word: string): string => (/^[aeio]/.test(word) ? 'an' : 'a');

/** The names of all states, as the documentation writes them: those about records, scenarios and errors. */
export const stateNames = ({ scenarios, collections }: StateVocabulary): readonly string[] => [
  ...collections.flatMap(({ one, many }) => [
    `no ${one} exists`,
    `${article(one)} ${one} exists`,
    `3 ${many} exist`,
    `${article(one)} ${one} with id 10 exists`,
    `${article(one)} ${one} with id 10 does not exist`,
  ]),
  ...scenarios.map((scenario) => scenario.replace(/-/g, ' ')),
  ...(collections.some(({ inferred }) => inferred !== undefined) ? [FIRST_RECORDS] : []),
  ...Object.keys(FAULT_STATES),
  ANY_ERROR,
  EARLIER_CALLS,
];

/** `a user exists {"id":"u1"}`: a pact of version 2 has no other place for parameters. */
function split(name: string): { readonly text: string; readonly fields: StateParameters } | string {
  const brace = name.indexOf('{');
  if (brace < 0) return { text: name.trim(), fields: {} };
  try {
    const fields: unknown = JSON.parse(name.slice(brace));
    if (typeof fields === 'object' && fields !== null && !Array.isArray(fields))
      return { text: name.slice(0, brace).trim(), fields: fields as StateParameters };
  } catch {
    // The text below says what is wrong.
  }
  return `what follows ${JSON.stringify(name.slice(0, brace).trim())} is no JSON object`;
}

/** States that take no parameters refuse them by name: ignored, they would promise what is not there. */
const withoutParameters = (
  name: string,
  fields: StateParameters,
  request: ProviderStateRequest,
): ProviderStateRequest | string => {
  const [unused] = Object.keys(fields);
  return unused === undefined
    ? request
    : `the provider state ${JSON.stringify(name)} takes no parameters, and the pact gives it ${Object.keys(fields).join(', ')}`;
};

/**
 * @param name the state as the pact names it
 * @returns what the state asks for, or a sentence that says why it is unknown
 */
export function parseProviderState(
  name: string,
  params: StateParameters,
  vocabulary: StateVocabulary,
): ProviderStateRequest | string {
  const parts = split(name);
  if (typeof parts === 'string') return `the provider state ${JSON.stringify(name)} cannot be read: ${parts}`;
  const text = slug(parts.text);
  const fields = { ...parts.fields, ...params };
  if (text === '') return withoutParameters(name, fields, { kind: 'nothing' });
  const fault = FAULT_STATES[text];
  if (fault !== undefined) return withoutParameters(name, fields, { kind: 'fault', fault });
  if (text === ANY_ERROR) return { kind: 'error', params: fields };
  if (text === FIRST_RECORDS) return { kind: 'first records', params: fields };
  if (text === EARLIER_CALLS) return { kind: 'calls', params: fields };
  const records = parseRecordsState(parts.text, vocabulary.collections);
  if (records !== undefined)
    return typeof records === 'string' ? records : { kind: 'records', ...records, fields };
  const scenario = vocabulary.scenarios.find((known) => withoutArticle(slug(known)) === withoutArticle(text));
  return scenario === undefined
    ? unknown(name, vocabulary)
    : withoutParameters(name, fields, { kind: 'scenario', name: scenario });
}

function unknown(name: string, vocabulary: StateVocabulary): string {
  const near = stateNames(vocabulary)
    .toSorted((one, other) => distance(one, slug(name)) - distance(other, slug(name)))
    .slice(0, NEAREST);
  return `there is no provider state ${JSON.stringify(name)}; the nearest are ${near.map((one) => JSON.stringify(one)).join(', ')}`;
}
