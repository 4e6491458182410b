/** The account's tags, and tags of users. */
import { bodyOf, type Call, done, json } from './call.ts';
import { pkFrom, pkOf, type Tag, type User } from './collections.ts';
import type { components } from './contract.v1.gen.ts';
import { invalidField, notFound, UNIQUE } from './failures.ts';
import { asText } from './fields.ts';
import type { Find } from './find-user.ts';
import { type Paging, paged } from './paging.ts';
import { tagOf } from './present.ts';
import { presenter, saved } from './save-user.ts';
import type { VersionDifferences } from './version-differences.ts';

type TagBody = components['schemas']['TagName'] | undefined;
type ById = Call<{ path: { id: string } }>;

async function insertTag({ state, ids }: Call, name: string): Promise<Tag> {
  const id = ids.sequence();
  return state.tags.insert({ pk: pkOf(id), id, name });
}

/** Ids of the tags with these names. Missing tags are created. */
export async function tagsNamed(call: Call, names: readonly unknown[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (const given of names) {
    const name = asText(given) ?? '';
    const [known] = await call.state.tags.findBy('name', name);
    found.push((known ?? (await insertTag(call, name))).id);
  }
  return found;
}

/** Adds tags. Tags sent with a user never remove others. */
export const withTags = (user: User, tags: readonly number[]): User => ({
  ...user,
  tags: [...new Set([...user.tags, ...tags])],
});

async function tagAt({ state, path }: ById): Promise<Tag> {
  const pk = pkFrom(path.id);
  const tag = pk === undefined ? undefined : await state.tags.get(pk);
  if (tag === undefined) throw notFound();
  return tag;
}

/** The tag name in a body. @throws {Failed} if another tag has it */
async function freeName({ state }: Call, body: TagBody, own?: Tag): Promise<string> {
  const name = asText(bodyOf({ body }, 'name').name) ?? '';
  const [twin] = await state.tags.findBy('name', name);
  if (twin !== undefined && twin.id !== own?.id) throw invalidField('name', UNIQUE);
  return name;
}

export const tags = <Wire, WireCompany>(version: VersionDifferences<Wire, WireCompany>) => ({
  listTags: async (call: Call<Paging>) =>
    json(200, await paged(call, call.state.tags, async (tag) => tagOf(tag))),

  createTag: async (call: Call<{ body: TagBody }>) =>
    json(201, tagOf(await insertTag(call, await freeName(call, call.body)))),

  renameTag: async (call: ById & { body: TagBody }) => {
    const tag = await tagAt(call);
    const name = await freeName(call, call.body, tag);
    return json(200, tagOf(await call.state.tags.update({ ...tag, name })));
  },

  deleteTag: async (call: ById) => {
    const { pk, id } = await tagAt(call);
    for (const user of await call.state.users.findBy('tags', id)) {
      await call.state.users.update({ ...user, tags: user.tags.filter((tag) => tag !== id) });
    }
    await call.state.tags.remove(pk);
    return { status: 204 as const };
  },

  listUsersByTag: async (call: ById & Paging) => {
    const { id } = await tagAt(call);
    const within = { field: 'tags', value: id } as const;
    return json(200, await paged(call, call.state.users, presenter(call, version), { within }));
  },
});

/** Operations on one user, for both ways to find it. */
export const userTags = (find: Find) => ({
  add: async (call: Call<{ path: { user: string }; body: TagBody }>) => {
    const user = await find(call);
    const name = asText(bodyOf(call, 'name').name) ?? '';
    const [known] = await call.state.tags.findBy('name', name);
    await saved(call, withTags(user, await tagsNamed(call, [name])));
    return json(200, { created: known === undefined, tag: { name } });
  },

  addMany: async (
    call: Call<{ path: { user: string }; body: components['schemas']['TagNamesRequest'] | undefined }>,
  ) => {
    const user = await find(call);
    const { tag_names } = bodyOf(call, 'tag_names');
    await saved(call, withTags(user, await tagsNamed(call, tag_names)));
    return done;
  },

  remove: async (call: Call<{ path: { user: string }; body: TagBody }>) => {
    const user = await find(call);
    const name = asText(bodyOf(call, 'name').name) ?? '';
    const [known] = await call.state.tags.findBy('name', name);
    if (known === undefined || !user.tags.includes(known.id)) throw notFound();
    await saved(call, { ...user, tags: user.tags.filter((tag) => tag !== known.id) });
    return done;
  },
});
