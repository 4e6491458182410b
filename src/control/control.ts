/** Everything that can be set up, steered and asked: the same methods for programs and for the control plane. */
import type { Coverage } from '../coverage/coverage.ts';
import type { Statistics } from '../journal/statistics.ts';
import type { ProviderStates } from '../pact/provider-states.ts';
import type { PactRecorder } from '../pact/recorder.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';
import type { Service } from '../services/service.ts';
import { createWorldUrls } from '../worlds/urls.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { createCoverageAndFidelity } from './coverage-and-fidelity.ts';
import { createDescriptions } from './describe-vendor.ts';
import type { EventStream } from './event-stream.ts';
import { createExchangeMethods } from './exchanges.ts';
import { createFaultsAndClock } from './faults-and-clock.ts';
import { createLookup } from './lookup.ts';
import { createRecords } from './records.ts';
import { createResetAndRestore } from './reset-and-restore.ts';
import { createSaveScenario } from './save-scenario.ts';
import { createSendRequest, type Perform } from './send-request.ts';
import type { Control } from './types.ts';
import { createWorldMethods } from './worlds.ts';

export * from './types.ts';

/** What there is to steer and to ask. */
export interface ControlParts {
  readonly worlds: Worlds;
  readonly services: readonly Service[];
  readonly scenarios: Scenarios;
  readonly states: ProviderStates;
  readonly tagged: PactRecorder;
  /** What happened in all worlds. */
  readonly tally: Statistics;
  /** Counts what is exercised, where somebody asked for it. */
  readonly coverage: Coverage | undefined;
  readonly feed: EventStream;
  /** Makes a call in a world. */
  readonly perform: Perform;
  /** Where the emulator is reached. */
  readonly origin: () => string;
}

export function createControl({
  worlds,
  services,
  scenarios,
  states,
  tagged,
  tally,
  coverage,
  feed,
  perform,
  origin,
}: ControlParts): Control {
  const found = createLookup(worlds, services);
  const doors = createWorldUrls(services, origin);
  return {
    ...createWorldMethods(found, worlds, scenarios, states, doors),
    ...createResetAndRestore(found),
    ...createFaultsAndClock(found, services, coverage),
    ...createExchangeMethods(found, services, doors, tagged, tally, feed),
    ...createCoverageAndFidelity(services, scenarios, coverage, (name) => found.service(name).vendor),
    ...createSendRequest(found, perform),
    ...createDescriptions(found, doors.urls),
    ...createRecords(
      found,
      services.map(({ vendor }) => vendor.name),
    ),
    ...createSaveScenario(found, scenarios),
  };
}
