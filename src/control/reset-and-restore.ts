/** The methods that empty a world, save and restore its snapshot, or undo that. */
import { OUTBOX } from '../core/outbox.ts';
import { type Collections, type Dump, UnavailableError } from '../core/store.ts';
import { makeFirstRecords } from '../request/first-records.ts';
import type { Service } from '../services/service.ts';
import { checkSnapshot } from './check-snapshot.ts';
import { ControlError } from './control-error.ts';
import { clearExchanges } from './exchanges.ts';
import type { Lookup } from './lookup.ts';
import type { Control } from './types.ts';

/** What waits for delivery is not part of a snapshot: a copy of the records must not deliver it again. */
const withoutOutbox = (dump: Dump): Dump =>
  Object.fromEntries(
    Object.entries(dump).map(
      ([
        scope,
        {
          sequence,
          collections: { [OUTBOX]: _, ...collections },
        },
      ]) => [scope, { sequence, collections }],
    ),
  );

type ResetMethods = Pick<Control, 'undo' | 'reset' | 'snapshot' | 'restore'>;

export function createResetAndRestore({ world: worldOf, service }: Lookup): ResetMethods {
  const serviceOf = (scope: string): Service => service(scope.split('/')[0] ?? '');
  const collectionsOf = (scope: string): Collections => serviceOf(scope).collections;
  return {
    undo: async (id) => {
      const { undo, history } = worldOf(id);
      if (!(await undo.back(collectionsOf))) throw new ControlError(409, 'there is nothing to undo');
      history.lose('its records were taken back before it');
    },
    reset: async ({ world: id, vendor, what = 'all', records } = {}) => {
      const world = worldOf(id);
      const prefix = vendor === undefined ? '' : `${service(vendor).vendor.name}/`;
      if (vendor !== undefined && (what === 'faults' || what === 'exchanges'))
        throw new ControlError(400, `${what} are those of the whole world; leave out the vendor`);
      if (what === 'all' || what === 'state') {
        const used = world.isShared ? await world.store.scopes() : [];
        await world.undo.replacing(() => world.store.clear(prefix));
        world.webhooks.drop(prefix, 'the world was reset');
        world.revisions.clear(prefix);
        world.seeding.again(prefix, records !== 'none');
        // Other replicas have made theirs and will not ask again.
        for (const scope of used)
          if (scope.startsWith(prefix))
            await makeFirstRecords(serviceOf(scope), world, scope, world.clock.now());
      }
      if (what === 'all') world.limits.clear(prefix);
      if (vendor !== undefined) return world.history.lose('records of a vendor were taken away before it');
      if (what === 'all' || what === 'state') world.history.clear();
      if (what === 'all' || what === 'faults') world.faults.clear();
      if (what === 'all' || what === 'exchanges') clearExchanges(world);
    },
    snapshot: async (id) => withoutOutbox(await worldOf(id).store.dump()),
    restore: async (dump, id) => {
      const { store, undo, revisions, history, webhooks } = worldOf(id);
      try {
        checkSnapshot(dump, collectionsOf);
        await undo.replacing(() => store.restore(dump, collectionsOf));
        webhooks.drop('', 'the records were replaced by a snapshot');
        history.lose('its world was put back from a snapshot');
        revisions.clear('');
      } catch (cause) {
        if (cause instanceof UnavailableError) throw cause;
        if (cause instanceof ControlError) throw new ControlError(400, cause.message);
        throw new ControlError(400, `the snapshot cannot be put back: ${(cause as Error).message}`);
      }
    },
  };
}
