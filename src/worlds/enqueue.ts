/** Puts the events of a call into the outbox of its account, in the call's own transaction. */
import { matchesTopic } from '../config/webhook-target.ts';
import { createIds, type Ids } from '../core/ids.ts';
import { nextMessage, type Outbox, outboxOf, type QueuedDelivery } from '../core/outbox.ts';
import type { Collections, EmittedEvent, State } from '../core/store.ts';
import type { WebhookMessage } from '../core/webhook.ts';
import type { Service } from '../services/service.ts';
import { plainWebhooks } from './plain-webhooks.ts';
import type { World } from './world.ts';

/** What caused the events. */
export interface Cause {
  /** `vendor/account`. */
  readonly scope: string;
  readonly caller: { readonly account: string };
  readonly version: string | null;
  readonly exchange: string | null;
  readonly now: Date;
}

const MOST_QUEUED = 10_000;

/** The targets of an event, by the names that `QueuedDelivery` explains. */
export async function targetsOf(
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

/** A message that is ready for its receivers. */
export interface ReadyMessage extends WebhookMessage {
  readonly topic: string;
}

/** Numbers a message and makes it. */
async function numbered(
  outbox: Outbox,
  seed: string,
  make: (ids: Ids) => ReadyMessage,
): Promise<readonly [number: number, message: ReadyMessage]> {
  const number = await nextMessage(outbox);
  let drawn = 0;
  return [number, make(createIds(`${seed}/message/${number}`, () => ++drawn))];
}

/** Puts one message into the outbox, once for each receiver. @returns nothing where there is no room */
export async function putMessage(
  outbox: Outbox,
  seed: string,
  targets: readonly string[],
  { version, exchange, now }: Pick<Cause, 'version' | 'exchange' | 'now'>,
  make: (ids: Ids) => ReadyMessage,
): Promise<readonly QueuedDelivery[]> {
  if (targets.length === 0 || (await outbox.count()) + targets.length > MOST_QUEUED) return [];
  const [number, { id, topic, body }] = await numbered(outbox, seed, make);
  const time = now.getTime();
  const queued = targets.map((target, index) => ({
    id: `${number}.${index + 1}`,
    message: id,
    topic,
    body,
    version,
    exchange,
    target,
    created: time,
    due: time,
    attempts: 0,
    firstSent: null,
  }));
  for (const one of queued) await outbox.insert(one);
  return queued;
}

/** @returns what was put in, to be delivered once the transaction is kept */
export async function enqueue(
  service: Service,
  world: World,
  events: readonly EmittedEvent[],
  state: State<Collections>,
  cause: Cause,
): Promise<readonly QueuedDelivery[]> {
  const { caller, now, scope } = cause;
  const { message } = service.vendor.webhooks ?? plainWebhooks;
  const queued: QueuedDelivery[] = [];
  for (const event of events) {
    const targets = await targetsOf(service, world, event, state);
    const make = (ids: Ids): ReadyMessage => ({
      ...message({ event, caller, now, ids }),
      topic: event.topic,
    });
    queued.push(...(await putMessage(outboxOf(state), `${world.seed}/${scope}`, targets, cause, make)));
  }
  return queued;
}
