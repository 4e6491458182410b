/** Pact's provider states: each interaction begins in a world that holds what its states ask for, and nothing else. */

import type { FaultEffect } from '../core/fault.ts';
import { FAILURE_KINDS, type OwnCall, type Reply, type Vendor } from '../core/vendor.ts';
import { type InternalCallResult, makeInternalCall } from '../request/internal-call.ts';
import { ScenarioError, type Scenarios } from '../scenarios/scenarios.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import {
  ANY_ERROR,
  EARLIER_CALLS,
  type FaultState,
  type ProviderStateRequest,
  parseProviderState,
  type StateParameters,
} from './state-names.ts';

/** What a verifier sends before and after an interaction. */
export interface ProviderStateChange {
  readonly state?: string | undefined;
  readonly params?: StateParameters | null | undefined;
  /** `setup` when absent. */
  readonly action?: 'setup' | 'teardown' | undefined;
  readonly consumer?: string | undefined;
  /** Whose state it is; needed where several vendors are served. */
  readonly vendor?: string | undefined;
}

/** What came of it, for a verifier to put into its request: fields of the first user, and the world's credential. */
export type StateValues = Readonly<Record<string, string | number | boolean>>;

/** A state cannot be brought about; the message says why. */
export class ProviderStateError extends Error {}

export interface ProviderStates {
  /**
   * The first state of an interaction empties the world; those that follow add to it.
   *
   * @throws {ProviderStateError} after which the world refuses every call until the next interaction
   */
  change(world: World, change: ProviderStateChange): Promise<StateValues>;
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

const plain = (value: unknown): StateValues =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, inside]) => isPlain(inside)))
    : {};

/** A call with the time at which it was made, by which its records are the same. */
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

export function createProviderStates(
  worlds: Worlds,
  services: readonly Service[],
  scenarios: Scenarios,
): ProviderStates {
  /** Worlds in which an interaction has begun and made no call yet. */
  const begun = new WeakSet<World>();

  const serviceOf = (name: string | undefined): Service => {
    const found = name === undefined ? services : services.filter(({ vendor }) => vendor.name === name);
    const [service, second] = found;
    const names = services.map(({ vendor }) => vendor.name).join(', ');
    if (service === undefined) throw new ProviderStateError(`there is no vendor ${name}; there are ${names}`);
    if (second !== undefined)
      throw new ProviderStateError(
        `several vendors are served; say whose state it is with vendor=: ${names}`,
      );
    return service;
  };

  const make = (
    service: Service,
    world: World,
    call: OwnCall | EarlierCall,
    seed: string = world.seed,
  ): Promise<Reply> => {
    const now = 'at' in call && call.at !== undefined ? new Date(call.at) : world.clock.now();
    return makeInternalCall(service, world.store, seed, now, call).catch((cause: Error) => {
      const what = 'operation' in call ? call.operation : `${call.method} ${call.path}`;
      throw new ProviderStateError(`the call ${what} that leads to the state is refused: ${cause.message}`);
    });
  };

  const users = async (
    service: Service,
    world: World,
    { count, fields }: Extract<ProviderStateRequest, { kind: 'users' }>,
  ): Promise<StateValues> => {
    const { user, name }: Vendor = service.vendor;
    if (user === undefined) throw new ProviderStateError(`${name} does not say how it makes a user`);
    let first: StateValues = {};
    for (let number = 1; number <= count; number++) {
      const call = user(fields, number);
      const { body } = await make(service, world, call);
      if (number === 1) first = { ...plain(call.body), ...plain(body) };
    }
    return first;
  };

  const fulfil = async (service: Service, world: World, wish: ProviderStateRequest): Promise<StateValues> => {
    switch (wish.kind) {
      case 'nothing':
        return {};
      case 'users':
        return users(service, world, wish);
      case 'scenario':
        await scenarios.apply(wish.name, world.store);
        return {};
      case 'trouble':
        world.faults.add({ vendor: service.vendor.name, ...EFFECTS[wish.trouble] });
        return {};
      case 'error':
        world.faults.add({ vendor: service.vendor.name, ...errorOf(wish.params) });
        return {};
      case 'calls':
        for (const call of earlierCalls(wish.params))
          await make(service, world, call, seedOf(wish.params) ?? world.seed);
        return {};
      default: {
        const never: never = wish;
        return never;
      }
    }
  };

  const setUp = async (
    world: World,
    { state = '', params, vendor: name }: ProviderStateChange,
  ): Promise<StateValues> => {
    const service = serviceOf(name);
    const { vendor } = service;
    const known = scenarios.list().flatMap((one) => (one.vendor === vendor.name ? [one.name] : []));
    const wish = parseProviderState(state, params ?? {}, known);
    if (typeof wish === 'string') throw new ProviderStateError(wish);
    const values = await fulfil(service, world, wish);
    if (state !== '') world.history.staged(state, params ?? {});
    return { ...values, ...world.credentials.get(vendor.name)?.headers };
  };

  return {
    change: async (given, change) => {
      if (change.action === 'teardown') {
        begun.delete(given);
        return {};
      }
      const world = begun.has(given) && given.journal.size === 0 ? given : worlds.renew(given.id);
      if (world === undefined)
        throw new ProviderStateError(
          'an interaction empties its world, and the default one stays; make one with POST /__admin/worlds, and give the verifier its URL',
        );
      begun.add(world);
      try {
        return await setUp(world, change);
      } catch (cause) {
        if (!(cause instanceof ProviderStateError) && !(cause instanceof ScenarioError)) throw cause;
        // A verifier that hears of it makes no call: what it sends next is of another interaction.
        begun.delete(world);
        world.closed = cause.message;
        throw new ProviderStateError(cause.message);
      }
    },
  };
}
