/** Converts leads and visitors to users (documentation 1.2, "Convert a Lead"; 1.4, "Convert a Visitor to a User"). */
import { fail } from '../../core/vendor.ts';
import type { Call } from './call.ts';
import type { IntercomState, Sources, User } from './collections.ts';
import { hasNoIdentifier, identifiersOf, type SentIdentifiers } from './find-user.ts';
import { announceLead } from './notify.ts';
import { type Show, shown } from './present.ts';
import { identified, mergedAttributes } from './profile.ts';
import { match } from './save-user.ts';
import { secondsOf } from './time.ts';

type Anonymous = IntercomState['leads'];

async function anonymousIn(
  collection: Anonymous,
  sent: Pick<SentIdentifiers, 'id' | 'user_id'>,
): Promise<User | undefined> {
  const { id, user_id } = identifiersOf(sent);
  if (id !== undefined) return collection.get(id);
  if (user_id === undefined) throw fail('user_not_named');
  return (await collection.findBy('user_id', user_id))[0];
}

const union = (one: readonly string[], other: readonly string[]): readonly string[] => [
  ...new Set([...one, ...other]),
];

const sources = (user: User, lead: User): Sources => ({
  referrer: user.referrer ?? lead.referrer,
  utm_campaign: user.utm_campaign ?? lead.utm_campaign,
  utm_content: user.utm_content ?? lead.utm_content,
  utm_medium: user.utm_medium ?? lead.utm_medium,
  utm_source: user.utm_source ?? lead.utm_source,
  utm_term: user.utm_term ?? lead.utm_term,
});

/** Fills in the user's missing values. Identifiers are never copied. */
const merged = (user: User, lead: User): User => ({
  ...user,
  ...sources(user, lead),
  phone: user.phone ?? lead.phone,
  name: user.name ?? lead.name,
  avatar_url: user.avatar_url ?? lead.avatar_url,
  company_ids: union(user.company_ids, lead.company_ids),
  tag_ids: union(user.tag_ids, lead.tag_ids),
  custom_attributes: mergedAttributes(lead.custom_attributes, user.custom_attributes),
});

/** Merges into an existing user if the identifiers find one; otherwise the lead or visitor becomes a user. */
async function becomeUser(
  anonymous: User,
  from: Anonymous,
  sent: SentIdentifiers,
  { state, now }: { readonly state: IntercomState; readonly now: Date },
): Promise<User> {
  const identifiers = identifiersOf(sent);
  if (hasNoIdentifier(identifiers)) throw fail('user_not_named');
  const user = await match(state, identifiers);
  await from.remove(anonymous.id);
  const updated_at = secondsOf(now);
  if (user !== undefined)
    return state.users.update({ ...merged(identified(user, identifiers), anonymous), updated_at });
  return state.users.insert({ ...identified({ ...anonymous, user_id: null }, identifiers), updated_at });
}

async function becomeLead(visitor: User, state: IntercomState, now: Date): Promise<User> {
  const { user_id } = visitor;
  if (user_id !== null && (await state.leads.findBy('user_id', user_id)).length > 0)
    throw fail('user_exists');
  await state.visitors.remove(visitor.id);
  return state.leads.insert({ ...visitor, updated_at: secondsOf(now) });
}

export const converting = <U, L>(show: Show<U>, showLead: Show<L>) => ({
  async convertLead(call: Call<'convertLead'>) {
    const { body, state } = call;
    const lead = await anonymousIn(state.leads, body.contact);
    if (lead === undefined) throw fail('lead_not_found');
    const user = await becomeUser(lead, state.leads, body.user, call);
    await announceLead('contact.signed_up', lead, call);
    return shown(user, call, show);
  },

  async convertVisitor(call: Call<'convertVisitor'>) {
    const { body, state, now } = call;
    const visitor = await anonymousIn(state.visitors, body.visitor);
    if (visitor === undefined) throw fail('visitor_not_found');
    if (body.type === 'lead') {
      const lead = await becomeLead(visitor, state, now);
      await announceLead('contact.created', lead, call);
      return shown<U | L>(lead, call, showLead);
    }
    const user = await becomeUser(visitor, state.visitors, body.user ?? {}, call);
    await announceLead('visitor.signed_up', visitor, call);
    return shown<U | L>(user, call, show);
  },
});
