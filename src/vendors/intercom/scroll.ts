/** Scrolling through all users, a hundred at a time (documentation 1.0, "Iterating over all users"). */
import { fail } from '../../core/vendor.ts';
import type { Call } from './call.ts';
import type { IntercomState, Scroll, User } from './collections.ts';
import type { Show } from './present.ts';

const PAGE = 100;
/** Milliseconds without a call after which a scroll has expired. */
const PATIENCE = 60_000;

async function openScroll(state: IntercomState, now: Date): Promise<Scroll | undefined> {
  const scroll = await state.scrolls.get('users');
  return scroll !== undefined && now.getTime() - scroll.used_at < PATIENCE ? scroll : undefined;
}

/** The next page; the first one without a parameter. */
async function nextPage(
  state: IntercomState,
  scroll_param: string | undefined,
  now: Date,
): Promise<readonly User[]> {
  const open = await openScroll(state, now);
  if (scroll_param === undefined || scroll_param === '') {
    if (open !== undefined) throw fail('scroll_open');
    return state.users.page({ limit: PAGE, by: 'id' });
  }
  if (open?.scroll_param !== scroll_param) throw fail('scroll_gone');
  return state.users.page({ limit: PAGE, by: 'id', after: open.after });
}

export const scrolling = <U>(show: Show<U>) => ({
  async scrollUsers(call: Call<'scrollUsers'>) {
    const { query, state, now, ids } = call;
    const page = await nextPage(state, query.scroll_param, now);
    const scroll_param = ids.uuid();
    const last = page.at(-1);
    await state.scrolls.remove('users');
    if (last !== undefined)
      await state.scrolls.insert({ id: 'users', scroll_param, after: last.id, used_at: now.getTime() });
    return {
      status: 200 as const,
      body: {
        pages: null,
        total_count: 0 as const,
        limited: false as const,
        type: 'user.list' as const,
        scroll_param,
        users: await show(page, call),
      },
    };
  },
});
