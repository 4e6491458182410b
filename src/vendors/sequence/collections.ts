/** What Sequence keeps. Users are what its database calls product users; the account's own user is not kept. */
import { collection, type Json, type State } from '../../core/store.ts';

/** Attributes with a column of text of their own. */
export const TEXT_COLUMNS = [
  'email',
  'firstName',
  'lastName',
  'photo',
  'phone',
  'intercomId',
  'city',
  'companyName',
  'country',
  'industry',
  'title',
  'websiteUrl',
  'region',
  'browser',
  'browserVersion',
  'browserLanguage',
] as const;

export type TextColumn = (typeof TEXT_COLUMNS)[number];

export type JsonObject = { readonly [key: string]: Json };

export interface User extends Readonly<Record<TextColumn, string | null>> {
  readonly id: string;
  /** The application's id; `null` is one like any other. */
  readonly externalId: string | null;
  /** The same as JSON, so that `null` can be found as well. */
  readonly match: string;
  /** Nothing ever sets it. */
  readonly os: null;
  /** ISO time in UTC, as are the others. */
  readonly lastSeenAt: string;
  readonly signedUpAt: string | null;
  /** Custom attributes. */
  readonly traits: JsonObject;
  readonly context: Json;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A `track`. */
export interface Event {
  readonly id: string;
  readonly name: string | null;
  /** The `externalId` of its user, who need not exist. */
  readonly personId: string | null;
  readonly messageId: string;
  readonly properties: Json;
  readonly context: Json;
  readonly timestamp: string;
  readonly sentAt: string;
  readonly receivedAt: string;
}

export const collections = {
  users: collection<User>({ key: 'id', unique: ['match'] }),
  events: collection<Event>({ key: 'id', unique: ['messageId'] }),
};

export type SequenceState = State<typeof collections>;
