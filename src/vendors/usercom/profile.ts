/** Applies a body to a user record: standard attributes, the client's id, a company, tags and custom attributes. */
import { withAttributes } from './attributes.ts';
import type { Call, Fields } from './call.ts';
import { type Company, pkOf, type User } from './collections.ts';
import { type Complaints, invalid, UNIQUE } from './failures.ts';
import { asName, STANDARD, standardOf } from './fields.ts';
import { tagsNamed, withTags } from './tags.ts';
import { createdAt, updatedAt } from './time.ts';
import type { VersionDifferences } from './version-differences.ts';

/** Read-only keys of the user object, which are not custom attributes either. */
const READ_ONLY: ReadonlySet<string> = new Set([
  'id',
  'key',
  'user_key',
  'name',
  'first_seen',
  'last_seen',
  'page_views',
  'last_ip',
  'browser_language',
  'browser',
  'os_type',
  'resolution',
  'created_at',
  'updated_at',
  'companies',
  'attributes',
  'lists',
  'chat_id',
  'last_contacted',
  'web_push_subscription',
]);

/** Length of a user's key. */
const KEY_LENGTH = 12;

/** A new user with default values, not stored yet. */
export function newUser({ ids, now }: Call): User {
  const id = ids.sequence();
  return {
    pk: pkOf(id),
    id,
    key: ids.alphanumeric(KEY_LENGTH),
    custom_id: null,
    email: null,
    first_name: null,
    last_name: null,
    gender: 1,
    status: 1,
    phone_number: null,
    timezone: null,
    city: null,
    region: null,
    country: null,
    facebook_url: null,
    google_url: null,
    gravatar_url: null,
    linkedin_url: null,
    twitter_url: null,
    score: 0,
    assigned_to: null,
    notifications: true,
    unsubscribed: false,
    tags: [],
    lists: [],
    companies: [],
    company_ids: [],
    attributes: {},
    created_at: createdAt(now),
    updated_at: updatedAt(now),
  };
}

/** Adds the user to the company. */
export const employed = (user: User, { id }: Company, now: Date): User =>
  user.company_ids.includes(id)
    ? user
    : {
        ...user,
        companies: [...user.companies, { company: id, member_since: createdAt(now) }],
        company_ids: [...user.company_ids, id],
      };

/** The client's own id in a body; `undefined` if the body has none. */
export const clientIdIn = <W, C>(
  body: Fields,
  { clientId }: VersionDifferences<W, C>,
): string | null | undefined => (Object.hasOwn(body, clientId) ? asName(body[clientId]) : undefined);

/**
 * The user with the changes of a body, not stored yet.
 *
 * @throws {Failed} with an error for every unknown company and every id that another user has
 */
export async function written<W, C>(
  call: Call,
  version: VersionDifferences<W, C>,
  user: User,
  body: Fields,
): Promise<User> {
  const { state, options, now } = call;
  const { clientId, companyOfUser } = version;
  const errors: Record<string, Complaints> = {};

  const customId = clientIdIn(body, version);
  const [holder] = customId ? await state.users.findBy('custom_id', customId) : [];
  if (holder !== undefined && holder.id !== user.id) errors[clientId] = [UNIQUE];

  const companyId = asName(body[companyOfUser]);
  const [company] = companyId === null ? [] : await state.companies.findBy('custom_id', companyId);
  if (companyId !== null && company === undefined)
    errors[companyOfUser] = [`Object with ${version.companyId}=${companyId} does not exist.`];

  if (Object.keys(errors).length > 0) throw invalid(errors);

  const named: User = {
    ...user,
    ...standardOf(body),
    ...(customId === undefined ? {} : { custom_id: customId }),
  };
  const member = company === undefined ? named : employed(named, company, now);
  const tagged = Array.isArray(body.tags) ? withTags(member, await tagsNamed(call, body.tags)) : member;

  const fate = version.extraKeys(options);
  if (fate === 'ignored') return tagged;
  const own = new Set([clientId, companyOfUser, 'tags', ...STANDARD, ...READ_ONLY]);
  const extra = Object.fromEntries(Object.entries(body).filter(([name]) => !own.has(name)));
  return withAttributes(call, tagged, extra, fate === 'defined attributes' ? 'ignore' : 'define');
}
