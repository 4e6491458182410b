/** The control plane as a part of the emulator: served like a vendor, with a world of its own and a guard. */

import type { Control } from '../control/control.ts';
import type { EventStream } from '../control/event-stream.ts';
import type { Vendor } from '../core/vendor.ts';
import { builtInContracts } from '../services/contracts.ts';
import { createService } from '../services/create-services.ts';
import type { Service } from '../services/service.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import { createWorld, type World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import type { RejectedView, StateView } from './handlers.ts';
import { ADMIN, createAdmin } from './index.ts';

export function mountAdmin(
  control: Control,
  worlds: Worlds,
  vendors: readonly Vendor[],
  kept: StateView,
  rejectedConnections: RejectedView,
  feed: EventStream,
  report: (error: Error) => void,
): { readonly admin: Service; readonly adminWorld: World } {
  const plane = createAdmin(control, worlds, vendors, kept, rejectedConnections);
  const { seed, clock, store } = worlds.default;
  return {
    admin: createService(plane, builtInContracts(plane), { strict: true }, report),
    adminWorld: createWorld({
      id: ADMIN,
      seed,
      clock,
      // What it shows and changes is the default world's.
      store: { ...createMemoryStore(), settled: store.settled },
      heard: ({ operation, request, reply }) => {
        if (request.method !== 'GET' && reply.status < 400) feed.controlled(operation ?? '');
      },
    }),
  };
}
