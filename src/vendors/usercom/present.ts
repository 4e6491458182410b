/** Turns records into wire objects, with keys in the vendor's order. */
import type { Json } from '../../core/store.ts';
import type { Attribute, Company, Event, List, Tag, User } from './collections.ts';
import type { components as V1 } from './contract.v1.gen.ts';
import type { components as V2 } from './contract.v2.gen.ts';
import type { Related } from './related.ts';

type DocumentedUser = V1['schemas']['DocumentedUser'];
type ObservedUser1 = V1['schemas']['ObservedUser'];
type ObservedUser2 = V2['schemas']['ObservedUser'];

const CHAT_ID = 'Chat ID is deprecated and will be removed in future';

/** The words that replies show for the integers that clients send. */
export const GENDERS = { 1: 'unknown', 2: 'male', 3: 'female' } as const;
export const STATUSES = { 1: 'visitor', 2: 'user' } as const;

const wordOf = <Words extends Readonly<Record<number, string>>>(
  words: Words,
  number: number,
): Words[keyof Words] => words[number as keyof Words & number];

/** First and last name, or else the e-mail, as recorded. */
export const nameOf = ({ first_name, last_name, email }: User): string | null =>
  [first_name, last_name].filter(Boolean).join(' ') || email || null;

export const tagOf = ({ id, name }: Tag): { id: number; name: string } => ({ id, name });

export const listOf = ({ id, name, description }: List): V1['schemas']['List'] => ({ id, name, description });

const attributeOf = ([{ name_std, id, name }, value]: readonly [
  Attribute,
  Json,
]): V1['schemas']['UserAttribute'] => ({ name_std, value, description: '', id, name });

/** The keys up to `updated_at`, which all shapes share. */
const start = (user: User) => ({
  name: nameOf(user),
  email: user.email,
  gender: wordOf(GENDERS, user.gender),
  status: wordOf(STATUSES, user.status),
  phone_number: user.phone_number,
  first_seen: null,
  last_seen: null,
  page_views: 0,
  last_ip: null,
  timezone: user.timezone,
  city: user.city,
  region: user.region,
  country: user.country,
  unsubscribed: user.unsubscribed,
  browser_language: null,
  score: user.score,
  browser: null,
  os_type: null,
  resolution: null,
  created_at: user.created_at,
  updated_at: user.updated_at,
});

const links = (user: User) => ({
  notifications: user.notifications,
  facebook_url: user.facebook_url,
  linkedin_url: user.linkedin_url,
  twitter_url: user.twitter_url,
  google_url: user.google_url,
});

const namedFirst = ({ id, name }: Tag): V1['schemas']['UserTag'] => ({ name, id });

/** The keys that both shapes of version 1 share, in order. */
const common = (user: User, related: Related) => ({
  id: user.id,
  key: user.key,
  ...start(user),
  companies: related.companies.map(([{ id, name }, { member_since }]) => ({ id, name, member_since })),
  attributes: related.attributes.map(attributeOf),
  gravatar_url: user.gravatar_url,
  lists: related.lists.map(listOf),
  tags: related.tags.map(namedFirst),
  ...links(user),
});

/** The object in "Create user" of both versions. */
export const documentedUser = (user: User, related: Related): DocumentedUser => ({
  ...common(user, related),
  chat_id: CHAT_ID,
  last_contacted: null,
});

/** Version 1 as it was recorded in October 2018. */
export const observedUser1 = (user: User, related: Related): ObservedUser1 => ({
  ...common(user, related),
  companies: related.companies.map(([{ id, name }, { member_since }]) => ({ member_since, id, name })),
  last_contacted: null,
  user_id: user.custom_id,
});

/** Version 2, as in RudderStack's fixtures. */
export function observedUser2(user: User, related: Related): ObservedUser2 {
  const own = {
    id: user.id,
    user_key: user.key,
    ...start(user),
    companies: related.companies.map(([{ id, name }, { member_since }]) => ({ name, id, member_since })),
    gravatar_url: user.gravatar_url,
    lists: related.lists.map(listOf),
    tags: related.tags.map(tagOf),
    ...links(user),
    last_contacted: null,
    custom_id: user.custom_id,
    web_push_subscription: false,
  };
  const attributes = related.attributes
    .map(([{ name_std }, value]): [string, Json] => [name_std, value])
    .filter(([name]) => !Object.hasOwn(own, name));
  return { ...own, ...Object.fromEntries(attributes) };
}

export const attributeDefinition = (attribute: Attribute): V1['schemas']['Attribute'] => ({
  id: attribute.id,
  name: attribute.name,
  name_std: attribute.name_std,
  value_type: attribute.value_type,
  content_type: attribute.content_type,
});

/** @param text converts a value of the event's data */
export const eventOf = (event: Event, text: (value: Json) => string): V1['schemas']['Event'] => ({
  id: event.id,
  client: event.user,
  timestamp: event.timestamp,
  items: Object.entries(event.data).map(([key, value]) => ({ key, value: text(value) })),
  event: event.name,
  event_id: event.kind,
});

export const company1 = (company: Company): V1['schemas']['Company'] => ({
  id: company.id,
  name: company.name,
  description: company.description,
  email: company.email,
  country: company.country,
  region: company.region,
  city: company.city,
  address: company.address,
  approx_employees: company.approx_employees,
  created_at: company.created_at,
  updated_at: company.updated_at,
  phone_numbers: [...(company.phone_numbers ?? [])],
  attributes: [],
  company_id: company.custom_id,
});

/** @param employees ids of users */
export const company2 = (company: Company, employees: readonly number[]): V2['schemas']['Company'] => ({
  id: company.id,
  name: company.name,
  description: company.description,
  email: company.email,
  country: company.country,
  region: company.region,
  city: company.city,
  address: company.address,
  postal_code: company.postal_code,
  size: company.size,
  created_at: company.created_at,
  updated_at: company.updated_at,
  tags: [],
  employees: [...employees],
  phone_numbers: company.phone_numbers === null ? null : [...company.phone_numbers],
  custom_id: company.custom_id,
});
