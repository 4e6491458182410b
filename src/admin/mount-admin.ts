/** Makes the control plane a part of the emulator: a service with a world of its own. */
import type { EventStream } from '../control/event-stream.ts';
import { builtInContracts } from '../services/contracts.ts';
import { createService } from '../services/create-services.ts';
import type { Service } from '../services/service.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import { createWorld, type World } from '../worlds/world.ts';
import { ADMIN, createAdmin } from './index.ts';
import type { AdminParts } from './status-handlers.ts';

export interface MountAdminOptions extends AdminParts {
  /** Streams that the control plane has changed something. */
  readonly feed: EventStream;
  /** Receives bugs. */
  readonly report: (error: Error) => void;
}

export function mountAdmin({ feed, report, ...parts }: MountAdminOptions): {
  readonly admin: Service;
  readonly adminWorld: World;
} {
  const vendor = createAdmin(parts, () => {
    const [version] = admin.versions.values();
    if (version === undefined) throw new Error('the control plane has no contract');
    return version.contract;
  });
  const admin = createService(vendor, builtInContracts(vendor), { strict: true }, report);
  const { seed, clock, store } = parts.worlds.default;
  return {
    admin,
    adminWorld: createWorld({
      id: ADMIN,
      seed,
      clock,
      // A reply waits for the default world's store: that is what the control plane reads and changes.
      store: { ...createMemoryStore(), settled: store.settled },
      onExchange: ({ operation, request, reply }) => {
        if (request.method !== 'GET' && reply.status < 400) feed.controlled(operation ?? '');
      },
    }),
  };
}
