/** Notifications: who is told of an event, and the envelope. `specs/intercom/1.0.yaml` has their sources. */
import type { EmittedEvent, Json, State } from '../../core/store.ts';
import type { VendorWebhooks } from '../../core/webhook.ts';
import type { IntercomCaller } from './auth.ts';
import type { collections, IntercomState, Subscription } from './collections.ts';
import { secondsOf } from './time.ts';

export const PING = 'ping';
export const EVENT_CREATED = 'event.created';

/** Whether a topic, or the group of a topic, was subscribed to. */
const subscribes = ({ topics }: Subscription, topic: string): boolean =>
  topics.some((subscribed) => subscribed === topic || topic.startsWith(`${subscribed}.`));

const eventNameOf = (item: Json): unknown =>
  typeof item === 'object' && item !== null && 'event_name' in item ? item.event_name : undefined;

function wants(subscription: Subscription, { topic, item }: EmittedEvent): boolean {
  if (!subscription.active || !subscribes(subscription, topic)) return false;
  const { event_names } = subscription.metadata;
  return topic !== EVENT_CREATED || (Array.isArray(event_names) && event_names.includes(eventNameOf(item)));
}

const addressOf = ({ id, url, hub_secret }: Subscription) => ({ id, url, secret: hub_secret });

const subscriptionsIn = async (state: IntercomState): Promise<readonly Subscription[]> =>
  state.subscriptions.page({ limit: await state.subscriptions.count() });

export const webhooks: VendorWebhooks = {
  signer: 'hub-sha1',
  retries: [60],
  ownTopics: [PING],
  async subscriptions(event, state: State<typeof collections>) {
    const all = await subscriptionsIn(state);
    // A ping is for the subscription that was created last.
    const told = event.topic === PING ? all.slice(-1) : all.filter((one) => wants(one, event));
    return told.map(addressOf);
  },
  async subscription(id, state: State<typeof collections>) {
    const found = await state.subscriptions.get(id);
    return found?.active === true ? addressOf(found) : undefined;
  },
  message({ event: { topic, item }, caller, now, ids }) {
    const id = `notif_${ids.uuid()}`;
    const body = {
      type: 'notification_event',
      id,
      topic,
      app_id: (caller as IntercomCaller).appId,
      data: { type: 'notification_event_data', item },
      delivery_status: null,
      delivery_attempts: 1,
      delivered_at: 0,
      first_sent_at: secondsOf(now),
      created_at: secondsOf(now),
      links: {},
      self: null,
    };
    return { id, body };
  },
  attempt: (body, { number, firstSentAt }) => ({
    ...(body as Readonly<Record<string, Json>>),
    delivery_attempts: number,
    first_sent_at: secondsOf(firstSentAt),
  }),
};
