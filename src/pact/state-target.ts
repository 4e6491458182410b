/** Where a provider state is set up: the vendor and the world, and the calls that lead to the state. */
import type { OwnCall, Reply } from '../core/vendor.ts';
import { DEFAULT_ACCOUNT } from '../core/vendor.ts';
import { type InternalCallResult, makeInternalCall } from '../request/internal-call.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import { ProviderStateError } from './pact-error.ts';

/** What a verifier may put into its request: fields of the first record, and the headers of the world's credential. */
export type StateValues = Readonly<Record<string, string | number | boolean>>;

/** Where a state is set up. */
export interface StateTarget {
  readonly service: Service;
  readonly world: World;
  readonly scenarios: Scenarios;
}

/** A call with the time at which it was made. The time is part of the records that the call creates. */
export interface EarlierCall extends InternalCallResult {
  readonly at?: string | undefined;
}

/** @throws {ProviderStateError} where the vendor refuses the call */
export function makeCall(
  { service, world }: Pick<StateTarget, 'service' | 'world'>,
  call: OwnCall | EarlierCall,
  seed: string = world.seed,
): Promise<Reply> {
  const now = 'at' in call && call.at !== undefined ? new Date(call.at) : world.clock.now();
  return makeInternalCall(service, world.store, seed, now, call).catch((cause: Error) => {
    const what = 'operation' in call ? call.operation : `${call.method} ${call.path}`;
    throw new ProviderStateError(`the call ${what} that leads to the state is refused: ${cause.message}`);
  });
}

/** Number of records of the vendor in the world. */
export const countRecords = ({ service: { vendor }, world }: StateTarget): Promise<number> =>
  world.store.transaction(
    `${vendor.name}/${DEFAULT_ACCOUNT}`,
    vendor.collections,
    async ({ state }) => {
      let sum = 0;
      for (const name of Object.keys(vendor.collections)) sum += (await state[name]?.count()) ?? 0;
      return sum;
    },
    () => false,
  );
