/** Finds one user by the id of User.com, or by the client's own id, from a path or a body. */
import type { Call } from './call.ts';
import { pkFrom, pkOf, type User } from './collections.ts';
import { notFound } from './failures.ts';
import { asText } from './fields.ts';

/** Finds the user of a path. @throws {Failed} if there is no such user */
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

/** Finds a user by an id in a body. */
export type FindById = (call: Call, id: string | number) => Promise<User | undefined>;

export const userWithId: FindById = ({ state }, id) => state.users.get(pkOf(Number(id)));

export const userWithCustomId: FindById = async ({ state }, id) => {
  const [user] = await state.users.findBy('custom_id', asText(id) ?? '');
  return user;
};
