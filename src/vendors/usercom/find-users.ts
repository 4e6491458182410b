/** `/users/search/`: one user, an array of users or a page of users, depending on the query. */

import { type Filtered, filterOf } from './attribute-filters.ts';
import { type Call, json, last, type Sent } from './call.ts';
import type { User } from './collections.ts';
import { notFound } from './failures.ts';
import { noticed } from './notice.ts';
import { paged, selected } from './paging.ts';
import { presenter } from './save-user.ts';
import type { VersionDifferences } from './version-differences.ts';

type Search = Filtered & {
  query: { readonly key?: Sent; readonly email?: Sent; readonly many?: Sent; readonly phone_number?: Sent };
};

const isTrue = (text: string | undefined): boolean => text?.toLowerCase() === 'true' || text === '1';

/** The oldest match. @throws {Failed} if there is none */
function first(found: readonly User[]): User {
  const [user] = found;
  if (user === undefined) throw notFound();
  return user;
}

export const findUsers = <Wire, WireCompany>(version: VersionDifferences<Wire, WireCompany>) => ({
  searchUsers: async (call: Search) => {
    const { query, state } = call;
    const { users } = state;
    const present = presenter(call, version);
    // The recorded `Allow` header of this path does not list HEAD.
    const reply = <Body>(body: Body) => {
      const { status, headers } = json(200, body);
      return { status, headers: { ...headers, allow: 'GET, OPTIONS' }, body };
    };

    const key = last(query.key);
    if (key !== undefined) return reply(await present(first(await users.findBy('key', key))));

    const email = last(query.email);
    if (email !== undefined) {
      const found = await users.findBy('email', email);
      return isTrue(last(query.many))
        ? reply(await Promise.all(found.map(present)))
        : reply(await present(first(found)));
    }

    const phone = last(query.phone_number);
    if (phone !== undefined) {
      if (!version.phoneFindsPage)
        return reply(await present(first(await users.findBy('phone_number', phone))));
      const within = { field: 'phone_number', value: phone } as const;
      return reply(await paged(call, users, present, { within }));
    }

    const where = await filterOf(call, version);
    if (where === undefined) throw notFound();
    if (!isTrue(last(query.many))) return reply(await paged(call, users, present, { where }));
    const found = await selected(users, { where }, { by: 'pk', limit: Number.POSITIVE_INFINITY });
    return reply(await Promise.all(found.map(present)));
  },

  searchUsersByCustomId: async (call: Call<{ query: { readonly user_id?: Sent } }>) => {
    const customId = last(call.query.user_id);
    const found = customId === undefined ? [] : await call.state.users.findBy('custom_id', customId);
    return noticed(call, version, true, json(200, await presenter(call, version)(first(found))));
  },
});
