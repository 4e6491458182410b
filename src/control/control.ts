/** Everything that can be set up, steered and asked: the same methods for programs and for the control plane. */
import type { Coverage } from '../coverage/coverage.ts';
import type { Tally } from '../journal/statistics.ts';
import type { States } from '../pact/provider-states.ts';
import type { Tagged } from '../pact/recorder.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';
import type { Service } from '../services/service.ts';
import { createDoors } from '../worlds/urls.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { createTrust } from './coverage-and-fidelity.ts';
import { createDescriptions } from './describe-vendor.ts';
import type { Feed } from './event-stream.ts';
import { createReporting } from './exchanges.ts';
import { createSteering } from './faults-and-clock.ts';
import { createFound } from './lookup.ts';
import { createRecords } from './records.ts';
import { createRewinding } from './reset-and-restore.ts';
import { createSaving } from './save-scenario.ts';
import { createCalls, type Perform } from './send-request.ts';
import type { Control } from './types.ts';
import { createBeginnings } from './worlds.ts';

export * from './types.ts';

/** What there is to steer and to ask. */
export interface Controlled {
  readonly worlds: Worlds;
  readonly services: readonly Service[];
  readonly scenarios: Scenarios;
  readonly states: States;
  readonly tagged: Tagged;
  /** What happened in all worlds. */
  readonly tally: Tally;
  /** Counts what is exercised, where somebody asked for it. */
  readonly coverage: Coverage | undefined;
  readonly feed: Feed;
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
}: Controlled): Control {
  const found = createFound(worlds, services);
  const doors = createDoors(services, origin);
  return {
    ...createBeginnings(found, worlds, scenarios, states, doors),
    ...createRewinding(found),
    ...createSteering(found, services, coverage),
    ...createReporting(found, services, doors, tagged, tally, feed),
    ...createTrust(services, scenarios, coverage, (name) => found.service(name).vendor),
    ...createCalls(found, perform),
    ...createDescriptions(found, doors.urls),
    ...createRecords(
      found,
      services.map(({ vendor }) => vendor.name),
    ),
    ...createSaving(found, scenarios),
  };
}
