/** Pages of records by a test that a `Filter` cannot express. */
import type { Collection, Page } from './store.ts';

/** Records that are read at a time. */
const BATCH = 256;

/**
 * As `collection.page` with a `where`, but the test runs here: every record up to the end of the page is read. Use a
 * `Filter` where one can say it.
 *
 * @param key the collection's primary key
 */
export async function pageWhere<R extends object>(
  collection: Collection<R>,
  key: keyof R & string,
  page: Omit<Page<R>, 'where'>,
  test: (record: R) => boolean,
): Promise<readonly R[]> {
  // Records under a value are sorted anew for every page of them.
  const size = page.within === undefined ? BATCH : Number.MAX_SAFE_INTEGER;
  const found: R[] = [];
  let skip = page.offset ?? 0;
  let { after } = page;
  for (let isMore = page.limit > 0; isMore; ) {
    const batch = await collection.page({ ...page, after, offset: 0, limit: size });
    for (const record of batch) {
      if (!test(record) || skip-- > 0) continue;
      found.push(record);
      if (found.length === page.limit) return found;
    }
    const last = batch.at(-1);
    isMore = last !== undefined && batch.length === size;
    after = last && String(last[key]);
  }
  return found;
}
