/** Announces what happened to users, leads and companies, in the format of the version that the call asked for. */
import type { HandlerContext } from '../../core/vendor.ts';
import type { IntercomCaller } from './auth.ts';
import type { Company, IntercomState, Tag, User } from './collections.ts';
import { LEAD, type Show, shape10, shape11, shape12, showing, USER } from './present.ts';
import { secondsOf } from './time.ts';
import { selectVersion } from './version.ts';

export type Announcing = Pick<
  HandlerContext<IntercomState, IntercomCaller>,
  'state' | 'caller' | 'now' | 'request' | 'options' | 'emit'
>;

type Shows = readonly [user: Show<object>, lead: Show<object>];

const SHOWN_10: Shows = [showing(shape10(USER)), showing(shape10(LEAD))];
const SHOWN_11: Shows = [showing(shape11(USER)), showing(shape11(LEAD))];
const SHOWN_12: Shows = [showing(shape12(USER)), showing(shape12(LEAD))];

function showsOf({ request, options }: Announcing): Shows {
  const version = selectVersion(request, options);
  if (version === '1.0') return SHOWN_10;
  return version === '1.1' ? SHOWN_11 : SHOWN_12;
}

async function itemOf(user: User, call: Announcing, kind: 'user' | 'lead' = 'user'): Promise<object> {
  const [showUser, showLead] = showsOf(call);
  const [item] = await (kind === 'user' ? showUser : showLead)([user], call);
  return item ?? {};
}

type UserTopic = 'user.created' | 'user.deleted' | 'user.unsubscribed' | 'user.email.updated';

export async function announceUser(topic: UserTopic, user: User, call: Announcing): Promise<void> {
  call.emit(topic, await itemOf(user, call));
}

/** What an update changed that has a topic of its own. */
export async function announceChanges(before: User, after: User, call: Announcing): Promise<void> {
  if (after.email !== before.email) await announceUser('user.email.updated', after, call);
  if (after.unsubscribed_from_emails && !before.unsubscribed_from_emails)
    await announceUser('user.unsubscribed', after, call);
}

export async function announceTag(
  topic: 'user.tag.created' | 'user.tag.deleted',
  user: User,
  { id, name }: Tag,
  call: Announcing,
): Promise<void> {
  const item = { type: 'user_tag', user: await itemOf(user, call), tag: { type: 'tag', name, id } };
  call.emit(topic, { ...item, created_at: secondsOf(call.now) });
}

export function announceCompany({ company_id, id, name }: Company, { emit }: Announcing): void {
  emit('company.created', { type: 'company', company_id, id, name });
}

type LeadTopic = 'contact.created' | 'contact.signed_up' | 'visitor.signed_up';

export async function announceLead(topic: LeadTopic, lead: User, call: Announcing): Promise<void> {
  const item = await itemOf(lead, call, 'lead');
  call.emit(topic, topic === 'visitor.signed_up' ? { ...item, type: 'visitor' } : item);
}
