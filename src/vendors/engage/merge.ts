/** Merging an anonymous user into an identified one. */
import type { Handlers } from '../../core/handler.ts';
import type { EngageState, User } from './collections.ts';
import type { operations } from './contract.v1.gen.ts';
import { findUser } from './find-user.ts';
import { membershipOf, renameAccount, withAccounts } from './memberships.ts';
import { MOST_DEVICES } from './profile.ts';
import { withListsOf } from './subscriptions.ts';

const later = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one;

/** The destination's values take precedence; the source fills in the rest. */
function merged(destination: User, source: User): User {
  const own = destination.devices.map(({ token }) => token);
  const devices = source.devices.filter(({ token }) => !own.includes(token));
  const added = source.accounts.filter(({ id }) => membershipOf(destination, id) === undefined);
  // If one was a member of the other, the result must not be a member of itself.
  const accounts = [...destination.accounts, ...added].filter(({ id }) => id !== destination.uid);
  const joined = withListsOf(destination, source);
  return {
    ...(destination.shows_accounts || accounts.length > 0 ? withAccounts(joined, accounts) : joined),
    first_name: destination.first_name ?? source.first_name,
    last_name: destination.last_name ?? source.last_name,
    number: destination.number ?? source.number,
    email: destination.email ?? source.email,
    devices: [...devices, ...destination.devices].slice(-MOST_DEVICES),
    meta: { ...source.meta, ...destination.meta },
    last_event_at: later(destination.last_event_at, source.last_event_at),
  };
}

async function merge(state: EngageState, from: User, into: User): Promise<void> {
  await renameAccount(state, from.uid, into.uid);
  for (const event of await state.events.findBy('user', from.id)) {
    await state.events.update({ ...event, user: into.id });
  }
  // Both may have been members of the account that was just renamed.
  const [source = from, destination = into] = [
    await state.users.get(from.id),
    await state.users.get(into.id),
  ];
  await state.users.remove(source.id);
  await state.users.update(merged(destination, source));
}

export const merging = {
  async mergeUsers({ body, state }) {
    const source = await findUser(state, String(body.source));
    const destination = await findUser(state, String(body.destination));
    if (source !== undefined && destination !== undefined && source.id !== destination.id)
      await merge(state, source, destination);
    return { status: 200, body: { status: 'queued' } };
  },
} satisfies Handlers<operations, EngageState>;
