/** Brings about one provider state in a world: the records, faults and earlier calls that it asks for. */

import type { FaultEffect } from '../core/fault.ts';
import { FAILURE_KINDS } from '../core/vendor.ts';
import { assertNoRecord, createRecords } from './create-records.ts';
import { assertNoUser, createUsers } from './create-users.ts';
import { createFirstRecords } from './first-records.ts';
import { ProviderStateError } from './pact-error.ts';
import { makerOf, namedField } from './record-maker.ts';
import type { StateCollection } from './state-collections.ts';
import {
  ANY_ERROR,
  EARLIER_CALLS,
  type FaultState,
  type ProviderStateRequest,
  type StateParameters,
} from './state-names.ts';
import { type EarlierCall, makeCall, type StateTarget, type StateValues } from './state-target.ts';

const EFFECTS: Readonly<Record<FaultState, FaultEffect>> = {
  'rate limit': { failure: { kind: 'rate_limited' } },
  wrong: { failure: { kind: 'unauthenticated', params: { reason: 'wrong' } } },
  insufficient: { failure: { kind: 'unauthenticated', params: { reason: 'insufficient' } } },
  malformed: { failure: { kind: 'unauthenticated', params: { reason: 'malformed' } } },
  down: { status: 503 },
};

function earlierCalls({ calls, vendor }: StateParameters): readonly EarlierCall[] {
  const list: readonly unknown[] = Array.isArray(calls) ? calls : [];
  return list.map((call) => {
    const { method, path, headers, body, at } = Object(call) as Partial<EarlierCall>;
    if (typeof method !== 'string' || typeof path !== 'string')
      throw new ProviderStateError(`"${EARLIER_CALLS}" needs calls with method, path, headers and body`);
    if (at !== undefined && Number.isNaN(Date.parse(at)))
      throw new ProviderStateError(`${at} is no time of a call`);
    return { method, path, headers, body, at, ...(typeof vendor === 'string' ? { recordedAt: vendor } : {}) };
  });
}

function errorOf({ status, failure }: StateParameters): FaultEffect {
  const wanted = Object(failure) as Partial<NonNullable<FaultEffect['failure']>>;
  const kind = FAILURE_KINDS.find((known) => known === wanted.kind);
  if (kind !== undefined) return { failure: { ...wanted, kind } };
  if (
    failure === undefined &&
    typeof status === 'number' &&
    Number.isInteger(status) &&
    status >= 400 &&
    status < 600
  )
    return { status };
  throw new ProviderStateError(
    `"${ANY_ERROR}" needs a status from 400 to 599, or a failure of a kind that there is: ${FAILURE_KINDS.join(', ')}`,
  );
}

const seedOf = ({ seed }: StateParameters): string | undefined =>
  typeof seed === 'string' || typeof seed === 'number' ? String(seed) : undefined;

/** @throws {ProviderStateError} where the state cannot be brought about; the world may hold a part of it then */
export async function setUpState(
  target: StateTarget,
  request: ProviderStateRequest,
  collections: readonly StateCollection[],
): Promise<StateValues> {
  const { service, world, scenarios } = target;
  world.seeding.stop();
  switch (request.kind) {
    case 'nothing':
      return {};
    case 'records': {
      const { collection, count, fields, named } = request;
      if (collection.inferred !== undefined) {
        const maker = makerOf(collection);
        const all = { ...(named && namedField(maker, named)), ...fields };
        return count === 0
          ? assertNoRecord(target, maker, all)
          : createRecords(target, maker, count, all, collections);
      }
      const all = { ...(named && { [named.field.toLowerCase()]: named.value }), ...fields };
      return count === 0 ? assertNoUser(target, all) : createUsers(target, count, all);
    }
    case 'scenario':
      world.answers.put(await scenarios.apply(request.name, world.store));
      return {};
    case 'fault':
      world.faults.add({ vendor: service.vendor.name, ...EFFECTS[request.fault] });
      return {};
    case 'error':
      world.faults.add({ vendor: service.vendor.name, ...errorOf(request.params) });
      return {};
    case 'first records':
      await createFirstRecords(target, request.params);
      return {};
    case 'calls':
      for (const call of earlierCalls(request.params))
        await makeCall(target, call, seedOf(request.params) ?? world.seed);
      return {};
    default: {
      const never: never = request;
      return never;
    }
  }
}
