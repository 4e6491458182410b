/** The records that Sequence stores. Users are its "product users"; the account's own user is not stored. */
import { collection, type Json, type State } from '../../core/store.ts';

/** Attributes with a text column of their own. */
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
  /** The application's id. `null` is an id like any other. */
  readonly externalId: string | null;
  /** `externalId` as JSON, an index that can also find `null`. */
  readonly match: string;
  /** Never set. */
  readonly os: null;
  /** ISO time in UTC, like all times here. */
  readonly lastSeenAt: string;
  readonly signedUpAt: string | null;
  /** Custom attributes. */
  readonly traits: JsonObject;
  readonly context: Json;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** An event that a `track` call stored. */
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
  users: collection<User>({
    key: 'id',
    unique: ['match'],
    fields: {
      id: 'string',
      externalId: 'string?',
      match: 'string',
      os: 'null',
      lastSeenAt: 'string',
      signedUpAt: 'string?',
      traits: 'object',
      context: 'json',
      createdAt: 'string',
      updatedAt: 'string',
      email: 'string?',
      firstName: 'string?',
      lastName: 'string?',
      photo: 'string?',
      phone: 'string?',
      intercomId: 'string?',
      city: 'string?',
      companyName: 'string?',
      country: 'string?',
      industry: 'string?',
      title: 'string?',
      websiteUrl: 'string?',
      region: 'string?',
      browser: 'string?',
      browserVersion: 'string?',
      browserLanguage: 'string?',
    },
  }),
  events: collection<Event>({
    key: 'id',
    unique: ['messageId'],
    fields: {
      id: 'string',
      name: 'string?',
      personId: 'string?',
      messageId: 'string',
      properties: 'json',
      context: 'json',
      timestamp: 'string',
      sentAt: 'string',
      receivedAt: 'string',
    },
  }),
};

export type SequenceState = State<typeof collections>;
