/** The control plane as a part of the emulator: served like a vendor, with a world of its own and a guard. */
import type { Kept, TurnedAway } from './admin/handlers.ts';
import { ADMIN, createAdmin } from './admin/index.ts';
import type { Control } from './control/control.ts';
import type { Feed } from './control/feed.ts';
import { createWorld, type World } from './control/world.ts';
import type { Worlds } from './control/worlds.ts';
import type { Service } from './service.ts';
import { serviceOf } from './serving.ts';
import { createMemoryStore } from './state/memory.ts';
import type { Vendor } from './vendor.ts';
import { shippedVersions } from './versions.ts';

export function createPlane(
  control: Control,
  worlds: Worlds,
  vendors: readonly Vendor[],
  kept: Kept,
  turnedAway: TurnedAway,
  feed: Feed,
  report: (error: Error) => void,
): { readonly admin: Service; readonly adminWorld: World } {
  const plane = createAdmin(control, worlds, vendors, kept, turnedAway);
  const { seed, clock, store } = worlds.default;
  return {
    admin: serviceOf(plane, shippedVersions(plane), { strict: true }, report),
    adminWorld: createWorld({
      id: ADMIN,
      seed,
      clock,
      // What it shows and changes is the default world's.
      store: { ...createMemoryStore(), settled: store.settled },
      heard: ({ operation, request, reply }) => {
        if (request.method !== 'GET' && reply.status < 400) feed.steered(operation ?? '');
      },
    }),
  };
}
