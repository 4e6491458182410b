/** What concerns several users at once: mass updates and merging. */
import { withAttributes } from './attributes.ts';
import { bodyOf, type Call, json } from './call.ts';
import { pkOf, type User } from './collections.ts';
import type { components } from './contract.v1.gen.ts';
import { type Complaints, invalid, invalidField, noSuchKey, REQUIRED } from './failures.ts';
import { asText, standardOf } from './fields.ts';
import { saved } from './save-user.ts';

type Schemas = components['schemas'];

const ok = json(200, { status: 'ok' as const });

/** Finds a user by an id as a body has it. */
type Named = (call: Call, id: string | number) => Promise<User | undefined>;

const numbered: Named = ({ state }, id) => state.users.get(pkOf(Number(id)));

const customNamed: Named = async ({ state }, id) => {
  const [user] = await state.users.findBy('custom_id', asText(id) ?? '');
  return user;
};

/** The users whom the ids name, each once; ids that name nobody are passed over. */
async function usersNamed(
  call: Call,
  ids: readonly (string | number)[],
  named: Named,
): Promise<readonly User[]> {
  const users = new Map<number, User>();
  for (const id of ids) {
    const user = await named(call, id);
    if (user !== undefined) users.set(user.id, user);
  }
  return [...users.values()];
}

export interface Standard {
  readonly ids: readonly (string | number)[];
  readonly attribute: string;
  readonly value: unknown;
}

export interface Custom {
  readonly ids: readonly (string | number)[];
  readonly attribute: string | number;
  readonly value: unknown;
}

const massUpdates = (named: Named) => ({
  standard: async (call: Call<{ body: Standard | undefined }>) => {
    const { ids, attribute, value } = bodyOf(call, 'ids', 'attribute', 'value');
    const change = standardOf({ [attribute]: value });
    for (const user of await usersNamed(call, ids, named)) await saved(call, { ...user, ...change });
    return ok;
  },

  custom: async (call: Call<{ body: Custom | undefined }>) => {
    const { ids, attribute, value } = bodyOf(call, 'ids', 'attribute', 'value');
    const values = { [asText(attribute) ?? '']: value };
    for (const user of await usersNamed(call, ids, named)) {
      await saved(call, await withAttributes(call, user, values, 'define'));
    }
    return ok;
  },
});

/** "The parent's value wins, then that of the lowest id." Gender 1 is a gender that is not known. */
const merged = (parent: User, other: User): User => ({
  ...other,
  ...Object.fromEntries(Object.entries(parent).filter(([, value]) => value !== null)),
  ...(parent.gender === 1 ? { gender: other.gender } : {}),
  tags: [...new Set([...parent.tags, ...other.tags])],
  lists: [...new Set([...parent.lists, ...other.lists])],
  companies: [
    ...parent.companies,
    ...other.companies.filter(({ company }) => !parent.company_ids.includes(company)),
  ],
  company_ids: [...new Set([...parent.company_ids, ...other.company_ids])],
  attributes: { ...other.attributes, ...parent.attributes },
});

async function mergeUsers(call: Call<{ body: Schemas['Merge'] | undefined }>) {
  const { state } = call;
  const { parent, users_list, user_list } = bodyOf(call, 'parent', 'users_list');
  const list = users_list ?? user_list;
  if (list === undefined) throw invalidField('users_list', REQUIRED);
  const head = await numbered(call, parent);
  const others: User[] = [];
  const errors: Record<string, Complaints> = head === undefined ? { parent: [noSuchKey(parent)] } : {};
  for (const id of new Set(list.map(Number))) {
    const user = await numbered(call, id);
    if (user === undefined) errors.users_list ??= [noSuchKey(id)];
    else if (user.id !== head?.id) others.push(user);
  }
  if (head === undefined || Object.keys(errors).length > 0) throw invalid(errors);

  let result = head;
  for (const other of others.toSorted((one, two) => one.id - two.id)) {
    for (const event of await state.events.findBy('user', other.id))
      await state.events.update({ ...event, user: head.id });
    await state.users.remove(other.pk);
    result = merged(result, other);
  }
  await saved(call, result);
  return json(200, { success: true as const });
}

export const many = {
  massUpdateStandard: massUpdates(numbered).standard,
  massUpdateCustom: massUpdates(numbered).custom,
  massUpdateCustomByPost: massUpdates(numbered).custom,
  massUpdateStandardByCustomId: massUpdates(customNamed).standard,
  massUpdateCustomByCustomId: massUpdates(customNamed).custom,
  mergeUsers,
};
