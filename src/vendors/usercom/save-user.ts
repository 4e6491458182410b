/** Puts a changed user back, and shows one. */
import type { Call } from './call.ts';
import type { User } from './collections.ts';
import { relatedTo } from './related.ts';
import { updatedAt } from './time.ts';
import type { VersionDifferences } from './version-differences.ts';

/** Every change of a user is a new `updated_at` (assumed for what is not written into the user itself). */
export const saved = ({ state, now }: Call, user: User): Promise<User> =>
  state.users.update({ ...user, updated_at: updatedAt(now) });

/** @returns a function that makes the version's object of a user */
export const presenter =
  <Wire, WireCompany>({ state, options }: Call, version: VersionDifferences<Wire, WireCompany>) =>
  async (user: User): Promise<Wire> =>
    version.user(user, await relatedTo(state, user), options);
