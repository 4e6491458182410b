/** Serves the control plane. Only a snapshot may be large, and one of them is read at a time. */
import type { Response as Outgoing } from 'express';
import type { Service } from '../services/service.ts';
import { OF_SNAPSHOTS } from './inspect-json.ts';
import { type Mounted, mount } from './mount.ts';

const LARGEST_SNAPSHOT = 64 * 1024 * 1024;

const SNAPSHOT = /^\/__admin\/worlds\/[^/]+\/snapshot$/;

/** Handles one request after another. A request that waits is not read. */
function oneAtATime(handle: Mounted): Mounted {
  const waiting: { readonly outgoing: Outgoing; readonly begin: () => void }[] = [];
  let busy = false;
  const next = (): void => {
    let first = waiting.shift();
    while (first?.outgoing.closed) first = waiting.shift();
    busy = first !== undefined;
    first?.outgoing.once('close', next);
    first?.begin();
  };
  return (incoming, outgoing, destination) => {
    waiting.push({ outgoing, begin: () => handle(incoming, outgoing, destination) });
    if (!busy) next();
  };
}

export function mountControl(admin: Service): Mounted {
  const other = mount(admin);
  const snapshots = oneAtATime(mount(admin, { limit: LARGEST_SNAPSHOT, json: OF_SNAPSHOTS }));
  return (incoming, outgoing, destination) =>
    (incoming.method === 'PUT' && SNAPSHOT.test(destination.path) ? snapshots : other)(
      incoming,
      outgoing,
      destination,
    );
}
