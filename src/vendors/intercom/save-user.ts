/** Creates or updates a user: which one a request refers to, and what it changes. */
import type { Ids } from '../../core/ids.ts';
import { fail } from '../../core/vendor.ts';
import type { IntercomState, User } from './collections.ts';
import { assertCompanies, joinCompanies } from './companies.ts';
import { hasNoIdentifier, holderOf, type Identifiers, identifiersOf } from './find-user.ts';
import { type Announcing, announceChanges, announceUser } from './notify.ts';
import { newUser, type UserUpdate, updated } from './profile.ts';

export interface SaveContext extends Announcing {
  readonly ids: Ids;
}

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/**
 * The user to update, `undefined` for a new one: found by `id`, then `user_id`, then `email`
 * (documentation 1.0, "Create or Update User").
 */
export async function match(
  state: IntercomState,
  { id, user_id, email }: Identifiers,
): Promise<User | undefined> {
  if (email !== undefined && !EMAIL.test(email)) throw fail('email_invalid');
  const holder = user_id === undefined ? undefined : await holderOf(state, user_id);
  if (id !== undefined) {
    const user = await state.users.get(id);
    if (user === undefined) throw fail('user_not_found');
    if (holder !== undefined && holder.id !== id) throw fail('user_exists');
    return user;
  }
  if (holder !== undefined || email === undefined) return holder;
  const sharing = await state.users.findBy('email', email);
  const candidates = user_id === undefined ? sharing : sharing.filter((user) => user.user_id === null);
  if (candidates.length > 1) throw fail('several_users', { email });
  return candidates[0];
}

const companiesIn = ({ companies, company }: UserUpdate): NonNullable<UserUpdate['companies']> => [
  ...(companies ?? []),
  ...(company ? [company] : []),
];

/** @throws {Failed} before anything is written, so that a job can go on with its next item */
export async function save(body: UserUpdate, context: SaveContext): Promise<User> {
  const { state, ids, now } = context;
  const identifiers = identifiersOf(body);
  if (hasNoIdentifier(identifiers)) throw fail('user_not_named');
  const known = await match(state, identifiers);
  const companies = companiesIn(body);
  await assertCompanies(state, companies);
  const user = updated(known ?? newUser(ids.objectId(now), now), body, now);
  const saved = { ...user, company_ids: await joinCompanies(user.company_ids, companies, context) };
  await (known === undefined ? state.users.insert(saved) : state.users.update(saved));
  await (known === undefined
    ? announceUser('user.created', saved, context)
    : announceChanges(known, saved, context));
  return saved;
}

/** Archives the user. Afterwards only a request for permanent deletion finds it. */
export async function archive(user: User, call: Announcing): Promise<void> {
  await call.state.users.remove(user.id);
  await call.state.archived.insert(user);
  await announceUser('user.deleted', user, call);
}
