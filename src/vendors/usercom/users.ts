/** Users: create, read, change, delete, update or create. */

import { type Filtered, filterOf } from './attribute-filters.ts';
import { bodyOf, type Call, type Fields, json } from './call.ts';
import type { User } from './collections.ts';
import { invalidField, REQUIRED } from './failures.ts';
import { byCustomId, type Find } from './find-user.ts';
import { noticed } from './notice.ts';
import { paged } from './paging.ts';
import { clientIdIn, newUser, written } from './profile.ts';
import { presenter, saved } from './save-user.ts';
import type { VersionDifferences } from './version-differences.ts';

type Body = { readonly body: Fields | undefined };

export const users = <Wire, WireCompany>(version: VersionDifferences<Wire, WireCompany>) => {
  const created = async (call: Call, body: Fields): Promise<User> => {
    const user = await call.state.users.insert(await written(call, version, newUser(call), body));
    call.emit('user.created', await presenter(call, version)(user));
    return user;
  };

  return {
    createUser: async (call: Call<Body>) =>
      json(201, await presenter(call, version)(await created(call, bodyOf(call)))),

    listUsers: async (call: Filtered) => {
      const where = await filterOf(call, version);
      const selection = where === undefined ? {} : { where };
      return json(200, await paged(call, call.state.users, presenter(call, version), selection));
    },

    updateOrCreateUser: async (call: Call<Body>) => {
      const body = bodyOf(call);
      const customId = clientIdIn(body, version);
      if (!customId) throw invalidField(version.clientId, REQUIRED);
      const [known] = await call.state.users.findBy('custom_id', customId);
      const user =
        known === undefined
          ? await created(call, body)
          : await saved(call, await written(call, version, known, body));
      if (known !== undefined) call.emit('user.updated', await presenter(call, version)(user));
      return json(200, { created: known === undefined, id: user.id });
    },
  };
};

/** Operations on one user, for both ways to find it. */
export const oneUser = <Wire, WireCompany>(version: VersionDifferences<Wire, WireCompany>, find: Find) => ({
  read: async (call: Call<{ path: { user: string } }>) =>
    noticed(call, version, find === byCustomId, json(200, await presenter(call, version)(await find(call)))),

  /** PUT keeps fields that are not sent, as recorded. PATCH does the same. */
  update: async (call: Call<{ path: { user: string } } & Body>) => {
    const user = await find(call);
    const changed = await saved(call, await written(call, version, user, bodyOf(call)));
    const body = await presenter(call, version)(changed);
    call.emit('user.updated', body);
    return json(200, body);
  },

  remove: async (call: Call<{ path: { user: string } }>) => {
    const user = await find(call);
    const { pk, id } = user;
    call.emit('user.deleted', await presenter(call, version)(user));
    for (const event of await call.state.events.findBy('user', id)) await call.state.events.remove(event.pk);
    await call.state.users.remove(pk);
    return { status: 204 as const };
  },
});
