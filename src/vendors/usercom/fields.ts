/**
 * Converts the standard attributes of a validated body to what is stored, as the
 * framework's fields do: texts are trimmed, numbers are accepted for text fields and texts for number fields.
 */
import type { Fields } from './call.ts';
import type { User } from './collections.ts';
import { str } from './python.ts';

const TEXTS = [
  'email',
  'first_name',
  'last_name',
  'phone_number',
  'timezone',
  'city',
  'region',
  'country',
  'facebook_url',
  'google_url',
  'gravatar_url',
  'linkedin_url',
  'twitter_url',
] as const;
const NUMBERS = ['gender', 'status', 'score', 'assigned_to'] as const;
const FLAGS = ['notifications', 'unsubscribed'] as const;

type Written = (typeof TEXTS)[number] | (typeof NUMBERS)[number] | (typeof FLAGS)[number];

/** All writable standard attributes, except ids, company and tags. */
export const STANDARD: ReadonlySet<string> = new Set([...TEXTS, ...NUMBERS, ...FLAGS]);

export const asText = (value: unknown): string | null =>
  value === null || value === undefined ? null : str(value).trim();

/** A text such as an id; null if it is empty. */
export const asName = (value: unknown): string | null => asText(value) || null;

export const asNumber = (value: unknown): number | null => (value === null ? null : Number(value));

const YES: ReadonlySet<unknown> = new Set([
  true,
  1,
  'true',
  'True',
  'TRUE',
  't',
  'T',
  '1',
  'yes',
  'Yes',
  'YES',
  'y',
  'Y',
  'on',
  'On',
  'ON',
]);
const NO: ReadonlySet<unknown> = new Set([
  false,
  0,
  'false',
  'False',
  'FALSE',
  'f',
  'F',
  '0',
  'no',
  'No',
  'NO',
  'n',
  'N',
  'off',
  'Off',
  'OFF',
]);

/** Reads a value as a boolean, as the framework does; `undefined` for any other value. */
export const asFlag = (value: unknown): boolean | undefined =>
  YES.has(value) ? true : NO.has(value) ? false : undefined;

const sent = (
  names: readonly string[],
  body: Fields,
  read: (value: unknown) => unknown,
): [string, unknown][] =>
  names.filter((name) => Object.hasOwn(body, name)).map((name) => [name, read(body[name])]);

/** The standard attributes in a body. */
export const standardOf = (body: Fields): Partial<Pick<User, Written>> =>
  Object.fromEntries([
    ...sent(TEXTS, body, asText),
    ...sent(NUMBERS, body, asNumber),
    ...sent(FLAGS, body, asFlag),
  ]) as Partial<Pick<User, Written>>;
