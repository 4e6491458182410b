/** Customers in accounts. Both are users, and an account is identified by its `uid`. */
import type { Handlers } from '../../core/handler.ts';
import { fail } from '../../core/vendor.ts';
import type { EngageState, User } from './collections.ts';
import type { operations } from './contract.v1.gen.ts';
import { findUser, userOf } from './find-user.ts';
import { membershipOf, withMembership, without } from './memberships.ts';
import { pageOf } from './paging.ts';
import { presentAccounts, presentUsers } from './present.ts';
import { asAccount } from './profile.ts';

async function memberOf(
  state: EngageState,
  { uid, aid }: { readonly uid: string; readonly aid: string },
): Promise<User> {
  const user = await userOf(state, uid);
  if (membershipOf(user, aid) === undefined) throw fail('not_in_account');
  return user;
}

export const accounts = {
  async addUserToAccounts(call) {
    const { path, body, state } = call;
    let user = await userOf(state, path.uid);
    for (const { id, role } of body.accounts) {
      const uid = String(id);
      if ((await findUser(state, uid)) === undefined)
        throw fail('unknown_account', { account: uid.slice(0, 100) });
      user = withMembership(user, uid, role);
    }
    return { status: 200, body: await presentAccounts(await state.users.update(user), call) };
  },

  async changeAccountRole(call) {
    const { path, body, state } = call;
    const user = withMembership(await memberOf(state, path), path.aid, body.role);
    return { status: 200, body: await presentAccounts(await state.users.update(user), call) };
  },

  async removeUserFromAccount(call) {
    const { path, state } = call;
    const user = without(await memberOf(state, path), path.aid);
    return { status: 200, body: await presentAccounts(await state.users.update(user), call) };
  },

  async convertUser(call) {
    const { path, body, state } = call;
    const user = asAccount(await userOf(state, path.uid), body.type === 'account');
    return { status: 200, body: await presentAccounts(await state.users.update(user), call) };
  },

  async listAccountMembers(call) {
    const { path, query, state } = call;
    const { uid } = await userOf(state, path.uid);
    const within = { field: 'account_uids', value: uid } as const;
    const { records, cursors } = await pageOf(
      (slice) => state.users.page({ ...slice, by: 'id', within }),
      query,
    );
    return { status: 200, body: { data: await presentUsers(records, call), ...cursors } };
  },
} satisfies Handlers<operations, EngageState>;
