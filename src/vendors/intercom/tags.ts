/** Tags of users and companies (documentation 1.1, "Tags"). */
import type { Handlers } from '../../core/handler.ts';
import { fail } from '../../core/vendor.ts';
import type { IntercomCaller } from './auth.ts';
import type { IntercomState, Tag } from './collections.ts';
import { companyOf } from './companies.ts';
import type { components, operations } from './contract.1.0.gen.ts';
import { identifier, userOf } from './find-user.ts';
import { type Announcing, announceTag } from './notify.ts';
import type { SaveContext } from './save-user.ts';

type Schemas = components['schemas'];

const present = ({ id, name }: Tag): Schemas['Tag'] => ({ type: 'tag', name, id });

const named = async (state: IntercomState, name: string): Promise<Tag | undefined> =>
  (await state.tags.findBy('lower_name', name.toLowerCase()))[0];

async function tagOf(state: IntercomState, id: string): Promise<Tag> {
  const tag = await state.tags.get(id);
  if (tag === undefined) throw fail('tag_not_found');
  return tag;
}

async function rename(state: IntercomState, id: string, name: string): Promise<Tag> {
  const tag = await tagOf(state, id);
  const holder = await named(state, name);
  if (holder !== undefined && holder.id !== id) throw fail('tag_taken');
  return state.tags.update({ ...tag, name, lower_name: name.toLowerCase() });
}

async function createOrFind(name: string, { state, ids }: Pick<SaveContext, 'state' | 'ids'>): Promise<Tag> {
  const known = await named(state, name);
  return known ?? state.tags.insert({ id: String(ids.sequence()), name, lower_name: name.toLowerCase() });
}

const without = (tag_ids: readonly string[], id: string): readonly string[] =>
  tag_ids.filter((known) => known !== id);

/** The tags of a record after adding or removing one. */
function retagged(
  tag_ids: readonly string[],
  id: string,
  untag: boolean | null | undefined,
): readonly string[] {
  if (untag === true) return without(tag_ids, id);
  return tag_ids.includes(id) ? tag_ids : [...tag_ids, id];
}

async function tagUsers(
  call: Announcing,
  tag: Tag,
  people: readonly Schemas['TaggedPerson'][],
): Promise<void> {
  const { state } = call;
  for (const { untag, ...who } of people) {
    const user = await userOf(state, who);
    const had = user.tag_ids.includes(tag.id);
    const tagged = await state.users.update({ ...user, tag_ids: retagged(user.tag_ids, tag.id, untag) });
    if (had === tagged.tag_ids.includes(tag.id)) continue;
    await announceTag(had ? 'user.tag.deleted' : 'user.tag.created', tagged, tag, call);
  }
}

async function tagCompanies(
  state: IntercomState,
  tag: Tag,
  companies: readonly Schemas['TaggedCompany'][],
): Promise<void> {
  for (const { untag, ...which } of companies) {
    const company = await companyOf(state, which);
    if (company === undefined) throw fail('company_not_found');
    await state.companies.update({ ...company, tag_ids: retagged(company.tag_ids, tag.id, untag) });
  }
}

export const tags = {
  async saveTag(call) {
    const { body, state } = call;
    const people = body.users ?? [];
    const companies = body.companies ?? [];
    if (people.length > 0 && companies.length > 0) throw fail('users_and_companies');
    const id = identifier(body.id);
    const tag = id === undefined ? await createOrFind(body.name, call) : await rename(state, id, body.name);
    await tagUsers(call, tag, people);
    await tagCompanies(state, tag, companies);
    return { status: 200, body: present(tag) };
  },

  async listTags({ state }) {
    const all = await state.tags.page({ limit: await state.tags.count() });
    return { status: 200, body: { type: 'tag.list', tags: all.map(present) } };
  },

  async deleteTag(call) {
    const { path, state } = call;
    const tag = await tagOf(state, path.id);
    for (const user of await state.users.findBy('tag_ids', tag.id)) {
      const untagged = await state.users.update({ ...user, tag_ids: without(user.tag_ids, tag.id) });
      await announceTag('user.tag.deleted', untagged, tag, call);
    }
    for (const company of await state.companies.findBy('tag_ids', tag.id))
      await state.companies.update({ ...company, tag_ids: without(company.tag_ids, tag.id) });
    await state.tags.remove(tag.id);
    return { status: 200, body: present(tag) };
  },
} satisfies Handlers<operations, IntercomState, IntercomCaller>;
