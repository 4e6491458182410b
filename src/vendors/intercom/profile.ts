/** Applies an update to a user record (documentation 1.0, "Create or Update User"). */
import { fail } from '../../core/vendor.ts';
import type { Attributes, Sources, User } from './collections.ts';
import type { components } from './contract.1.0.gen.ts';
import { type Identifiers, identifiersOf } from './find-user.ts';
import { secondsOf } from './time.ts';

export type UserUpdate = components['schemas']['UserUpdate'];

const MOST_ATTRIBUTES = 250;

export function newUser(id: string, now: Date): User {
  return {
    id,
    user_id: null,
    email: null,
    phone: null,
    name: null,
    pseudonym: null,
    avatar_url: null,
    company_ids: [],
    location: null,
    social_profiles: [],
    last_request_at: null,
    created_at: secondsOf(now),
    signed_up_at: null,
    updated_at: secondsOf(now),
    session_count: 0,
    owner_id: null,
    unsubscribed_from_emails: false,
    marked_email_as_spam: false,
    has_hard_bounced: false,
    user_agent: null,
    last_seen_ip: null,
    do_not_track: null,
    tag_ids: [],
    segment_ids: [],
    custom_attributes: {},
    referrer: null,
    utm_campaign: null,
    utm_content: null,
    utm_medium: null,
    utm_source: null,
    utm_term: null,
  };
}

/** The value that was sent, also `null`; otherwise the stored one. */
const given = <T>(sent: T | undefined, kept: T): T => (sent === undefined ? kept : sent);

/** Sets the identifiers that were sent; the others stay. */
export const identified = (user: User, { user_id, email }: Identifiers): User => ({
  ...user,
  user_id: user_id ?? user.user_id,
  email: email ?? user.email,
});

export function mergedAttributes(kept: Attributes, sent: Attributes): Attributes {
  const merged = { ...kept, ...sent };
  if (Object.keys(merged).length > MOST_ATTRIBUTES) throw fail('too_many_attributes');
  return merged;
}

const sources = (user: User, body: UserUpdate): Sources => ({
  referrer: given(body.referrer, user.referrer),
  utm_campaign: given(body.utm_campaign, user.utm_campaign),
  utm_content: given(body.utm_content, user.utm_content),
  utm_medium: given(body.utm_medium, user.utm_medium),
  utm_source: given(body.utm_source, user.utm_source),
  utm_term: given(body.utm_term, user.utm_term),
});

/** The user after an update, except for companies. */
export function updated(user: User, body: UserUpdate, now: Date): User {
  return {
    ...identified(user, identifiersOf(body)),
    ...sources(user, body),
    phone: given(body.phone, user.phone),
    name: given(body.name, user.name),
    avatar_url: given(body.avatar?.image_url, user.avatar_url),
    signed_up_at: given(body.signed_up_at, given(body.remote_created_at, user.signed_up_at)),
    last_request_at:
      body.update_last_request_at === true
        ? secondsOf(now)
        : given(body.last_request_at, user.last_request_at),
    updated_at: secondsOf(now),
    session_count: user.session_count + (body.new_session === true ? 1 : 0),
    unsubscribed_from_emails: body.unsubscribed_from_emails ?? user.unsubscribed_from_emails,
    user_agent: given(body.last_seen_user_agent, user.user_agent),
    last_seen_ip: given(body.last_seen_ip, user.last_seen_ip),
    custom_attributes: mergedAttributes(user.custom_attributes, body.custom_attributes ?? {}),
  };
}
