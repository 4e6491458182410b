/** Turns records into the wire objects of each API version, with keys in the vendor's order. */
import { fail } from '../../core/vendor.ts';
import type { IntercomCaller } from './auth.ts';
import type { Company, IntercomState, Tag, User } from './collections.ts';
import type { components } from './contract.1.0.gen.ts';

type Schemas = components['schemas'];

/** What a user object shows besides the user. */
export interface Related {
  readonly appId: string;
  readonly companies: readonly Company[];
  readonly tags: readonly Tag[];
}

/** The user object of an API version. */
export type Shape<U> = (user: User, related: Related) => U;

/** Turns users into the objects of an API version. */
export type Show<U> = (
  users: readonly User[],
  call: { readonly state: IntercomState; readonly caller: IntercomCaller },
) => Promise<U[]>;

const locationOf = ({ location }: User): Schemas['LocationData'] =>
  location === null ? {} : { type: 'location_data', ...location };

const companyList = (companies: readonly Company[]): Schemas['CompanyList'] => ({
  type: 'company.list',
  companies: companies.map(({ company_id, id, name }) => ({ type: 'company', company_id, id, name })),
});

/** Whether a record is shown as a user or as a lead. */
export type Kind =
  | { readonly type: 'user'; readonly anonymous: false }
  | { readonly type: 'contact'; readonly anonymous: true };

export const USER = { type: 'user', anonymous: false } as const satisfies Kind;
export const LEAD = { type: 'contact', anonymous: true } as const satisfies Kind;

/** The keys at the start of the object, in every version. */
const firstKeys = <K extends Kind>({ type, anonymous }: K, user: User, { appId, companies }: Related) => ({
  type: type as K['type'],
  id: user.id,
  user_id: user.user_id,
  anonymous: anonymous as K['anonymous'],
  email: user.email,
  phone: user.phone,
  name: user.name,
  pseudonym: user.pseudonym,
  avatar: { type: 'avatar' as const, image_url: user.avatar_url },
  app_id: appId,
  companies: companyList(companies),
  location_data: locationOf(user),
  last_request_at: user.last_request_at,
  created_at: user.created_at,
  remote_created_at: user.signed_up_at,
  signed_up_at: user.signed_up_at,
  updated_at: user.updated_at,
  session_count: user.session_count,
  social_profiles: {
    type: 'social_profile.list' as const,
    social_profiles: user.social_profiles.map((profile) => ({ type: 'social_profile' as const, ...profile })),
  },
});

const groups = (user: User, { tags }: Related) => ({
  tags: {
    type: 'tag.list' as const,
    tags: tags.map(({ id, name }) => ({ type: 'tag' as const, id, name })),
  },
  segments: {
    type: 'segment.list' as const,
    segments: user.segment_ids.map((id) => ({ type: 'segment' as const, id })),
  },
  custom_attributes: user.custom_attributes,
});

/** Version 1.0 (documentation 1.0, "Create or Update User"). */
export const shape10 =
  <K extends Kind>(kind: K) =>
  (user: User, related: Related) => ({
    ...firstKeys(kind, user, related),
    unsubscribed_from_emails: user.unsubscribed_from_emails,
    user_agent_data: user.user_agent,
    ...groups(user, related),
  });

/** Keys that version 1.1 added (a body recorded in 2020). */
const sinceVersion11 = (user: User, related: Related) => ({
  owner_id: user.owner_id,
  unsubscribed_from_emails: user.unsubscribed_from_emails,
  marked_email_as_spam: user.marked_email_as_spam,
  has_hard_bounced: user.has_hard_bounced,
  ...groups(user, related),
  referrer: user.referrer,
  utm_campaign: user.utm_campaign,
  utm_content: user.utm_content,
  utm_medium: user.utm_medium,
  utm_source: user.utm_source,
  utm_term: user.utm_term,
  do_not_track: user.do_not_track,
});

/** Version 1.1. */
export const shape11 =
  <K extends Kind>(kind: K) =>
  (user: User, related: Related) => ({
    ...firstKeys(kind, user, related),
    ...sinceVersion11(user, related),
    last_seen_ip: user.last_seen_ip,
    user_agent_data: user.user_agent,
  });

/** Versions from 1.2: without IP address, browser and exact location (changelog of 1.2). */
export const shape12 =
  <K extends Kind>(kind: K) =>
  (user: User, related: Related) => {
    const { latitude: _, longitude: __, ...location_data } = locationOf(user);
    return { ...firstKeys(kind, user, related), location_data, ...sinceVersion11(user, related) };
  };

async function all<R>(ids: readonly string[], get: (id: string) => Promise<R | undefined>): Promise<R[]> {
  const found = await Promise.all(ids.map(get));
  return found.filter((record) => record !== undefined);
}

export const showing =
  <U>(shape: Shape<U>): Show<U> =>
  (users, { state, caller }) =>
    Promise.all(
      users.map(async (user) =>
        shape(user, {
          appId: caller.appId,
          companies: await all(user.company_ids, (id) => state.companies.get(id)),
          tags: await all(user.tag_ids, (id) => state.tags.get(id)),
        }),
      ),
    );

/** The reply with one user. @throws {Failed} if there is none */
export async function shown<U>(
  user: User | undefined,
  call: { readonly state: IntercomState; readonly caller: IntercomCaller },
  show: Show<U>,
): Promise<{ status: 200; body: U }> {
  if (user === undefined) throw fail('user_not_found');
  const [body] = await show([user], call);
  if (body === undefined) throw new Error(`the user ${user.id} was not shown`);
  return { status: 200, body };
}
