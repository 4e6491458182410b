/** The methods of the emulator, the same for programs and for the control plane. */
import type { Coverage } from '../coverage/coverage.ts';
import type { Statistics } from '../journal/statistics.ts';
import type { ProviderStates } from '../pact/provider-states.ts';
import type { PactRecorder } from '../pact/recorder.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';
import type { Service } from '../services/service.ts';
import type { Webhooks } from '../webhooks/create-webhooks.ts';
import { createWorldUrls } from '../worlds/urls.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { createCoverageAndFidelity } from './coverage-and-fidelity.ts';
import { createDescriptions } from './describe-vendor.ts';
import type { EventStream } from './event-stream.ts';
import { createExampleCalls } from './example-calls.ts';
import { createExchangeMethods } from './exchanges.ts';
import { createFaultsAndClock } from './faults-and-clock.ts';
import { createLookup } from './lookup.ts';
import { createRecords } from './records.ts';
import { createResetAndRestore } from './reset-and-restore.ts';
import { createSaveScenario } from './save-scenario.ts';
import { createSendRequest, type Perform } from './send-request.ts';
import type { Control } from './types.ts';
import { createWebhookMethods } from './webhooks.ts';
import { createWorldMethods } from './worlds.ts';

export * from './types.ts';

export interface ControlParts {
  readonly worlds: Worlds;
  readonly services: readonly Service[];
  readonly scenarios: Scenarios;
  readonly states: ProviderStates;
  readonly recorder: PactRecorder;
  /** Counts the exchanges of all worlds. */
  readonly statistics: Statistics;
  /** `undefined` where coverage is not counted. */
  readonly coverage: Coverage | undefined;
  readonly feed: EventStream;
  readonly webhooks: Webhooks;
  /** Sends a request to a vendor in a world. */
  readonly perform: Perform;
  /** Makes a world without records that nothing observes. */
  readonly trial: () => World;
  /** URL of the emulator, without a path. */
  readonly origin: () => string;
}

export function createControl({
  worlds,
  services,
  scenarios,
  states,
  recorder,
  statistics,
  coverage,
  feed,
  webhooks,
  perform,
  trial,
  origin,
}: ControlParts): Control {
  const lookup = createLookup(worlds, services);
  const urls = createWorldUrls(services, origin);
  return {
    ...createWorldMethods(lookup, worlds, scenarios, states, urls),
    ...createResetAndRestore(lookup),
    ...createFaultsAndClock(lookup, services, coverage, webhooks),
    ...createWebhookMethods(lookup, webhooks),
    ...createExchangeMethods(lookup, { services, urls, recorder, statistics, feed }),
    ...createCoverageAndFidelity(services, scenarios, coverage, (name) => lookup.service(name).vendor),
    ...createSendRequest(lookup, perform),
    ...createDescriptions(lookup, urls.urls),
    ...createExampleCalls(lookup, perform, (name) => urls.url(name, worlds.default.id), trial),
    ...createRecords(
      lookup,
      services.map(({ vendor }) => vendor.name),
    ),
    ...createSaveScenario(lookup, scenarios),
  };
}
