/** The records that Intercom stores. Their shape is the emulator's own; `present.ts` turns them into wire objects. */
import { collection, type Json, type State } from '../../core/store.ts';

export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** Where a user came from, as sent by clients. */
export interface Sources {
  readonly referrer: string | null;
  readonly utm_campaign: string | null;
  readonly utm_content: string | null;
  readonly utm_medium: string | null;
  readonly utm_source: string | null;
  readonly utm_term: string | null;
}

export interface SocialProfile {
  readonly name: string;
  readonly id: string | null;
  readonly username: string | null;
  readonly url: string | null;
}

export interface Location {
  readonly city_name: string | null;
  readonly continent_code: string | null;
  readonly country_name: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly postal_code: string | null;
  readonly region_name: string | null;
  readonly timezone: string | null;
  readonly country_code: string | null;
}

/** A user, a lead or a visitor: the vendor gives all three the same attributes. Times are UNIX seconds. */
export interface User extends Sources {
  readonly id: string;
  readonly user_id: string | null;
  /** Lower case. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  readonly pseudonym: string | null;
  readonly avatar_url: string | null;
  /** Internal ids of companies, in the order in which the user joined them. */
  readonly company_ids: readonly string[];
  /** Set by the vendor only, like the social profiles: present only if the initial state has it. */
  readonly location: Location | null;
  readonly social_profiles: readonly SocialProfile[];
  readonly last_request_at: number | null;
  readonly created_at: number;
  readonly signed_up_at: number | null;
  readonly updated_at: number;
  readonly session_count: number;
  readonly owner_id: string | null;
  readonly unsubscribed_from_emails: boolean;
  readonly marked_email_as_spam: boolean;
  readonly has_hard_bounced: boolean;
  readonly user_agent: string | null;
  readonly last_seen_ip: string | null;
  readonly do_not_track: boolean | null;
  readonly tag_ids: readonly string[];
  readonly segment_ids: readonly string[];
  readonly custom_attributes: Attributes;
}

export interface Company {
  readonly id: string;
  readonly company_id: string;
  readonly name: string | null;
  readonly tag_ids: readonly string[];
}

export interface Tag {
  readonly id: string;
  readonly name: string;
  /** Names that differ only in case are the same tag. */
  readonly lower_name: string;
}

/** The vendor computes who is in a segment. Here users keep the segments of the initial state. */
export interface Segment {
  readonly id: string;
  readonly name: string;
}

export interface Event {
  readonly id: string;
  /** Internal id of the user. */
  readonly user: string;
  readonly event_name: string;
  readonly created_at: number;
  /** Orders the events of a user: by second, then by arrival. */
  readonly position: number;
  /** User and second, as an index to count the events of that second. */
  readonly moment: string;
  readonly metadata: Readonly<Record<string, Attributes[string] | Attributes>> | null;
}

/** The one scroll of the workspace. */
export interface Scroll {
  readonly id: 'users';
  readonly scroll_param: string;
  /** Internal id of the last user that was shown. */
  readonly after: string;
  /** Milliseconds. */
  readonly used_at: number;
}

export interface Task {
  readonly id: string;
  readonly item_count: number;
  readonly created_at: number;
  readonly failed: boolean;
}

/** An item that failed, with its error. */
export interface FailedItem {
  readonly method: 'post' | 'delete';
  readonly data: Readonly<Record<string, Json>>;
  readonly code: string;
  readonly message: string;
}

export interface Job {
  readonly id: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly closing_at: number;
  readonly tasks: readonly Task[];
  readonly errors: readonly FailedItem[];
}

/** Who is told of which topics. */
export interface Subscription {
  readonly id: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly topics: readonly string[];
  readonly url: string;
  readonly active: boolean;
  readonly hub_secret: string | null;
  readonly metadata: Readonly<Record<string, Json>>;
}

/** Only from the initial state: admins are invited in the vendor's web application. */
export interface Admin {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const USER_FIELDS = {
  id: 'string',
  user_id: 'string?',
  email: 'string?',
  phone: 'string?',
  name: 'string?',
  pseudonym: 'string?',
  avatar_url: 'string?',
  company_ids: 'array',
  location: 'object?',
  social_profiles: 'array',
  last_request_at: 'number?',
  created_at: 'number',
  signed_up_at: 'number?',
  updated_at: 'number',
  session_count: 'number',
  owner_id: 'string?',
  unsubscribed_from_emails: 'boolean',
  marked_email_as_spam: 'boolean',
  has_hard_bounced: 'boolean',
  user_agent: 'string?',
  last_seen_ip: 'string?',
  do_not_track: 'boolean?',
  tag_ids: 'array',
  segment_ids: 'array',
  custom_attributes: 'object',
  referrer: 'string?',
  utm_campaign: 'string?',
  utm_content: 'string?',
  utm_medium: 'string?',
  utm_source: 'string?',
  utm_term: 'string?',
} as const;

export const collections = {
  users: collection<User>({
    key: 'id',
    unique: ['user_id'],
    index: ['email', 'company_ids', 'tag_ids', 'segment_ids'],
    order: ['created_at', 'last_request_at', 'signed_up_at', 'updated_at'],
    fields: USER_FIELDS,
  }),
  /** Found only by a request for permanent deletion. */
  archived: collection<User>({ key: 'id', fields: USER_FIELDS }),
  companies: collection<Company>({
    key: 'id',
    unique: ['company_id'],
    index: ['tag_ids'],
    fields: { id: 'string', company_id: 'string', name: 'string?', tag_ids: 'array' },
  }),
  tags: collection<Tag>({
    key: 'id',
    unique: ['lower_name'],
    fields: { id: 'string', name: 'string', lower_name: 'string' },
  }),
  segments: collection<Segment>({ key: 'id', fields: { id: 'string', name: 'string' } }),
  leads: collection<User>({ key: 'id', unique: ['user_id'], index: ['email'], fields: USER_FIELDS }),
  visitors: collection<User>({ key: 'id', unique: ['user_id'], fields: USER_FIELDS }),
  events: collection<Event>({
    key: 'id',
    index: ['user', 'moment'],
    order: ['position'],
    fields: {
      id: 'string',
      user: 'string',
      event_name: 'string',
      created_at: 'number',
      position: 'number',
      moment: 'string',
      metadata: 'object?',
    },
  }),
  scrolls: collection<Scroll>({
    key: 'id',
    fields: { id: 'string', scroll_param: 'string', after: 'string', used_at: 'number' },
  }),
  jobs: collection<Job>({
    key: 'id',
    fields: {
      id: 'string',
      created_at: 'number',
      updated_at: 'number',
      closing_at: 'number',
      tasks: 'array',
      errors: 'array',
    },
  }),
  subscriptions: collection<Subscription>({
    key: 'id',
    fields: {
      id: 'string',
      created_at: 'number',
      updated_at: 'number',
      topics: 'array',
      url: 'string',
      active: 'boolean',
      hub_secret: 'string?',
      metadata: 'object',
    },
  }),
  admins: collection<Admin>({ key: 'id', fields: { id: 'string', name: 'string', email: 'string' } }),
};

export type IntercomState = State<typeof collections>;
