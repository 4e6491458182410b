import type { User } from './collections.ts';

/**
 * Turns a user record into the GraphQL object.
 *
 * @param owner id of the account's user, which the vendor shows but never loads
 */
export const presentUser = ({ match: _, context: __, ...user }: User, owner: string) => ({
  ...user,
  userId: owner,
});
