/** Users by themselves: create or update, view, archive; how they are found and listed is in `find-users.ts`. */
import type { Handler } from '../../core/handler.ts';
import { fail, type Request } from '../../core/vendor.ts';
import type { IntercomCaller } from './auth.ts';
import type { IntercomState, User } from './collections.ts';
import type { operations } from './contract.1.0.gen.ts';
import { userOf } from './find-user.ts';
import { listed, type Pages, pagesOf, sliceOf, type Wish, type Within } from './paging.ts';
import type { Show } from './present.ts';
import { archive, save } from './save-user.ts';

/** A call of an operation; the operations of version 1.0 take what those of the others take. */
export type Call<Id extends keyof operations> = Parameters<
  Handler<operations[Id], IntercomState, IntercomCaller>
>[0];

export interface UserList<U> {
  type: 'user.list';
  pages: Pages;
  users: U[];
  total_count: number;
}

/** What a list is asked with, and where. */
interface ListCall {
  readonly query: Wish;
  readonly state: IntercomState;
  readonly now: Date;
  readonly caller: IntercomCaller;
  readonly request: Request;
}

/** A page of users. */
export async function pageOfUsers<U>(call: ListCall, show: Show<U>, group?: Within): Promise<UserList<U>> {
  const { query, state, now, request } = call;
  const slice = sliceOf(query);
  const { users, total } = await listed(state, query, slice, now, group);
  const list = `${request.base}${request.path.replace(/\/$/, '')}`;
  return {
    type: 'user.list',
    pages: pagesOf(slice, total, list, request.query),
    users: await show(users, call),
    total_count: total,
  };
}

/** The user found, as the vendor writes it. */
export async function shown<U>(
  user: User | undefined,
  call: { readonly state: IntercomState; readonly caller: IntercomCaller },
  show: Show<U>,
): Promise<{ status: 200; body: U }> {
  if (user === undefined) throw fail('user_not_found');
  const [body] = await show([user], call);
  if (body === undefined) throw new Error(`the user ${user.id} was not shown`);
  return { status: 200, body };
}

export const users = <U>(show: Show<U>) => ({
  async createOrUpdateUser(call: Call<'createOrUpdateUser'>) {
    return shown(await save(call.body ?? {}, call), call, show);
  },

  async retrieveUser(call: Call<'retrieveUser'>) {
    return shown(await call.state.users.get(call.path.id), call, show);
  },

  async archiveUser(call: Call<'archiveUser'>) {
    const user = await userOf(call.state, { id: call.path.id });
    await archive(call.state, user);
    return shown(user, call, show);
  },

  async archiveUserBy(call: Call<'archiveUserBy'>) {
    const { query, body, state } = call;
    const named = query.user_id !== undefined || query.email !== undefined;
    const user = await userOf(state, named || body === undefined || Array.isArray(body) ? query : body);
    await archive(state, user);
    return shown(user, call, show);
  },
});
