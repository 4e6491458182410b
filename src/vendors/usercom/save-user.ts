/** Stores a changed user, and turns users into wire objects. */
import type { Call } from './call.ts';
import type { User } from './collections.ts';
import { relatedTo } from './related.ts';
import { updatedAt } from './time.ts';
import type { VersionDifferences } from './version-differences.ts';

/** Every change sets `updated_at` (assumed for changes outside the user's own fields). */
export const saved = ({ state, now }: Call, user: User): Promise<User> =>
  state.users.update({ ...user, updated_at: updatedAt(now) });

/** @returns a function that turns a user into the object of the version */
export const presenter =
  <Wire, WireCompany>({ state, options }: Call, version: VersionDifferences<Wire, WireCompany>) =>
  async (user: User): Promise<Wire> =>
    version.user(user, await relatedTo(state, user), options);
