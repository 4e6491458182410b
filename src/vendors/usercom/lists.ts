/** The account's lists, and the users on them. */
import { bodyOf, type Call, done, json } from './call.ts';
import { type List, pkFrom, pkOf } from './collections.ts';
import type { components } from './contract.v1.gen.ts';
import { invalidField, noSuchKey, notFound } from './failures.ts';
import { asText } from './fields.ts';
import type { Find } from './find-user.ts';
import { type Paging, paged } from './paging.ts';
import { listOf } from './present.ts';
import { saved } from './save-user.ts';

type Schemas = components['schemas'];
type ById = Call<{ path: { id: string } }>;

async function listAt({ state, path }: ById): Promise<List> {
  const pk = pkFrom(path.id);
  const list = pk === undefined ? undefined : await state.lists.get(pk);
  if (list === undefined) throw notFound();
  return list;
}

export const lists = {
  listLists: async (call: Call<Paging>) =>
    json(200, await paged(call, call.state.lists, async (list) => listOf(list))),

  createList: async (call: Call<{ body: Schemas['NewList'] | undefined }>) => {
    const { name, description } = bodyOf(call, 'name');
    const id = call.ids.sequence();
    const list = { pk: pkOf(id), id, name: asText(name) ?? '', description: asText(description) };
    return json(201, listOf(await call.state.lists.insert(list)));
  },

  updateList: async (call: ById & { body: Schemas['ListChange'] | undefined }) => {
    const list = await listAt(call);
    const { name, description } = bodyOf(call);
    const changed = {
      ...list,
      name: asText(name) ?? list.name,
      description: description === undefined ? list.description : asText(description),
    };
    return json(200, listOf(await call.state.lists.update(changed)));
  },

  deleteList: async (call: ById) => {
    const { pk, id } = await listAt(call);
    for (const user of await call.state.users.findBy('lists', id)) {
      await call.state.users.update({ ...user, lists: user.lists.filter((list) => list !== id) });
    }
    await call.state.lists.remove(pk);
    return { status: 204 as const };
  },
};

type Membership = Call<{ path: { user: string }; body: Schemas['ListId'] | undefined }>;

/** Operations on one user, for both ways to find it. */
export const userLists = (find: Find) => ({
  add: async (call: Membership) => {
    const user = await find(call);
    const id = Number(bodyOf(call, 'list').list);
    const list = await call.state.lists.get(pkOf(id));
    if (list === undefined) throw invalidField('list', noSuchKey(id));
    await saved(call, { ...user, lists: [...new Set([...user.lists, id])] });
    return json(200, listOf(list));
  },

  remove: async (call: Membership) => {
    const user = await find(call);
    const id = Number(bodyOf(call, 'list').list);
    if (!user.lists.includes(id)) throw notFound();
    await saved(call, { ...user, lists: user.lists.filter((list) => list !== id) });
    return done;
  },
});
