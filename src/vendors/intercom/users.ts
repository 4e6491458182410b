/** Single users: create or update, view, archive. `find-users.ts` finds and lists them. */
import type { Call } from './call.ts';
import { userOf } from './find-user.ts';
import { type Show, shown } from './present.ts';
import { archive, save } from './save-user.ts';

export const users = <U>(show: Show<U>) => ({
  async createOrUpdateUser(call: Call<'createOrUpdateUser'>) {
    return shown(await save(call.body ?? {}, call), call, show);
  },

  async retrieveUser(call: Call<'retrieveUser'>) {
    return shown(await call.state.users.get(call.path.id), call, show);
  },

  async archiveUser(call: Call<'archiveUser'>) {
    const user = await userOf(call.state, { id: call.path.id });
    await archive(user, call);
    return shown(user, call, show);
  },

  async archiveUserBy(call: Call<'archiveUserBy'>) {
    const { query, body, state } = call;
    const named = query.user_id !== undefined || query.email !== undefined;
    const user = await userOf(state, named || body === undefined || Array.isArray(body) ? query : body);
    await archive(user, call);
    return shown(user, call, show);
  },
});
