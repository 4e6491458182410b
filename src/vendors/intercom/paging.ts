/** Numbered pages of users (documentation 1.0, "List Users"). */
import { fail, type Request } from '../../core/vendor.ts';
import type { IntercomCaller } from './auth.ts';
import type { IntercomState, User } from './collections.ts';
import type { components, operations } from './contract.1.0.gen.ts';
import type { Show } from './present.ts';
import { secondsOf } from './time.ts';

export type ListQuery = NonNullable<operations['findUsers']['parameters']['query']>;
export type Pages = components['schemas']['Pages'];

/** Number of users that pages can reach; the rest needs the scroll. */
const REACH = 10_000;
const DAY = 24 * 60 * 60;

/** The part of a list that a page shows. */
export interface Slice {
  readonly page: number;
  readonly per_page: number;
}

export const sliceOf = ({ page = 1, per_page = 50 }: Pick<ListQuery, 'page' | 'per_page'>): Slice => {
  const slice = { page, per_page: Math.min(per_page, 60) };
  if (slice.page * slice.per_page > REACH) throw fail('page_limit');
  return slice;
};

/**
 * @param list URL of the list without its query
 * @param asked query of the request; the link to the next page keeps all but its paging
 */
export function pagesOf({ page, per_page }: Slice, total: number, list: string, asked: string): Pages {
  const total_pages = Math.ceil(total / per_page);
  if (page >= total_pages) return { type: 'pages', next: null, page, per_page, total_pages };
  const query = new URLSearchParams(asked);
  for (const name of ['page', 'per_page']) query.delete(name);
  query.append('per_page', String(per_page));
  query.append('page', String(page + 1));
  return { type: 'pages', next: `${list}?${query}`, page, per_page, total_pages };
}

interface Listed {
  readonly users: readonly User[];
  readonly total: number;
}

/** The users of one company, tag or segment. */
export type Within = { readonly field: 'company_ids' | 'tag_ids' | 'segment_ids'; readonly value: string };

async function groupOf(state: IntercomState, { tag_id, segment_id }: ListQuery): Promise<Within | undefined> {
  if (tag_id !== undefined && segment_id !== undefined) throw fail('tag_and_segment');
  if (tag_id !== undefined) {
    if ((await state.tags.get(tag_id)) === undefined) throw fail('tag_not_found');
    return { field: 'tag_ids', value: tag_id };
  }
  if (segment_id === undefined) return undefined;
  if ((await state.segments.get(segment_id)) === undefined) throw fail('segment_not_found');
  return { field: 'segment_ids', value: segment_id };
}

const CHUNK = 500;

/** Newest first; reads no further back than needed. */
async function createdSince(state: IntercomState, earliest: number): Promise<readonly User[]> {
  const found: User[] = [];
  for (;;) {
    const chunk = await state.users.page({
      limit: CHUNK,
      by: 'created_at',
      direction: 'desc',
      after: found.at(-1)?.id,
    });
    const recent = chunk.filter(({ created_at }) => created_at >= earliest);
    found.push(...recent);
    if (recent.length < CHUNK) return found;
  }
}

const sorted = (
  users: readonly User[],
  { sort = 'created_at', order = 'desc' }: ListQuery,
): readonly User[] => {
  const at = (user: User): number => user[sort] ?? Number.MIN_SAFE_INTEGER;
  const ascending = users.toReversed().sort((one, other) => at(one) - at(other));
  return order === 'desc' ? ascending.reverse() : ascending;
};

const belongs = (user: User, within: Within | undefined): boolean =>
  within === undefined || user[within.field].includes(within.value);

/** The users of a page, and the total number. */
async function listed(
  state: IntercomState,
  query: ListQuery,
  { page, per_page }: Slice,
  now: Date,
  group?: Within,
): Promise<Listed> {
  const within = group ?? (await groupOf(state, query));
  const offset = (page - 1) * per_page;
  if (query.created_since !== undefined) {
    const recent = await createdSince(state, secondsOf(now) - query.created_since * DAY);
    const users = sorted(
      recent.filter((user) => belongs(user, within)),
      query,
    );
    return { users: users.slice(offset, offset + per_page), total: users.length };
  }
  const users = await state.users.page({
    limit: per_page,
    offset,
    by: query.sort ?? 'created_at',
    direction: query.order ?? 'desc',
    ...(within && { within }),
  });
  return { users, total: await state.users.count(within) };
}

export interface UserList<U> {
  type: 'user.list';
  pages: Pages;
  users: U[];
  total_count: number;
}

/** The part of a call that a list needs. */
interface ListCall {
  readonly query: ListQuery;
  readonly state: IntercomState;
  readonly now: Date;
  readonly caller: IntercomCaller;
  readonly request: Request;
}

/** The reply with a page of users. @param group limits the list; by default the query may name one */
export async function pageOfUsers<U>(call: ListCall, show: Show<U>, group?: Within): Promise<UserList<U>> {
  const { query, state, now, request } = call;
  const slice = sliceOf(query);
  const { users, total } = await listed(state, query, slice, now, group);
  const list = `${request.base}${request.path.replace(/\/$/, '')}`;
  return {
    type: 'user.list',
    pages: pagesOf(slice, total, list, request.query),
    users: await show(users, call),
    total_count: total,
  };
}
