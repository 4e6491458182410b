/** Segments come from rules that only the application knows: the account has none, and says so. */
import { type Call, json } from './call.ts';
import { notFound } from './failures.ts';
import type { Find } from './find.ts';
import { emptyPage } from './pages.ts';

export const segments = {
  listSegments: async () => json(200, emptyPage),

  listUsersBySegment: async () => {
    throw notFound();
  },
};

export const userSegments = (find: Find) => ({
  list: async (call: Call<{ path: { user: string } }>) => {
    await find(call);
    return json(200, emptyPage);
  },
});
