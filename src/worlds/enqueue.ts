/** Puts the events of a call into the outbox of its account, in the call's own transaction. */
import { matchesTopic } from '../config/webhook-target.ts';
import { createIds } from '../core/ids.ts';
import { nextMessage, outboxOf, type QueuedDelivery } from '../core/outbox.ts';
import type { Collections, EmittedEvent, State } from '../core/store.ts';
import type { Caller } from '../core/vendor.ts';
import type { Service } from '../services/service.ts';
import { plainWebhooks } from './plain-webhooks.ts';
import type { World } from './world.ts';

/** What caused the events. */
export interface Cause {
  /** `vendor/account`. */
  readonly scope: string;
  readonly caller: Caller;
  readonly version: string | null;
  readonly exchange: string | null;
  readonly now: Date;
}

const MOST_QUEUED = 10_000;

/** Who is told of an event, by the names that `QueuedDelivery` explains. */
async function targetsOf(
  { vendor, webhooks: configured }: Service,
  { webhooks: { registered, collecting } }: World,
  event: EmittedEvent,
  state: State<Collections>,
): Promise<readonly string[]> {
  const { ownTopics = [], subscriptions } = vendor.webhooks ?? plainWebhooks;
  const subscribed = (await subscriptions?.(event, state)) ?? [];
  const own = subscribed.map(({ id }) => `subscription:${id}`);
  if (ownTopics.includes(event.topic)) return own;
  const named = configured.flatMap(({ topics }, index) =>
    matchesTopic(topics, event.topic) ? [`configured:${index}`] : [],
  );
  const added = [...registered.values()].flatMap(({ id, vendor: of, topics }) =>
    of === vendor.name && matchesTopic(topics, event.topic) ? [`registered:${id}`] : [],
  );
  const all = [...own, ...named, ...added];
  return all.length === 0 && collecting !== undefined ? ['collect'] : all;
}

/** @returns what was put in, to be delivered once the transaction is kept */
export async function enqueue(
  service: Service,
  world: World,
  events: readonly EmittedEvent[],
  state: State<Collections>,
  { scope, caller, version, exchange, now }: Cause,
): Promise<readonly QueuedDelivery[]> {
  const outbox = outboxOf(state);
  const { message } = service.vendor.webhooks ?? plainWebhooks;
  const queued: QueuedDelivery[] = [];
  for (const event of events) {
    const targets = await targetsOf(service, world, event, state);
    if (targets.length === 0 || (await outbox.count()) + targets.length > MOST_QUEUED) continue;
    const number = await nextMessage(outbox);
    let drawn = 0;
    const ids = createIds(`${world.seed}/${scope}/message/${number}`, () => ++drawn);
    const { id, body } = message({ event, caller, now, ids });
    for (const [index, target] of targets.entries()) {
      const one: QueuedDelivery = {
        id: `${number}.${index + 1}`,
        message: id,
        topic: event.topic,
        body,
        version,
        exchange,
        target,
        created: now.getTime(),
        due: now.getTime(),
        attempts: 0,
        firstSent: null,
      };
      await outbox.insert(one);
      queued.push(one);
    }
  }
  return queued;
}
