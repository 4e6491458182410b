/** Merges users into one. */
import { bodyOf, type Call, json } from './call.ts';
import type { User } from './collections.ts';
import type { components } from './contract.v1.gen.ts';
import { type Complaints, invalid, invalidField, noSuchKey, REQUIRED } from './failures.ts';
import { userWithId } from './find-user.ts';
import { saved } from './save-user.ts';

/** "The parent's value wins, then that of the lowest id." Gender 1 means unknown. */
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

async function mergeUsers(call: Call<{ body: components['schemas']['Merge'] | undefined }>) {
  const { state } = call;
  const { parent, users_list, user_list } = bodyOf(call, 'parent', 'users_list');
  const list = users_list ?? user_list;
  if (list === undefined) throw invalidField('users_list', REQUIRED);
  const head = await userWithId(call, parent);
  const others: User[] = [];
  const errors: Record<string, Complaints> = head === undefined ? { parent: [noSuchKey(parent)] } : {};
  for (const id of new Set(list.map(Number))) {
    const user = await userWithId(call, id);
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

export const merging = { mergeUsers };
