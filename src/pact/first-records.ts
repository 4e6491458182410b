/** The provider state for the records that a document's worlds begin with: its examples, or generated ones. */
import { createIds } from '../core/ids.ts';
import { DEFAULT_ACCOUNT } from '../core/vendor.ts';
import { ProviderStateError } from './pact-error.ts';
import type { StateParameters } from './state-names.ts';
import type { StateTarget } from './state-target.ts';

const MOST = 1_000;

const recordsOf = ({ records = 'examples' }: StateParameters): 'examples' | number => {
  if (records === 'examples') return records;
  if (typeof records === 'number' && Number.isInteger(records) && records > 0 && records <= MOST)
    return records;
  throw new ProviderStateError(
    `records is ${JSON.stringify(records)}; give "examples", or a number from 1 to ${MOST}`,
  );
};

/** @throws {ProviderStateError} for a vendor that has none */
export async function createFirstRecords(
  { service: { vendor }, world }: StateTarget,
  params: StateParameters,
): Promise<void> {
  const make = vendor.firstRecords;
  const { seed = world.seed, vendor: name = vendor.name, at } = params;
  if (make === undefined)
    throw new ProviderStateError(`${vendor.name} has no first records; only documents have`);
  const wanted = recordsOf(params);
  const now = at === undefined ? world.clock.now() : new Date(String(at));
  if (Number.isNaN(now.getTime())) throw new ProviderStateError(`${String(at)} is not a time`);
  const scope = `${vendor.name}/${DEFAULT_ACCOUNT}`;
  let drawn = 0;
  const ids = createIds(`${String(seed)}/${String(name)}/${DEFAULT_ACCOUNT}/first`, () => ++drawn);
  await world.store.transaction(scope, vendor.collections, ({ state }) => make({ state, ids, now }, wanted));
}
