/** Segments are not modelled: the account has none. */
import { json } from './call.ts';
import { notFound } from './failures.ts';
import { emptyPage } from './paging.ts';

export const segments = {
  listSegments: async () => json(200, emptyPage),

  listUsersBySegment: async () => {
    throw notFound();
  },
};
