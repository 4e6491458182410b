/** Applies an `identify` to a user record, in the two steps of the vendor's own server. */
import { isObject } from '../../core/is-object.ts';
import type { Json } from '../../core/store.ts';
import type { HandlerContext } from '../../core/vendor.ts';
import { attributeOf, customOf, withTraits } from './attributes.ts';
import {
  type JsonObject,
  type SequenceState,
  TEXT_COLUMNS,
  type TextColumn,
  type User,
} from './collections.ts';
import { asJson, dateOf, isStorable, textOf } from './values.ts';

export interface Identify {
  readonly userId: Json | undefined;
  readonly traits: Json | undefined;
  readonly context: Json | undefined;
}

export type SaveContext = Pick<HandlerContext<SequenceState>, 'state' | 'ids' | 'now'>;

type Texts = Partial<Record<TextColumn, string | null>>;

/** Smaller numbers are seconds: this is the year 2000 in milliseconds. */
const SECONDS_BELOW = 946_684_800_000;

/** The text columns with a value; `undefined` if a column cannot store its value. */
function textsOf(pick: (name: TextColumn) => Json | undefined): Texts | undefined {
  const texts: Texts = {};
  for (const name of TEXT_COLUMNS) {
    const value = pick(name);
    if (value === undefined) continue;
    const text = textOf(value);
    if (text === undefined) return undefined;
    texts[name] = text;
  }
  return texts;
}

/** The first word, and the trimmed rest. */
function splitName(name: string): Texts {
  const space = name.indexOf(' ');
  return space < 0
    ? { firstName: name, lastName: '' }
    : { firstName: name.slice(0, space), lastName: name.slice(space + 1).trim() };
}

/** The first step: a new user from the non-empty traits in camelCase, with `''` for the others. */
export function newUser(
  externalId: string | null,
  event: Identify,
  { ids, now }: SaveContext,
): User | undefined {
  const traits: JsonObject = isObject(event.traits) ? event.traits : {};
  const sent = (name: string): Json => (Object.hasOwn(traits, name) && traits[name]) || null;
  const texts = textsOf((name) => sent(name) ?? (name === 'intercomId' ? null : ''));
  const signedUpAt = sent('createdAt') === null ? null : dateOf(sent('createdAt'));
  if (texts === undefined || signedUpAt === undefined) return undefined;
  return {
    id: ids.uuid(),
    externalId,
    match: JSON.stringify(externalId),
    ...(texts as Record<TextColumn, string | null>),
    os: null,
    lastSeenAt: now.toISOString(),
    signedUpAt,
    traits: {},
    context: event.context ?? null,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
  };
}

/**
 * `undefined` if the date is invalid; an empty object if nothing changes it. An empty `createdAt` defers to `signedUpAt`,
 * even where that was not sent: then the stored date stays (the vendor's own server).
 */
function signUpOf(traits: Json): Pick<User, 'signedUpAt'> | Record<string, never> | undefined {
  const createdAt = attributeOf(traits, 'createdAt');
  const signedUpAt = attributeOf(traits, 'signedUpAt');
  const value = createdAt || signedUpAt;
  if (value === undefined) return {};
  if (value === null) return { signedUpAt: null };
  const date = dateOf(typeof value === 'number' && value < SECONDS_BELOW ? value * 1000 : value);
  return date === undefined ? undefined : { signedUpAt: date };
}

/** The second step: the fields that the traits change; `undefined` if one of them is invalid. */
export function changesOf(user: User, traits: Exclude<Json, null>): Partial<User> | undefined {
  const name = attributeOf(traits, 'name');
  if (name !== undefined && (typeof name !== 'string' || name === '')) return undefined;
  const split = name === undefined ? {} : splitName(name);
  const texts = textsOf((column) => {
    const value = attributeOf(traits, column);
    return value === undefined ? split[column] : value;
  });
  const signUp = signUpOf(traits);
  const custom = customOf(traits);
  if (texts === undefined || signUp === undefined || !isStorable(custom)) return undefined;
  return { ...texts, ...signUp, traits: asJson(withTraits(user.traits, custom)) };
}
