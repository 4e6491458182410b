/** What Intercom keeps. Records are the emulator's own; `present.ts` makes the wire objects of them. */
import { collection, type Json, type State } from '../../core/store.ts';

export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** Where a user came from, as far as a client said so. */
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
  /** Computed by the vendor, so never here unless the state began with it; so are the social profiles. */
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
  /** Tags whose names differ only in case are one tag. */
  readonly lower_name: string;
}

/** Who belongs to a segment is the vendor's to compute; users only carry the ids that the state began with. */
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
  /** Rises with the time, and within a second with every event of the user. */
  readonly position: number;
  /** User and second, to count the events of that second by. */
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

/** An item that went wrong, with the error. */
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

/** Only those that the state began with: admins are invited in the vendor's own pages. */
export interface Admin {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export const collections = {
  users: collection<User>({
    key: 'id',
    unique: ['user_id'],
    index: ['email', 'company_ids', 'tag_ids', 'segment_ids'],
    order: ['created_at', 'last_request_at', 'signed_up_at', 'updated_at'],
  }),
  /** Nobody finds these any more, except a request for permanent deletion. */
  archived: collection<User>({ key: 'id' }),
  companies: collection<Company>({ key: 'id', unique: ['company_id'], index: ['tag_ids'] }),
  tags: collection<Tag>({ key: 'id', unique: ['lower_name'] }),
  segments: collection<Segment>({ key: 'id' }),
  leads: collection<User>({ key: 'id', unique: ['user_id'], index: ['email'] }),
  visitors: collection<User>({ key: 'id', unique: ['user_id'] }),
  events: collection<Event>({ key: 'id', index: ['user', 'moment'], order: ['position'] }),
  scrolls: collection<Scroll>({ key: 'id' }),
  jobs: collection<Job>({ key: 'id' }),
  admins: collection<Admin>({ key: 'id' }),
};

export type IntercomState = State<typeof collections>;
