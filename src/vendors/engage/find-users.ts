/** The users that a list shows. */
import type { EngageState, User } from './collections.ts';
import { anyOf, type Source } from './paging.ts';

interface Filter {
  readonly email?: string | undefined;
  readonly 'lists[]'?: readonly string[] | undefined;
}

export function filtered({ users }: EngageState, { email, 'lists[]': lists }: Filter): Source<User> {
  if (lists !== undefined && lists.length > 0) {
    const where = email === undefined ? {} : { where: { field: 'email', op: 'eq', value: email } as const };
    return anyOf(
      [...new Set(lists)].map(
        (value) => (slice) =>
          users.page({ ...slice, by: 'id', within: { field: 'subscribed_to', value }, ...where }),
      ),
    );
  }
  if (email !== undefined)
    return (slice) => users.page({ ...slice, by: 'id', within: { field: 'email', value: email } });
  return (slice) => users.page({ ...slice, by: 'id' });
}
