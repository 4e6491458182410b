/** Pact's provider states: each interaction starts in a world that holds what its states ask for, and nothing else. */

import { ScenarioError, type Scenarios } from '../scenarios/scenarios.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { ProviderStateError } from './pact-error.ts';
import { setUpState } from './set-up-state.ts';
import { stateCollections } from './state-collections.ts';
import { parseProviderState, type StateParameters } from './state-names.ts';
import type { StateValues } from './state-target.ts';

/** What a verifier sends before and after an interaction. */
export interface ProviderStateChange {
  readonly state?: string | undefined;
  readonly params?: StateParameters | null | undefined;
  /** `setup` when absent. */
  readonly action?: 'setup' | 'teardown' | undefined;
  readonly consumer?: string | undefined;
  /** The vendor whose state it is; needed where several vendors are served. */
  readonly vendor?: string | undefined;
}

export interface ProviderStates {
  /**
   * The first state of an interaction empties the world; those that follow add to it.
   *
   * @throws {ProviderStateError} after which the world refuses every call until the next interaction
   */
  change(world: World, change: ProviderStateChange): Promise<StateValues>;
}

function serviceOf(services: readonly Service[], name: string | undefined): Service {
  const found = name === undefined ? services : services.filter(({ vendor }) => vendor.name === name);
  const [service, second] = found;
  const names = services.map(({ vendor }) => vendor.name).join(', ');
  if (service === undefined) throw new ProviderStateError(`there is no vendor ${name}; there are ${names}`);
  if (second !== undefined)
    throw new ProviderStateError(`several vendors are served; say whose state it is with vendor=: ${names}`);
  return service;
}

export function createProviderStates(
  worlds: Worlds,
  services: readonly Service[],
  scenarios: Scenarios,
): ProviderStates {
  const setUp = async (
    world: World,
    { state = '', params, vendor: name }: ProviderStateChange,
  ): Promise<StateValues> => {
    const service = serviceOf(services, name);
    const { vendor } = service;
    const known = scenarios.list().flatMap((one) => (one.vendor === vendor.name ? [one.name] : []));
    const collections = stateCollections(service);
    const request = parseProviderState(state, params ?? {}, { scenarios: known, collections });
    if (typeof request === 'string') throw new ProviderStateError(request);
    const values = await setUpState({ service, world, scenarios }, request, collections);
    if (state !== '') world.history.staged(state, params ?? {});
    return { ...values, ...world.credentials.get(vendor.name)?.headers };
  };

  return {
    change: async (given, change) => {
      if (change.action === 'teardown') {
        given.inInteraction = false;
        return {};
      }
      const world = given.inInteraction && given.journal.size === 0 ? given : await worlds.renew(given.id);
      if (world === undefined)
        throw new ProviderStateError(
          'an interaction empties its world, and the default one stays; make one with POST /__admin/worlds, and give the verifier its URL',
        );
      world.inInteraction = true;
      try {
        return await setUp(world, change);
      } catch (cause) {
        if (!(cause instanceof ProviderStateError) && !(cause instanceof ScenarioError)) throw cause;
        // A verifier that learns of the failure makes no call. The next state it sends starts another interaction.
        world.inInteraction = false;
        world.closed = cause.message;
        throw new ProviderStateError(cause.message);
      }
    },
  };
}
