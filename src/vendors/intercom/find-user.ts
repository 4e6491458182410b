/** Finds one user by the identifiers that clients use. */
import { fail } from '../../core/vendor.ts';
import type { IntercomState, User } from './collections.ts';

/** As clients send them. Some send `null` or an empty text for a missing one. */
export interface SentIdentifiers {
  readonly id?: string | null | undefined;
  readonly user_id?: string | number | null | undefined;
  readonly email?: string | null | undefined;
}

export interface Identifiers {
  readonly id: string | undefined;
  readonly user_id: string | undefined;
  /** Lower case. */
  readonly email: string | undefined;
}

/** An identifier as text; `undefined` if it is `null`, empty or not sent. */
export const identifier = (sent: string | number | null | undefined): string | undefined =>
  sent === undefined || sent === null || sent === '' ? undefined : String(sent);

export const identifiersOf = ({ id, user_id, email }: SentIdentifiers): Identifiers => ({
  id: identifier(id),
  user_id: identifier(user_id),
  email: identifier(email)?.toLowerCase(),
});

export const hasNoIdentifier = ({ id, user_id, email }: Identifiers): boolean =>
  id === undefined && user_id === undefined && email === undefined;

export async function holderOf(state: IntercomState, user_id: string): Promise<User | undefined> {
  const [holder] = await state.users.findBy('user_id', user_id);
  return holder;
}

/** @throws {Failed} if several users have the e-mail */
export async function soleUserWith(state: IntercomState, sent: string): Promise<User | undefined> {
  const email = sent.toLowerCase();
  const sharing = await state.users.findBy('email', email);
  if (sharing.length > 1) throw fail('several_users', { email });
  return sharing[0];
}

/** The user with the first identifier that was sent: `id`, `user_id`, then `email`. @throws {Failed} if there is none */
export async function userOf(state: IntercomState, sent: SentIdentifiers): Promise<User> {
  const { id, user_id, email } = identifiersOf(sent);
  let user: User | undefined;
  if (id !== undefined) user = await state.users.get(id);
  else if (user_id !== undefined) user = await holderOf(state, user_id);
  else if (email !== undefined) user = await soleUserWith(state, email);
  else throw fail('user_not_named');
  if (user === undefined) throw fail('user_not_found');
  return user;
}
