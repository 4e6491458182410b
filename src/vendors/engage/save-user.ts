/** Creates or updates a user: which one a request refers to, and what it changes. */
import { type Caller, fail, type Options } from '../../core/vendor.ts';
import { hasSecret } from './auth.ts';
import type { EngageState, User } from './collections.ts';
import type { components } from './contract.v1.gen.ts';
import { findUser } from './find-user.ts';
import { renameAccount } from './memberships.ts';
import { settingsOf } from './options.ts';
import { asAccount, noteAttributes, numberOf, withDevice, withProfile } from './profile.ts';
import { subscribedTo } from './subscriptions.ts';

type Update = components['schemas']['UserUpdate'];

export async function applied(user: User, update: Update, state: EngageState): Promise<User> {
  await noteAttributes(state, update.meta);
  const profiled = withDevice(withProfile(user, update), update);
  const typed = update.is_account === undefined ? profiled : asAccount(profiled, update.is_account);
  return subscribedTo(state, typed, update.lists);
}

/** The user to update: found by `uid`, or, if its `uid` is provisional, by the e-mail or number in the request. */
export async function match(state: EngageState, uid: string, update: Update): Promise<User | undefined> {
  const named = await findUser(state, uid);
  if (named !== undefined) return named;
  const { email } = update;
  const number = numberOf(update);
  const candidates = [
    ...(email ? await state.users.findBy('email', email) : []),
    ...(number ? await state.users.findBy('number', number) : []),
  ];
  return candidates.find((user) => user.uid_updateable);
}

/** "Updating the user's email requires full (key and secret) authentication." */
export function assertMayChangeEmail(
  user: User,
  email: Update['email'],
  caller: Caller,
  options: Options,
): void {
  if (email === undefined || email === user.email || hasSecret(caller)) return;
  const first = user.email === null;
  if (!first || settingsOf(options).firstEmailNeedsSecret) throw fail('email_needs_secret');
}

/** "If `uid_updateable` is true, the request `uid` is set as the new id." */
export async function withUid(user: User, uid: string, state: EngageState): Promise<User> {
  if (!user.uid_updateable) return user;
  if (user.uid !== uid) await renameAccount(state, user.uid, uid);
  const renamed = (await state.users.get(user.id)) ?? user;
  return { ...renamed, uid, uid_updateable: false };
}
