/** The records that User.com stores. Fields have the API's names; `present.ts` turns records into wire objects. */
import { collection, type Json, type State } from '../../core/store.ts';

/** Records with a numeric id. */
export interface Numbered {
  /** The id in twelve digits, so that keys sort like ids. */
  readonly pk: string;
  readonly id: number;
}

export interface Membership {
  readonly company: number;
  readonly member_since: string;
}

export interface User extends Numbered {
  readonly key: string;
  /** The client's own id: `user_id` in version 1, `custom_id` in version 2. */
  readonly custom_id: string | null;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly gender: number;
  readonly status: number;
  readonly phone_number: string | null;
  readonly timezone: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
  readonly facebook_url: string | null;
  readonly google_url: string | null;
  readonly gravatar_url: string | null;
  readonly linkedin_url: string | null;
  readonly twitter_url: string | null;
  readonly score: number;
  readonly assigned_to: number | null;
  readonly notifications: boolean;
  readonly unsubscribed: boolean;
  /** Ids. */
  readonly tags: readonly number[];
  /** Ids. */
  readonly lists: readonly number[];
  readonly companies: readonly Membership[];
  /** The ids of `companies`, as an index to find employees. */
  readonly company_ids: readonly number[];
  /** Values of custom attributes, by the id of their definition. */
  readonly attributes: Readonly<Record<string, Json>>;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface Tag extends Numbered {
  readonly name: string;
}

export interface List extends Numbered {
  readonly name: string;
  readonly description: string | null;
}

export type ValueType = 'boolean' | 'date' | 'datetime' | 'fixed' | 'float' | 'integer' | 'json' | 'string';

/** The definition of a custom attribute. */
export interface Attribute extends Numbered {
  /** Content type and name, which are unique together. */
  readonly slot: string;
  readonly content_type: string;
  readonly name: string;
  readonly name_std: string;
  readonly value_type: ValueType;
  /** The allowed values of a `fixed` attribute. */
  readonly choices: readonly string[];
  /** Whether a `fixed` attribute can have several values. */
  readonly multiple: boolean;
}

/** The event definition that all events of one name share. */
export interface EventKind extends Numbered {
  readonly name: string;
}

/** One event of a user. */
export interface Event extends Numbered {
  /** Id of the user. */
  readonly user: number;
  /** Id of the kind. */
  readonly kind: number;
  readonly name: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, Json>>;
}

export interface Company extends Numbered {
  readonly name: string;
  /** The client's own id: `company_id` in version 1, `custom_id` in version 2. */
  readonly custom_id: string | null;
  readonly description: string | null;
  readonly email: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly address: string | null;
  readonly postal_code: string | null;
  readonly size: string | null;
  readonly approx_employees: number | null;
  readonly phone_numbers: readonly string[] | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export const collections = {
  users: collection<User>({
    key: 'pk',
    unique: ['key', 'custom_id'],
    index: ['email', 'phone_number', 'tags', 'lists', 'company_ids'],
    fields: {
      key: 'string',
      custom_id: 'string?',
      email: 'string?',
      first_name: 'string?',
      last_name: 'string?',
      gender: 'number',
      status: 'number',
      phone_number: 'string?',
      timezone: 'string?',
      city: 'string?',
      region: 'string?',
      country: 'string?',
      facebook_url: 'string?',
      google_url: 'string?',
      gravatar_url: 'string?',
      linkedin_url: 'string?',
      twitter_url: 'string?',
      score: 'number',
      assigned_to: 'number?',
      notifications: 'boolean',
      unsubscribed: 'boolean',
      tags: 'array',
      lists: 'array',
      companies: 'array',
      company_ids: 'array',
      attributes: 'object',
      created_at: 'string',
      updated_at: 'string',
      pk: 'string',
      id: 'number',
    },
  }),
  tags: collection<Tag>({
    key: 'pk',
    unique: ['name'],
    fields: { name: 'string', pk: 'string', id: 'number' },
  }),
  lists: collection<List>({
    key: 'pk',
    fields: { name: 'string', description: 'string?', pk: 'string', id: 'number' },
  }),
  attributes: collection<Attribute>({
    key: 'pk',
    unique: ['slot'],
    fields: {
      slot: 'string',
      content_type: 'string',
      name: 'string',
      name_std: 'string',
      value_type: 'string',
      choices: 'array',
      multiple: 'boolean',
      pk: 'string',
      id: 'number',
    },
  }),
  eventKinds: collection<EventKind>({
    key: 'pk',
    unique: ['name'],
    fields: { name: 'string', pk: 'string', id: 'number' },
  }),
  events: collection<Event>({
    key: 'pk',
    index: ['user'],
    fields: {
      user: 'number',
      kind: 'number',
      name: 'string',
      timestamp: 'string',
      data: 'object',
      pk: 'string',
      id: 'number',
    },
  }),
  companies: collection<Company>({
    key: 'pk',
    unique: ['custom_id'],
    fields: {
      name: 'string',
      custom_id: 'string?',
      description: 'string?',
      email: 'string?',
      country: 'string?',
      region: 'string?',
      city: 'string?',
      address: 'string?',
      postal_code: 'string?',
      size: 'string?',
      approx_employees: 'number?',
      phone_numbers: 'array?',
      created_at: 'string',
      updated_at: 'string',
      pk: 'string',
      id: 'number',
    },
  }),
};

export type UsercomState = State<typeof collections>;

/** Digits of the largest id that fits a record's key. */
const DIGITS = 12;

export const pkOf = (id: number): string => String(id).padStart(DIGITS, '0');

/** The key of the record with this id; `undefined` if the text is not an id. */
export const pkFrom = (text: string): string | undefined =>
  /^\d{1,12}$/.test(text) ? pkOf(Number(text)) : undefined;
