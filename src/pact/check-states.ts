/** Sets up the provider states of an interaction in a world of its own, as a verifier would have it, without a server. */
import { adjustableClock, systemClock } from '../core/clock.ts';
import { createIds } from '../core/ids.ts';
import { createScenarios, listScenarios, ScenarioError } from '../scenarios/scenarios.ts';
import type { Service } from '../services/service.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import { createWorld } from '../worlds/world.ts';
import type { AddFinding, PactFinding } from './findings.ts';
import { ProviderStateError } from './pact-error.ts';
import type { Interaction } from './read-pact.ts';
import { setUpState } from './set-up-state.ts';
import { stateCollections } from './state-collections.ts';
import { parseProviderState } from './state-names.ts';

export interface CheckStates {
  /** Folder of your own scenarios. */
  readonly scenarios?: string | undefined;
}

const SEED = '1';

export async function checkStates(
  { states, request }: Interaction,
  service: Service,
  { scenarios: folder }: CheckStates,
  addFinding: AddFinding,
): Promise<readonly PactFinding[]> {
  const { vendor } = service;
  const names = listScenarios([vendor.name], folder).map(({ name }) => name);
  const vocabulary = { scenarios: names, collections: stateCollections(service) };
  const scenarios = createScenarios([service], folder, () => createMemoryStore(), SEED);
  const world = createWorld({
    id: 'check',
    seed: SEED,
    clock: adjustableClock(systemClock, undefined),
    store: createMemoryStore(),
  });
  const given = new Set<string>(Object.keys(vendor.issue(createIds(SEED, () => 1)).headers));
  const findings: PactFinding[] = [];
  for (const { name, params, pointer } of states) {
    const asked = parseProviderState(name, params, vocabulary);
    if (typeof asked === 'string') {
      findings.push(addFinding('error', 'state', pointer, asked));
      continue;
    }
    try {
      const values = await setUpState({ service, world, scenarios }, asked, vocabulary.collections);
      for (const field of Object.keys(values)) given.add(field);
    } catch (cause) {
      if (!(cause instanceof ProviderStateError) && !(cause instanceof ScenarioError)) throw cause;
      findings.push(addFinding('error', 'state', pointer, cause.message));
    }
  }
  if (findings.length > 0) return findings;
  return request.fromState
    .filter(({ name }) => !given.has(name))
    .map(({ name, pointer }) =>
      addFinding(
        'error',
        'state',
        pointer,
        `no provider state gives a value for ${name}; there are ${[...given].join(', ')}`,
      ),
    );
}
