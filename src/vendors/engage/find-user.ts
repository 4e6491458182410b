/** Users by the ids that clients use. */
import { fail } from '../../core/vendor.ts';
import type { EngageState, User } from './collections.ts';

export async function findUser(state: EngageState, uid: string): Promise<User | undefined> {
  const [user] = await state.users.findBy('uid', uid);
  return user;
}

export async function userOf(state: EngageState, uid: string): Promise<User> {
  const user = await findUser(state, uid);
  if (user === undefined) throw fail('user_not_found');
  return user;
}
