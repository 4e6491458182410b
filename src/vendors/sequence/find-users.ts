/** The two GraphQL fields on users, with the error messages of the vendor's source and of its database. */
import type { SequenceState, User } from './collections.ts';
import { presentUser } from './present.ts';
import { textOf } from './values.ts';

interface Selection {
  readonly id?: string | null;
  /** The `externalId`. */
  readonly customerId?: string | null;
}

interface Page extends Selection {
  readonly page?: number | null;
  readonly limit?: number | null;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws {Error} with the message of Postgres if the id is not a UUID */
function byId(state: SequenceState, id: string): Promise<User | undefined> {
  if (!UUID.test(id)) throw new Error(`invalid input syntax for type uuid: "${id}"`);
  return state.users.get(id.toLowerCase());
}

async function byCustomerId(state: SequenceState, customerId: string): Promise<User | undefined> {
  const [user] = await state.users.findBy('match', JSON.stringify(textOf(customerId)));
  return user;
}

/** The selected user in an array; `undefined` if the query selects none. Empty texts select nothing. */
async function selected(
  state: SequenceState,
  { id, customerId }: Selection,
): Promise<readonly User[] | undefined> {
  if (!id && !customerId) return undefined;
  const user = id ? await byId(state, id) : await byCustomerId(state, customerId ?? '');
  const matches = user !== undefined && (!customerId || user.externalId === textOf(customerId));
  return matches ? [user] : [];
}

/** The resolvers of the root fields, for one request. */
export const rootOf = (state: SequenceState, owner: string) => ({
  async productUsers(asked: Page) {
    const page = asked.page || 0;
    const limit = asked.limit || 10;
    const offset = page * limit;
    const one = await selected(state, asked);
    if (offset < 0) throw new Error('OFFSET must not be negative');
    if (limit < 0) throw new Error('LIMIT must not be negative');
    const users =
      one === undefined
        ? await state.users.page({ limit, offset, direction: 'desc' })
        : one.slice(offset, offset + limit);
    return {
      nodes: users.map((user) => presentUser(user, owner)),
      page,
      rows: one === undefined ? await state.users.count() : one.length,
    };
  },

  async deleteProductUser({ id, customerId }: Selection) {
    if (!id && !customerId) throw new Error('Must provide id or customerId as an argument');
    const [user] = (await selected(state, id ? { id } : { customerId: customerId ?? '' })) ?? [];
    return { success: user !== undefined && (await state.users.remove(user.id)) };
  },
});
