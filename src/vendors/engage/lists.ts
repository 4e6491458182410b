/** The Lists resource as documented. */
import type { Handlers } from '../../core/handler.ts';
import type { EngageState, List } from './collections.ts';
import type { components, operations } from './contract.v1.gen.ts';
import { listOf } from './find-list.ts';
import { pageOf } from './paging.ts';
import { presentList } from './present.ts';

function changed(list: List, update: components['schemas']['ListUpdate']): List {
  const { title, description, redirect_url, double_optin } = update;
  return {
    ...list,
    title: title ?? list.title,
    description: description === undefined ? list.description : description,
    redirect_url: redirect_url === undefined ? list.redirect_url : redirect_url,
    double_optin: double_optin ?? list.double_optin,
  };
}

export const lists = {
  async createList(call) {
    const { body, state, ids, now } = call;
    const blank: List = {
      id: ids.objectId(now),
      title: body.title,
      description: null,
      redirect_url: null,
      double_optin: false,
      archived: false,
      created_at: now.toISOString(),
    };
    return { status: 200, body: await presentList(await state.lists.insert(changed(blank, body)), call) };
  },

  async listLists(call) {
    const { state, query } = call;
    const where = { field: 'archived', op: 'eq', value: false } as const;
    const { records, cursors } = await pageOf(
      (slice) => state.lists.page({ ...slice, by: 'id', where }),
      query,
    );
    return {
      status: 200,
      body: { data: await Promise.all(records.map((list) => presentList(list, call))), ...cursors },
    };
  },

  async retrieveList(call) {
    return { status: 200, body: await presentList(await listOf(call.state, call.path.id), call) };
  },

  async updateList(call) {
    const { path, body, state } = call;
    const list = changed(await listOf(state, path.id), body);
    return { status: 200, body: await presentList(await state.lists.update(list), call) };
  },

  async archiveList({ path, state }) {
    await state.lists.update({ ...(await listOf(state, path.id)), archived: true });
    return { status: 200, body: { status: 'ok' } };
  },
} satisfies Handlers<operations, EngageState>;
