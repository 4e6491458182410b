/** Faults that decide when a message is sent, or that it is not sent at all. */
import type { Fault } from '../core/fault.ts';
import type { Service } from '../services/service.ts';
import type { Delivery, Waiting } from '../worlds/deliveries.ts';
import type { World } from '../worlds/world.ts';
import { writeOutbox } from './settle.ts';

/** Milliseconds by the world's clock. */
const DELAYS: Readonly<Record<string, number>> = { delay: 60_000, late: 86_400_000 };

/** @returns the delivery, where the fault keeps it from being sent now */
export async function putOff(
  service: Service,
  world: World,
  waiting: Waiting,
  { id, webhook }: Fault,
): Promise<Delivery | undefined> {
  const { log, waiting: all } = world.webhooks;
  if (webhook === 'drop') {
    await writeOutbox(service, world, waiting);
    const problem = `the fault ${id} dropped it`;
    return log.change(waiting.delivery, { state: 'dropped', due: null, problem });
  }
  if (webhook === 'reorder') {
    all.push({ ...waiting, putOff: true, behind: true });
    return log.get(waiting.delivery);
  }
  const delay = DELAYS[webhook ?? ''];
  if (delay === undefined) return undefined;
  const queued = { ...waiting.queued, due: world.clock.now().getTime() + delay };
  await writeOutbox(service, world, waiting, queued);
  all.push({ ...waiting, queued, putOff: true });
  return log.change(waiting.delivery, { due: new Date(queued.due).toISOString() });
}
