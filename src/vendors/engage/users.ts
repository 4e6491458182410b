/** The Users resource as documented: create, retrieve, update, list, delete. */
import type { Handlers } from '../../core/handler.ts';
import { fail } from '../../core/vendor.ts';
import type { EngageState } from './collections.ts';
import type { operations } from './contract.v1.gen.ts';
import { findUser, userOf } from './find-user.ts';
import { filtered } from './find-users.ts';
import { dissolveAccount } from './memberships.ts';
import { pageOf } from './paging.ts';
import { presentUser, presentUsers } from './present.ts';
import { newUser } from './profile.ts';
import { applied, assertMayChangeEmail, match, withUid } from './save-user.ts';

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
    const known = await match(state, path.uid, body);
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
