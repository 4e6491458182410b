/** The user that a path names: by the id of User.com, or by the client's own. */
import type { Call } from './call.ts';
import { pkFrom, type User } from './collections.ts';
import { notFound } from './failures.ts';

/** @throws {Failed} when there is no such user */
export type Find = (call: Call<{ path: { user: string } }>) => Promise<User>;

export const byId: Find = async ({ state, path }) => {
  const pk = pkFrom(path.user);
  const user = pk === undefined ? undefined : await state.users.get(pk);
  if (user === undefined) throw notFound();
  return user;
};

export const byCustomId: Find = async ({ state, path }) => {
  const [user] = await state.users.findBy('custom_id', path.user);
  if (user === undefined) throw notFound();
  return user;
};
