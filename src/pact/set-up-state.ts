/** Brings about one provider state in a world: the records, faults and earlier calls that it asks for. */

import type { FaultEffect } from '../core/fault.ts';
import { FAILURE_KINDS, type OwnCall, type Reply } from '../core/vendor.ts';
import { type InternalCallResult, makeInternalCall } from '../request/internal-call.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import { ProviderStateError } from './pact-error.ts';
import {
  ANY_ERROR,
  EARLIER_CALLS,
  type FaultState,
  type ProviderStateRequest,
  type StateParameters,
} from './state-names.ts';

/** What a verifier may put into its request: fields of the first user, and the headers of the world's credential. */
export type StateValues = Readonly<Record<string, string | number | boolean>>;

/** Where a state is set up. */
export interface StateTarget {
  readonly service: Service;
  readonly world: World;
  readonly scenarios: Scenarios;
}

const EFFECTS: Readonly<Record<FaultState, FaultEffect>> = {
  'rate limit': { failure: { kind: 'rate_limited' } },
  wrong: { failure: { kind: 'unauthenticated', params: { reason: 'wrong' } } },
  insufficient: { failure: { kind: 'unauthenticated', params: { reason: 'insufficient' } } },
  malformed: { failure: { kind: 'unauthenticated', params: { reason: 'malformed' } } },
  down: { status: 503 },
};

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const plainMembers = (value: unknown): StateValues =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, inside]) => isPlain(inside)))
    : {};

/** A call with the time at which it was made. The time is part of the records that the call creates. */
interface EarlierCall extends InternalCallResult {
  readonly at?: string | undefined;
}

function earlierCalls({ calls }: StateParameters): readonly EarlierCall[] {
  const list: readonly unknown[] = Array.isArray(calls) ? calls : [];
  return list.map((call) => {
    const { method, path, headers, body, at } = Object(call) as Partial<EarlierCall>;
    if (typeof method !== 'string' || typeof path !== 'string')
      throw new ProviderStateError(`"${EARLIER_CALLS}" needs calls with method, path, headers and body`);
    if (at !== undefined && Number.isNaN(Date.parse(at)))
      throw new ProviderStateError(`${at} is no time of a call`);
    return { method, path, headers, body, at };
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

function makeCall(
  { service, world }: StateTarget,
  call: OwnCall | EarlierCall,
  seed: string = world.seed,
): Promise<Reply> {
  const now = 'at' in call && call.at !== undefined ? new Date(call.at) : world.clock.now();
  return makeInternalCall(service, world.store, seed, now, call).catch((cause: Error) => {
    const what = 'operation' in call ? call.operation : `${call.method} ${call.path}`;
    throw new ProviderStateError(`the call ${what} that leads to the state is refused: ${cause.message}`);
  });
}

/** @returns fields of the first user */
async function createUsers(
  target: StateTarget,
  { count, fields }: Extract<ProviderStateRequest, { kind: 'users' }>,
): Promise<StateValues> {
  const { user, name } = target.service.vendor;
  if (user === undefined) throw new ProviderStateError(`${name} does not say how it makes a user`);
  let first: StateValues = {};
  for (let number = 1; number <= count; number++) {
    const call = user(fields, number);
    const { body } = await makeCall(target, call);
    if (number === 1) first = { ...plainMembers(call.body), ...plainMembers(body) };
  }
  return first;
}

/** @throws {ProviderStateError} where the state cannot be brought about; the world may hold a part of it then */
export async function setUpState(target: StateTarget, request: ProviderStateRequest): Promise<StateValues> {
  const { service, world, scenarios } = target;
  world.seeding.stop();
  switch (request.kind) {
    case 'nothing':
      return {};
    case 'users':
      return createUsers(target, request);
    case 'scenario':
      await scenarios.apply(request.name, world.store);
      return {};
    case 'fault':
      world.faults.add({ vendor: service.vendor.name, ...EFFECTS[request.fault] });
      return {};
    case 'error':
      world.faults.add({ vendor: service.vendor.name, ...errorOf(request.params) });
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
