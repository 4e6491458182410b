/** The records that Engage stores. Their shape is the emulator's own; `present.ts` turns them into wire objects. */
import { collection, type State } from '../../core/store.ts';

export interface Device {
  readonly token: string;
  readonly platform: 'android' | 'ios';
}

/** A user's membership in an account, which is identified by its `uid`. */
export interface Membership {
  readonly id: string;
  readonly role: string | null;
}

export interface Subscription {
  readonly list: string;
  /** `pending`: the list has double opt-in and the user has not confirmed yet. */
  readonly status: 'subscribed' | 'pending' | 'unsubscribed';
}

export type Values = Readonly<Record<string, string | number | boolean>>;

/** A customer or an account: Engage stores both as users. */
export interface User {
  readonly id: string;
  readonly uid: string;
  /** The `uid` is provisional: the application has not set one yet. */
  readonly uid_updateable: boolean;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly number: string | null;
  readonly email: string | null;
  /** Oldest first. */
  readonly devices: readonly Device[];
  readonly is_account: boolean;
  readonly accounts: readonly Membership[];
  /** The `uid`s of `accounts`, as an index to find members. */
  readonly account_uids: readonly string[];
  /** Whether the user object shows the account fields: an account call has changed the user. */
  readonly shows_accounts: boolean;
  readonly archived: boolean;
  readonly subscriptions: readonly Subscription[];
  /** Lists with an active or pending subscription, as an index to find subscribers. */
  readonly subscribed_to: readonly string[];
  readonly meta: Values;
  /** ISO time in UTC, like all times here. */
  readonly created_at: string;
  readonly last_event_at: string | null;
}

export interface Event {
  readonly id: string;
  /** Internal id of the user. */
  readonly user: string;
  readonly event: string;
  readonly value: string | number | boolean | null;
  readonly properties: Values;
  readonly timestamp: string;
}

export interface List {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly redirect_url: string | null;
  readonly double_optin: boolean;
  readonly archived: boolean;
  readonly created_at: string;
}

/** A key that has been used in the `meta` of a user. */
export interface Attribute {
  readonly name: string;
}

export const collections = {
  users: collection<User>({
    key: 'id',
    unique: ['uid'],
    index: ['email', 'number', 'account_uids', 'subscribed_to'],
    fields: {
      id: 'string',
      uid: 'string',
      uid_updateable: 'boolean',
      first_name: 'string?',
      last_name: 'string?',
      number: 'string?',
      email: 'string?',
      devices: 'array',
      is_account: 'boolean',
      accounts: 'array',
      account_uids: 'array',
      shows_accounts: 'boolean',
      archived: 'boolean',
      subscriptions: 'array',
      subscribed_to: 'array',
      meta: 'object',
      created_at: 'string',
      last_event_at: 'string?',
    },
  }),
  events: collection<Event>({
    key: 'id',
    index: ['user'],
    fields: {
      id: 'string',
      user: 'string',
      event: 'string',
      value: 'json',
      properties: 'object',
      timestamp: 'string',
    },
  }),
  lists: collection<List>({
    key: 'id',
    fields: {
      id: 'string',
      title: 'string',
      description: 'string?',
      redirect_url: 'string?',
      double_optin: 'boolean',
      archived: 'boolean',
      created_at: 'string',
    },
  }),
  attributes: collection<Attribute>({ key: 'name', fields: { name: 'string' } }),
};

export type EngageState = State<typeof collections>;
