/** What Engage keeps. Records are the emulator's own; `present.ts` makes the wire objects of them. */
import { collection, type State } from '../../core/store.ts';

export interface Device {
  readonly token: string;
  readonly platform: 'android' | 'ios';
}

/** A user's place in an account; accounts are named by their `uid`. */
export interface Membership {
  readonly id: string;
  readonly role: string | null;
}

export interface Subscription {
  readonly list: string;
  /** `pending`: a list with double opt-in waits for the confirmation. */
  readonly status: 'subscribed' | 'pending' | 'unsubscribed';
}

export type Values = Readonly<Record<string, string | number | boolean>>;

/** A customer or an account: Engage keeps both as users. */
export interface User {
  readonly id: string;
  readonly uid: string;
  /** The `uid` is provisional, because the application has not given one yet. */
  readonly uid_updateable: boolean;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly number: string | null;
  readonly email: string | null;
  /** Oldest first. */
  readonly devices: readonly Device[];
  readonly is_account: boolean;
  readonly accounts: readonly Membership[];
  /** The accounts again, to find members by. */
  readonly account_uids: readonly string[];
  /** An account call has touched the user, so that its object shows the account fields. */
  readonly shows_accounts: boolean;
  readonly archived: boolean;
  readonly subscriptions: readonly Subscription[];
  /** Lists with a subscription that counts, pending ones included, to find subscribers by. */
  readonly subscribed_to: readonly string[];
  readonly meta: Values;
  /** ISO time in UTC, as are the others. */
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

/** A key that some user's `meta` has had. */
export interface Attribute {
  readonly name: string;
}

export const collections = {
  users: collection<User>({
    key: 'id',
    unique: ['uid'],
    index: ['email', 'number', 'account_uids', 'subscribed_to'],
  }),
  events: collection<Event>({ key: 'id', index: ['user'] }),
  lists: collection<List>({ key: 'id' }),
  attributes: collection<Attribute>({ key: 'name' }),
};

export type EngageState = State<typeof collections>;
