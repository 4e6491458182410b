/** Makes the first records of a scope, before its first call. */
import { createIds } from '../core/ids.ts';
import type { Service } from '../services/service.ts';
import { FIRST_RECORDS } from '../worlds/history.ts';
import type { World } from '../worlds/world.ts';

/**
 * Makes them if the scope is empty. They use no number of its counter.
 *
 * @param scope of the caller's records
 * @returns `undefined` where there are none to make, so that most calls wait for nothing
 */
export function makeFirstRecords(
  { vendor }: Service,
  world: World,
  scope: string,
  now: Date,
): Promise<void> | undefined {
  const make = vendor.firstRecords;
  const wanted = make === undefined ? undefined : world.seeding.due(scope);
  if (make === undefined || wanted === undefined) return undefined;
  const making = world.store.transaction(scope, vendor.collections, async ({ state, next }) => {
    if ((await next(0)) > 0) return false;
    for (const records of Object.values(state)) if ((await records.count()) > 0) return false;
    let drawn = 0;
    await make({ state, ids: createIds(`${world.seed}/${scope}/first`, () => ++drawn), now }, wanted);
    return true;
  });
  return making.then((made) => {
    if (made)
      world.history.staged(FIRST_RECORDS, {
        records: wanted,
        vendor: vendor.name,
        seed: world.seed,
        at: now.toISOString(),
      });
  });
}
