/** Everything that can be set up, steered and asked: the same methods for programs and for the control plane. */
import type { Coverage } from '../coverage/coverage.ts';
import type { Scenarios } from '../scenario.ts';
import type { Service } from '../service.ts';
import { createBeginnings } from './beginnings.ts';
import { createCalls, type Perform } from './calls.ts';
import { createDescriptions } from './describe.ts';
import { createDoors } from './doors.ts';
import type { Feed } from './feed.ts';
import { createFound } from './found.ts';
import { createRecords } from './records.ts';
import { createReporting } from './reporting.ts';
import { createRewinding } from './rewinding.ts';
import { createSaving } from './saving.ts';
import type { States } from './states.ts';
import { createSteering } from './steering.ts';
import type { Tagged } from './tagged.ts';
import type { Tally } from './tally.ts';
import { createTrust } from './trust.ts';
import type { Control } from './views.ts';
import type { Worlds } from './worlds.ts';

export * from './views.ts';

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
