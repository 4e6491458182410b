/** A user's subscriptions to lists. */
import { fail } from '../../core/vendor.ts';
import type { EngageState, List, Subscription, User } from './collections.ts';

const withSubscriptions = (user: User, subscriptions: readonly Subscription[]): User => ({
  ...user,
  subscriptions,
  subscribed_to: subscriptions.filter(({ status }) => status !== 'unsubscribed').map(({ list }) => list),
});

export const isOn = (user: User, list: string): boolean =>
  user.subscriptions.some((subscription) => subscription.list === list);

/** Sets the status of a subscription. An existing one keeps its position. */
export function withSubscription(user: User, list: string, status: Subscription['status']): User {
  const subscription: Subscription = { list, status };
  return withSubscriptions(
    user,
    isOn(user, list)
      ? user.subscriptions.map((known) => (known.list === list ? subscription : known))
      : [...user.subscriptions, subscription],
  );
}

export const withoutLists = (user: User, lists: readonly string[]): User =>
  withSubscriptions(
    user,
    user.subscriptions.filter(({ list }) => !lists.includes(list)),
  );

/** Adds the subscriptions of another user. If both have one, the first user's status stays. */
export const withListsOf = (user: User, other: User): User =>
  withSubscriptions(user, [
    ...user.subscriptions,
    ...other.subscriptions.filter(({ list }) => !isOn(user, list)),
  ]);

/** @throws {Failed} if the list is archived, unless the user is already subscribed */
export function subscribed(user: User, list: List, status: 'subscribed' | 'pending'): User {
  if (list.archived && !user.subscribed_to.includes(list.id)) throw fail('list_archived');
  return withSubscription(user, list.id, status);
}

/** Subscribes without confirmation, as documented for the lists of a new user. */
export async function subscribedTo(
  state: EngageState,
  user: User,
  lists: readonly string[] = [],
): Promise<User> {
  let result = user;
  for (const id of lists) {
    const list = await state.lists.get(id);
    if (list === undefined) throw fail('unknown_list', { list: id.slice(0, 100) });
    result = subscribed(result, list, 'subscribed');
  }
  return result;
}
