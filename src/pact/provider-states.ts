/** Pact's provider states: each interaction begins in a world that holds what its states ask for, and nothing else. */

import type { Effect } from '../core/fault.ts';
import { FAILURE_KINDS, type OwnCall, type Reply, type Vendor } from '../core/vendor.ts';
import { makeCall, type SentCall } from '../request/internal-call.ts';
import { ScenarioError, type Scenarios } from '../scenarios/scenarios.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { ANY_ERROR, EARLIER_CALLS, type Fields, type Trouble, type Wish, wishOf } from './state-names.ts';

/** What a verifier sends before and after an interaction. */
export interface StateChange {
  readonly state?: string | undefined;
  readonly params?: Fields | null | undefined;
  /** `setup` when absent. */
  readonly action?: 'setup' | 'teardown' | undefined;
  readonly consumer?: string | undefined;
  /** Whose state it is; needed where several vendors are served. */
  readonly vendor?: string | undefined;
}

/** What came of it, for a verifier to put into its request: fields of the first user, and the world's credential. */
export type Values = Readonly<Record<string, string | number | boolean>>;

/** A state cannot be brought about; the message says why. */
export class StateError extends Error {}

export interface States {
  /**
   * The first state of an interaction empties the world; those that follow add to it.
   *
   * @throws {StateError} after which the world refuses every call until the next interaction
   */
  change(world: World, change: StateChange): Promise<Values>;
}

const EFFECTS: Readonly<Record<Trouble, Effect>> = {
  'rate limit': { failure: { kind: 'rate_limited' } },
  wrong: { failure: { kind: 'unauthenticated', params: { reason: 'wrong' } } },
  insufficient: { failure: { kind: 'unauthenticated', params: { reason: 'insufficient' } } },
  malformed: { failure: { kind: 'unauthenticated', params: { reason: 'malformed' } } },
  down: { status: 503 },
};

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const plain = (value: unknown): Values =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, inside]) => isPlain(inside)))
    : {};

/** A call with the time at which it was made, by which its records are the same. */
interface EarlierCall extends SentCall {
  readonly at?: string | undefined;
}

function earlierCalls({ calls }: Fields): readonly EarlierCall[] {
  const list: readonly unknown[] = Array.isArray(calls) ? calls : [];
  return list.map((call) => {
    const { method, path, headers, body, at } = Object(call) as Partial<EarlierCall>;
    if (typeof method !== 'string' || typeof path !== 'string')
      throw new StateError(`"${EARLIER_CALLS}" needs calls with method, path, headers and body`);
    if (at !== undefined && Number.isNaN(Date.parse(at))) throw new StateError(`${at} is no time of a call`);
    return { method, path, headers, body, at };
  });
}

function errorOf({ status, failure }: Fields): Effect {
  const wanted = Object(failure) as Partial<NonNullable<Effect['failure']>>;
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
  throw new StateError(
    `"${ANY_ERROR}" needs a status from 400 to 599, or a failure of a kind that there is: ${FAILURE_KINDS.join(', ')}`,
  );
}

const seedOf = ({ seed }: Fields): string | undefined =>
  typeof seed === 'string' || typeof seed === 'number' ? String(seed) : undefined;

export function createStates(worlds: Worlds, services: readonly Service[], scenarios: Scenarios): States {
  /** Worlds in which an interaction has begun and made no call yet. */
  const begun = new WeakSet<World>();

  const serviceOf = (name: string | undefined): Service => {
    const found = name === undefined ? services : services.filter(({ vendor }) => vendor.name === name);
    const [service, second] = found;
    const names = services.map(({ vendor }) => vendor.name).join(', ');
    if (service === undefined) throw new StateError(`there is no vendor ${name}; there are ${names}`);
    if (second !== undefined)
      throw new StateError(`several vendors are served; say whose state it is with vendor=: ${names}`);
    return service;
  };

  const make = (
    service: Service,
    world: World,
    call: OwnCall | EarlierCall,
    seed: string = world.seed,
  ): Promise<Reply> => {
    const now = 'at' in call && call.at !== undefined ? new Date(call.at) : world.clock.now();
    return makeCall(service, world.store, seed, now, call).catch((cause: Error) => {
      const what = 'operation' in call ? call.operation : `${call.method} ${call.path}`;
      throw new StateError(`the call ${what} that leads to the state is refused: ${cause.message}`);
    });
  };

  const users = async (
    service: Service,
    world: World,
    { count, fields }: Extract<Wish, { kind: 'users' }>,
  ): Promise<Values> => {
    const { user, name }: Vendor = service.vendor;
    if (user === undefined) throw new StateError(`${name} does not say how it makes a user`);
    let first: Values = {};
    for (let number = 1; number <= count; number++) {
      const call = user(fields, number);
      const { body } = await make(service, world, call);
      if (number === 1) first = { ...plain(call.body), ...plain(body) };
    }
    return first;
  };

  const fulfil = async (service: Service, world: World, wish: Wish): Promise<Values> => {
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

  const setUp = async (world: World, { state = '', params, vendor: name }: StateChange): Promise<Values> => {
    const service = serviceOf(name);
    const { vendor } = service;
    const known = scenarios.list().flatMap((one) => (one.vendor === vendor.name ? [one.name] : []));
    const wish = wishOf(state, params ?? {}, known);
    if (typeof wish === 'string') throw new StateError(wish);
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
        throw new StateError(
          'an interaction empties its world, and the default one stays; make one with POST /__admin/worlds, and give the verifier its URL',
        );
      begun.add(world);
      try {
        return await setUp(world, change);
      } catch (cause) {
        if (!(cause instanceof StateError) && !(cause instanceof ScenarioError)) throw cause;
        // A verifier that hears of it makes no call: what it sends next is of another interaction.
        begun.delete(world);
        world.closed = cause.message;
        throw new StateError(cause.message);
      }
    },
  };
}
