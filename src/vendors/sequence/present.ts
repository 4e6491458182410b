import type { User } from './collections.ts';

/**
 * A user as GraphQL shows it.
 *
 * @param owner id of the account's user, whom the vendor names but does not load
 */
export const presentUser = ({ match: _, context: __, ...user }: User, owner: string) => ({
  ...user,
  userId: owner,
});
