/** Permanent deletion of a user with all events. */
import type { Handlers } from '../../core/handler.ts';
import { fail } from '../../core/vendor.ts';
import type { IntercomCaller } from './auth.ts';
import type { IntercomState } from './collections.ts';
import type { operations } from './contract.1.0.gen.ts';
import { announceUser } from './notify.ts';

export const deletion = {
  async requestPermanentDeletion(call) {
    const { body, state, ids } = call;
    const id = body.intercom_user_id;
    const active = await state.users.get(id);
    if (active !== undefined) await state.users.remove(id);
    const archived = await state.archived.remove(id);
    if (active === undefined && !archived) throw fail('user_not_found');
    if (active !== undefined) await announceUser('user.deleted', active, call);
    for (const event of await state.events.findBy('user', id)) await state.events.remove(event.id);
    return { status: 200, body: { id: ids.sequence() } };
  },
} satisfies Handlers<operations, IntercomState, IntercomCaller>;
