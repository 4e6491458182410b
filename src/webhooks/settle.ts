/** Writes down what became of an attempt: the message is delivered, waits for the next attempt, or is given up. */
import { outboxOf, type QueuedDelivery, queuedIn } from '../core/outbox.ts';
import type { Service } from '../services/service.ts';
import type { Delivery, Waiting } from '../worlds/deliveries.ts';
import type { World } from '../worlds/world.ts';
import { isDelivered, type Outcome, type SignedRequest } from './attempt.ts';
import type { Target } from './target.ts';

/** The delivery after an attempt, to be made again; `undefined` where it is not. */
function nextAttempt(
  queued: QueuedDelivery,
  { retries }: Target,
  now: Date,
  outcome: Outcome,
): QueuedDelivery | undefined {
  const attempts = queued.attempts + 1;
  const wait = retries[queued.attempts];
  // 410 says that there is no such receiver any more.
  if (isDelivered(outcome) || wait === undefined || outcome.status === 410) return undefined;
  const seconds = Math.max(wait, outcome.retryAfter ?? 0);
  return {
    ...queued,
    attempts,
    firstSent: queued.firstSent ?? now.getTime(),
    due: now.getTime() + Math.round(seconds * 1_000),
  };
}

const describe = ({ status, problem }: Outcome, { url }: SignedRequest): string =>
  problem === null ? `${url} answered ${status}` : `${url}: ${problem}`;

/** Takes a delivery out of the outbox, or puts what it became in its place. */
export const writeOutbox = (
  service: Service,
  world: World,
  { scope, queued }: Waiting,
  next?: QueuedDelivery,
): Promise<boolean> =>
  world.store.transaction(scope, service.collections, async ({ state }) => {
    const outbox = outboxOf(state);
    if ((await queuedIn(outbox, queued.id)) === undefined) return false;
    if (next === undefined) return outbox.remove(queued.id);
    await outbox.update(next);
    return true;
  });

/** An attempt that was made. */
interface FinishedAttempt {
  readonly service: Service;
  readonly world: World;
  readonly waiting: Waiting;
  readonly target: Target;
  readonly request: SignedRequest;
  readonly outcome: Outcome | 'collected';
}

/** @returns the delivery as the log shows it now */
export async function settle({
  service,
  world,
  waiting,
  target,
  request,
  outcome,
}: FinishedAttempt): Promise<Delivery | undefined> {
  const { webhooks } = world;
  const before = webhooks.log.get(waiting.delivery);
  const now = new Date(request.at);
  const made = outcome === 'collected' ? { status: null, problem: null } : outcome;
  const attempts = [...(before?.attempts ?? []), { ...request, status: made.status, problem: made.problem }];
  const next = outcome === 'collected' ? undefined : nextAttempt(waiting.queued, target, now, outcome);
  const isKept = await writeOutbox(service, world, waiting, next);
  if (next !== undefined && isKept) {
    webhooks.waiting.push({ ...waiting, queued: next });
    const due = new Date(next.due).toISOString();
    return webhooks.log.change(waiting.delivery, { url: target.url, state: 'waiting', due, attempts });
  }
  const delivered = outcome !== 'collected' && isDelivered(outcome);
  const state = outcome === 'collected' ? 'collected' : delivered ? 'delivered' : 'failed';
  const problem = outcome === 'collected' || delivered ? null : describe(outcome, request);
  return webhooks.log.change(waiting.delivery, { url: target.url, state, due: null, problem, attempts });
}

/** Adds a second sending of the same message to the log. It changes nothing of what became of the first. */
export function settleAgain(
  { webhooks: { log } }: World,
  delivery: string,
  request: SignedRequest,
  outcome: Outcome | 'collected',
): Delivery | undefined {
  const before = log.get(delivery);
  const { status, problem } = outcome === 'collected' ? { status: null, problem: null } : outcome;
  return log.change(delivery, { attempts: [...(before?.attempts ?? []), { ...request, status, problem }] });
}

/** Puts a message that left the outbox into it again. */
export async function putAgain(
  service: Service,
  world: World,
  waiting: Waiting,
  queued: QueuedDelivery,
): Promise<Waiting> {
  await world.store.transaction(waiting.scope, service.collections, async ({ state }) => {
    const outbox = outboxOf(state);
    if ((await queuedIn(outbox, queued.id)) === undefined) await outbox.insert(queued);
  });
  world.webhooks.taken.delete(waiting.delivery);
  return { ...waiting, queued };
}
