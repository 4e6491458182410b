/** Removes device tokens and attributes from users, and archives users. */
import type { Handlers } from '../../core/handler.ts';
import { fail } from '../../core/vendor.ts';
import type { EngageState } from './collections.ts';
import type { operations } from './contract.v1.gen.ts';
import { userOf } from './find-user.ts';

export const removals = {
  async deleteDeviceToken({ path, state }) {
    const user = await userOf(state, path.uid);
    const devices = user.devices.filter(({ token }) => token !== path.token);
    if (devices.length === user.devices.length) throw fail('token_not_found');
    await state.users.update({ ...user, devices });
    return { status: 200, body: { status: 'ok' } };
  },

  async deleteUserAttribute({ path, state }) {
    const user = await userOf(state, path.uid);
    if (!Object.hasOwn(user.meta, path.name)) throw fail('attribute_not_found');
    const meta = Object.fromEntries(Object.entries(user.meta).filter(([name]) => name !== path.name));
    await state.users.update({ ...user, meta });
    return { status: 200, body: { status: 'ok' } };
  },

  async archiveUser({ path, state }) {
    await state.users.update({ ...(await userOf(state, path.uid)), archived: true });
    return { status: 200, body: { status: 'ok' } };
  },
} satisfies Handlers<operations, EngageState>;
