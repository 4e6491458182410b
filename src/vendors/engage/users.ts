/** The Users resource as documented: create, retrieve, update, list, delete. */

import type { Handlers } from '../../core/handler.ts';
import { type Caller, fail, type Options } from '../../core/vendor.ts';
import { hasSecret } from './auth.ts';
import type { EngageState, User } from './collections.ts';
import type { components, operations } from './contract.v1.gen.ts';
import { findUser, userOf } from './find-user.ts';
import { dissolveAccount, renameAccount } from './memberships.ts';
import { settingsOf } from './options.ts';
import { anyOf, pageOf, type Source } from './paging.ts';
import { presentUser, presentUsers } from './present.ts';
import { asAccount, newUser, noteAttributes, numberOf, withDevice, withProfile } from './profile.ts';
import { subscribedTo } from './subscriptions.ts';

type Update = components['schemas']['UserUpdate'];

async function applied(user: User, update: Update, state: EngageState): Promise<User> {
  await noteAttributes(state, update.meta);
  const profiled = withDevice(withProfile(user, update), update);
  const typed = update.is_account === undefined ? profiled : asAccount(profiled, update.is_account);
  return subscribedTo(state, typed, update.lists);
}

/** The user that an update means: by `uid`, or one without an id of the application by the e-mail or number it sends. */
async function meant(state: EngageState, uid: string, update: Update): Promise<User | undefined> {
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
function assertMayChangeEmail(user: User, email: Update['email'], caller: Caller, options: Options): void {
  if (email === undefined || email === user.email || hasSecret(caller)) return;
  const first = user.email === null;
  if (!first || settingsOf(options).firstEmailNeedsSecret) throw fail('email_needs_secret');
}

/** "If `uid_updateable` is true, the request `uid` is set as the new id." */
async function withUid(user: User, uid: string, state: EngageState): Promise<User> {
  if (!user.uid_updateable) return user;
  if (user.uid !== uid) await renameAccount(state, user.uid, uid);
  const renamed = (await state.users.get(user.id)) ?? user;
  return { ...renamed, uid, uid_updateable: false };
}

interface Filter {
  readonly email?: string | undefined;
  readonly 'lists[]'?: readonly string[] | undefined;
}

function filtered({ users }: EngageState, { email, 'lists[]': lists }: Filter): Source<User> {
  if (lists !== undefined && lists.length > 0) {
    const where = (user: User): boolean => email === undefined || user.email === email;
    return anyOf(
      [...new Set(lists)].map(
        (value) => (slice) =>
          users.page({ ...slice, by: 'id', within: { field: 'subscribed_to', value }, where }),
      ),
    );
  }
  if (email !== undefined)
    return (slice) => users.page({ ...slice, by: 'id', within: { field: 'email', value: email } });
  return (slice) => users.page({ ...slice, by: 'id' });
}

export const users = {
  async createUser(call) {
    const { body, state, ids, now } = call;
    const uid = String(body.id);
    if ((await findUser(state, uid)) !== undefined) throw fail('user_exists', { uid: uid.slice(0, 100) });
    const user = await applied(newUser(ids.objectId(now), uid, now), body, state);
    return { status: 200, body: await presentUser(await state.users.insert(user), call) };
  },

  async retrieveUser(call) {
    return { status: 200, body: await presentUser(await userOf(call.state, call.path.uid), call) };
  },

  async updateUser(call) {
    const { path, body, state, ids, now, caller, options } = call;
    const known = await meant(state, path.uid, body);
    if (known === undefined) {
      const user = await applied(newUser(ids.objectId(now), path.uid, now), body, state);
      return { status: 200, body: await presentUser(await state.users.insert(user), call) };
    }
    assertMayChangeEmail(known, body.email, caller, options);
    const user = await applied(await withUid(known, path.uid, state), body, state);
    return { status: 200, body: await presentUser(await state.users.update(user), call) };
  },

  async listUsers(call) {
    const { records, cursors } = await pageOf(filtered(call.state, call.query), call.query);
    return { status: 200, body: { data: await presentUsers(records, call), ...cursors } };
  },

  async deleteUser({ path, state }) {
    const user = await userOf(state, path.uid);
    await dissolveAccount(state, user.uid);
    for (const { id } of await state.events.findBy('user', user.id)) await state.events.remove(id);
    await state.users.remove(user.id);
    return { status: 200, body: { status: 'ok' } };
  },
} satisfies Handlers<operations, EngageState>;
