/** Identifiers of records, drawn from the counter of their scope. */
import { createIds, type Ids } from '../core/ids.ts';
import type { Collections, Transaction } from '../core/store.ts';

/**
 * Runs work that draws identifiers at once, without waiting for the store: the counter is read before, and raised
 * afterwards by what was drawn.
 *
 * @param seed what the identifiers depend on, besides the counter
 */
export async function drawIds<Result>(
  { next }: Pick<Transaction<Collections>, 'next'>,
  seed: string,
  work: (ids: Ids) => Promise<Result>,
): Promise<Result> {
  const before = await next(0);
  let drawn = before;
  const result = await work(createIds(seed, () => ++drawn));
  if (drawn > before) await next(drawn - before);
  return result;
}
