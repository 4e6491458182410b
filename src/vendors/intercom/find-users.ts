/** `GET /users`: one user, a page of all users, or those with an e-mail. The versions differ in the last case. */

import type { Call } from './call.ts';
import type { User } from './collections.ts';
import { holderOf, soleUserWith } from './find-user.ts';
import { pageOfUsers, pagesOf, sliceOf } from './paging.ts';
import { type Show, shown } from './present.ts';

/** Version 1.0: an e-mail finds one user. */
export const findUsers10 = <U>(show: Show<U>) => ({
  async findUsers(call: Call<'findUsers'>) {
    const { query, state } = call;
    if (query.user_id !== undefined) return shown(await holderOf(state, query.user_id), call, show);
    if (query.email !== undefined) return shown(await soleUserWith(state, query.email), call, show);
    return { status: 200 as const, body: await pageOfUsers(call, show) };
  },
});

/** A record, and what turns it into its wire object. */
interface Found<W> {
  readonly record: User;
  readonly show: Show<W>;
}

/** All users and leads with an e-mail, newest first. */
async function withEmail<W>(
  email: string,
  { state }: Call<'findUsers'>,
  show: Show<W>,
  showLead: Show<W> | undefined,
): Promise<readonly Found<W>[]> {
  const users = await state.users.findBy('email', email.toLowerCase());
  const leads = showLead === undefined ? [] : await state.leads.findBy('email', email.toLowerCase());
  return [
    ...users.map((record) => ({ record, show })),
    ...leads.map((record) => ({ record, show: showLead ?? show })),
  ]
    .reverse()
    .sort((one, other) => other.record.created_at - one.record.created_at);
}

/** Since version 1.1: an e-mail finds a list, with leads if `showLead` is given. */
export const findUsers11 = <U, L = never>(show: Show<U>, showLead?: Show<L>) => ({
  async findUsers(call: Call<'findUsers'>) {
    const { query, state, request } = call;
    if (query.user_id !== undefined) return shown(await holderOf(state, query.user_id), call, show);
    if (query.email === undefined) return { status: 200 as const, body: await pageOfUsers(call, show) };
    const slice = sliceOf(query);
    const found = await withEmail<U | L>(query.email, call, show, showLead);
    const offset = (slice.page - 1) * slice.per_page;
    const page = found.slice(offset, offset + slice.per_page);
    const written = await Promise.all(page.map(({ record, show: write }) => write([record], call)));
    return {
      status: 200 as const,
      body: {
        pages: pagesOf(slice, found.length, `${request.base}/users`, request.query),
        total_count: found.length,
        limited: false as const,
        type: 'user.list' as const,
        users: written.flat(),
      },
    };
  },
});
