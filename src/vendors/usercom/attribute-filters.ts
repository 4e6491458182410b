/** Filters that depend on the account's attributes: an attribute, two underscores and a Django lookup. */
import type { Json } from '../../core/store.ts';
import { attributeNamed } from './attributes.ts';
import { type Call, last, type Sent } from './call.ts';
import type { User } from './collections.ts';
import { invalidField, REQUIRED } from './failures.ts';
import type { Paging } from './paging.ts';
import { GENDERS, nameOf, STATUSES } from './present.ts';
import { str } from './python.ts';
import type { VersionDifferences } from './version-differences.ts';

export type Where = (user: User) => boolean;

type Test = (value: string, wanted: string) => boolean;

/** Compares as numbers if both are numbers, otherwise as texts, which is right for dates and times too. */
function compare(value: string, wanted: string): number {
  const numbers = [value, wanted].map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
  const [one = Number.NaN, other = Number.NaN] = numbers;
  if (!Number.isNaN(one) && !Number.isNaN(other)) return one - other;
  return value < wanted ? -1 : value > wanted ? 1 : 0;
}

const folded =
  (test: Test): Test =>
  (value, wanted) =>
    test(value.toLowerCase(), wanted.toLowerCase());

const contains: Test = (value, wanted) => value.includes(wanted);
const startsWith: Test = (value, wanted) => value.startsWith(wanted);
const endsWith: Test = (value, wanted) => value.endsWith(wanted);

const LOOKUPS: ReadonlyMap<string, Test> = new Map([
  ['contains', contains],
  ['icontains', folded(contains)],
  ['startswith', startsWith],
  ['istartswith', folded(startsWith)],
  ['endswith', endsWith],
  ['iendswith', folded(endsWith)],
  ['gt', (value, wanted) => compare(value, wanted) > 0],
  ['gte', (value, wanted) => compare(value, wanted) >= 0],
  ['lt', (value, wanted) => compare(value, wanted) < 0],
  ['lte', (value, wanted) => compare(value, wanted) <= 0],
]);

type Read = (user: User) => Json | undefined;

const plain = (name: keyof User & string): [string, Read] => [name, (user) => user[name] as Json];

const READS: ReadonlyMap<string, Read> = new Map([
  plain('id'),
  plain('email'),
  plain('first_name'),
  plain('last_name'),
  plain('phone_number'),
  plain('timezone'),
  plain('city'),
  plain('region'),
  plain('country'),
  plain('unsubscribed'),
  plain('notifications'),
  plain('score'),
  plain('created_at'),
  plain('updated_at'),
  ['name', nameOf],
  ['key', ({ key }) => key],
  ['user_key', ({ key }) => key],
  ['gender', ({ gender }) => GENDERS[gender as keyof typeof GENDERS]],
  ['status', ({ status }) => STATUSES[status as keyof typeof STATUSES]],
  ['page_views', () => 0],
]);

/** Reads an attribute of users by its name. A custom attribute's definition is looked up once per list. */
async function readOf<W, C>({ state }: Call, version: VersionDifferences<W, C>, name: string): Promise<Read> {
  if (name === version.clientId) return ({ custom_id }) => custom_id;
  const standard = READS.get(name);
  if (standard !== undefined) return standard;
  const attribute = await attributeNamed(state, name);
  const key = String(attribute?.id);
  return ({ attributes }) => (Object.hasOwn(attributes, key) ? attributes[key] : undefined);
}

async function lookup<W, C>(
  call: Call,
  version: VersionDifferences<W, C>,
  name: string,
  wanted: string,
): Promise<Where | undefined> {
  const split = name.lastIndexOf('__');
  const test = split < 0 ? undefined : LOOKUPS.get(name.slice(split + 2));
  if (test === undefined) return undefined;
  const read = await readOf(call, version, name.slice(0, split));
  return (user) => {
    const value = read(user);
    return value !== null && value !== undefined && test(str(value), wanted);
  };
}

const TIMES: ReadonlyMap<string, Read> = new Map([
  plain('updated_at'),
  // The emulator neither tracks nor contacts users.
  ['first_seen', () => null],
  ['last_seen', () => null],
  ['last_contacted', () => null],
]);

export interface Times {
  readonly search?: Sent;
  readonly min?: Sent;
  readonly max?: Sent;
}

function secondsIn(query: Times, name: 'min' | 'max'): number {
  const text = last(query[name]);
  if (text === undefined) throw invalidField(name, REQUIRED);
  const seconds = /^\d{1,11}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
  if (seconds === undefined) throw invalidField(name, 'A valid number is required.');
  return seconds;
}

/** `search=updated_at&min=…&max=…` */
function between(query: Times, name: string): Where {
  const read = TIMES.get(name);
  if (read === undefined) throw invalidField('search', `"${name}" is not a valid choice.`);
  const [min, max] = [secondsIn(query, 'min'), secondsIn(query, 'max')];
  return (user) => {
    const time = read(user);
    const seconds = typeof time === 'string' ? new Date(time).getTime() / 1000 : Number.NaN;
    return seconds >= min && seconds <= max;
  };
}

/** `lookups` has the parameters that the contract cannot list. */
export type Filtered = Call<
  Paging & {
    query: Times & {
      readonly with_email?: Sent;
      readonly lookups?: Readonly<Record<string, string>> | undefined;
    };
  }
>;

/** The filter of a query; `undefined` if it has none. */
export async function filterOf<W, C>(
  call: Filtered,
  version: VersionDifferences<W, C>,
): Promise<Where | undefined> {
  const { query } = call;
  const lookups = Object.entries(query.lookups ?? {});
  const asked = await Promise.all(lookups.map(([name, wanted]) => lookup(call, version, name, wanted)));
  const wheres = asked.filter((where) => where !== undefined);
  if (last(query.with_email) === 'true') wheres.push(({ email }) => Boolean(email));
  const search = last(query.search);
  if (search !== undefined) wheres.push(between(query, search));
  return wheres.length === 0 ? undefined : (user) => wheres.every((where) => where(user));
}
