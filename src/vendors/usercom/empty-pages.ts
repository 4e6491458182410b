/** Lists of a user that are always empty here: segments, e-mails, page hits, conversations. */
import { type Call, json } from './call.ts';
import type { Find } from './find-user.ts';
import { emptyPage } from './paging.ts';

export const emptyPageOf = (find: Find) => async (call: Call<{ path: { user: string } }>) => {
  await find(call);
  return json(200, emptyPage);
};
