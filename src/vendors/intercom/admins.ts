/** The admins of the workspace. No operation creates them. */
import type { Handlers } from '../../core/handler.ts';
import type { IntercomCaller } from './auth.ts';
import type { IntercomState } from './collections.ts';
import type { operations } from './contract.1.0.gen.ts';

export const admins = {
  async listAdmins({ state }) {
    const all = await state.admins.page({ limit: await state.admins.count() });
    return {
      status: 200,
      body: {
        type: 'admin.list',
        admins: all.map(({ id, name, email }) => ({ type: 'admin', id, name, email })),
      },
    };
  },
} satisfies Handlers<operations, IntercomState, IntercomCaller>;
