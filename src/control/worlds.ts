/** The methods that make, list and delete worlds, and run scenarios and provider states in them. */

import { ProviderStateError } from '../pact/pact-error.ts';
import type { ProviderStates } from '../pact/provider-states.ts';
import { ScenarioError } from '../scenarios/scenario-file.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';
import { basePathOf } from '../services/base-path.ts';
import { createHistory } from '../worlds/history.ts';
import type { WorldUrls } from '../worlds/urls.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { ControlError, fromRangeError } from './control-error.ts';
import type { Lookup } from './lookup.ts';
import type { Control, WorldView } from './types.ts';

type WorldMethods = Pick<
  Control,
  | 'createWorld'
  | 'worlds'
  | 'baseUrl'
  | 'deleteWorld'
  | 'headers'
  | 'scenarios'
  | 'applyScenario'
  | 'providerState'
>;

const asScenarioError = (cause: unknown): unknown =>
  cause instanceof ScenarioError ? new ControlError(400, cause.message) : cause;
const staged = <T>(work: () => Promise<T>): Promise<T> =>
  work().catch((cause: unknown) => {
    throw asScenarioError(cause);
  });

export function createWorldMethods(
  { world: worldOf, service }: Lookup,
  worlds: Worlds,
  scenarios: Scenarios,
  states: ProviderStates,
  worldUrls: WorldUrls,
): WorldMethods {
  const view = (world: World): WorldView => ({
    id: world.id,
    urls: worldUrls.urls(world),
    credentials: Object.fromEntries([...world.credentials].map(([name, { account }]) => [name, account])),
  });
  return {
    createWorld: async ({ from, scenario, seed, clock, ttl, upstream } = {}) => {
      if (upstream !== undefined && !worlds.hasUpstreams)
        throw new ControlError(
          400,
          'no vendor has an upstream; name one under upstreams in the configuration',
        );
      if (from !== undefined && scenario !== undefined)
        throw new ControlError(400, 'a world begins with a scenario or from another world, not with both');
      const begin =
        from !== undefined
          ? worldOf(from).store
          : scenario !== undefined
            ? await staged(() => scenarios.store(scenario))
            : undefined;
      const forked = begin?.fork();
      const history =
        from !== undefined
          ? worldOf(from).history.fork()
          : scenario === undefined
            ? undefined
            : createHistory([{ state: scenario, params: {} }]);
      const store = await forked;
      const own = seed === undefined ? undefined : String(seed);
      const made = worlds.create({
        seed: own,
        clock,
        ttl,
        upstream,
        store,
        answers:
          from !== undefined
            ? worldOf(from).answers.list()
            : scenario === undefined
              ? undefined
              : await scenarios.answers(scenario),
        ...(scenario === undefined ? {} : { records: 'none' as const }),
        history,
      });
      return view(
        await made.catch((cause: unknown) => {
          throw fromRangeError(cause);
        }),
      );
    },
    worlds: () => worlds.list().map(view),
    baseUrl: (name, id) => worldUrls.url(name, worldOf(id).id) + basePathOf(service(name)),
    deleteWorld: (id) => {
      if (id === worlds.default.id) throw new ControlError(409, 'the default world stays; reset it instead');
      worldOf(id);
      worlds.remove(id);
    },
    headers: (name, id) => {
      const credential = worldOf(id).credentials.get(service(name).vendor.name);
      if (credential === undefined)
        throw new ControlError(409, 'the default world hands out no credentials; make a world of your own');
      return credential.headers;
    },
    scenarios: () => {
      try {
        return scenarios.list();
      } catch (cause) {
        throw asScenarioError(cause);
      }
    },
    applyScenario: async (name, id) => {
      const { store, undo, history, seeding, answers } = worldOf(id);
      await undo.remember();
      answers.put(await staged(() => scenarios.apply(name, store)));
      seeding.stop();
      history.staged(name);
    },
    providerState: (change, id) =>
      states.change(worldOf(id), change).catch((cause: Error) => {
        throw cause instanceof ProviderStateError ? new ControlError(400, cause.message) : cause;
      }),
  };
}
