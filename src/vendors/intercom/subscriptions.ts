/** Subscriptions to notifications (Intercom Developer Hub, "Manage Subscriptions"). */
import type { Handlers } from '../../core/handler.ts';
import { fail } from '../../core/vendor.ts';
import type { IntercomCaller } from './auth.ts';
import type { IntercomState, Subscription } from './collections.ts';
import type { components, operations } from './contract.1.0.gen.ts';
import { PING } from './notifications.ts';
import { secondsOf } from './time.ts';

type Schemas = components['schemas'];

const MOST_SUBSCRIPTIONS = 250;

interface Shown {
  readonly caller: IntercomCaller;
  readonly request: { readonly base: string };
}

function present(subscription: Subscription, { caller, request }: Shown): Schemas['Subscription'] {
  const { id, created_at, updated_at, url, topics, active, metadata, hub_secret } = subscription;
  const self = `${request.base}/subscriptions/${id}`;
  return {
    type: 'notification_subscription',
    id,
    created_at,
    updated_at,
    service_type: 'web',
    app_id: caller.appId,
    url,
    self,
    topics: [...topics],
    active,
    metadata: { ...metadata },
    hub_secret,
    mode: 'point',
    links: { sent: `${self}/sent`, retry: `${self}/retry`, errors: `${self}/errors` },
    notes: [],
  };
}

/** The subscription after a change: what was sent replaces what it was. */
const changed = (
  subscription: Subscription,
  { topics, url, active, hub_secret, metadata }: Schemas['SubscriptionChange'],
): Subscription => ({
  ...subscription,
  topics: topics ?? subscription.topics,
  url: url ?? subscription.url,
  active: active ?? subscription.active,
  hub_secret: hub_secret === undefined ? subscription.hub_secret : hub_secret,
  metadata: (metadata as Subscription['metadata'] | undefined) ?? subscription.metadata,
});

async function subscriptionOf(state: IntercomState, id: string): Promise<Subscription> {
  const subscription = await state.subscriptions.get(id);
  if (subscription === undefined) throw fail('subscription_not_found');
  return subscription;
}

export const subscriptions = {
  async listSubscriptions(call) {
    const { state } = call;
    const all = await state.subscriptions.page({ limit: await state.subscriptions.count() });
    return {
      status: 200,
      body: { type: 'notification_subscription.list', items: all.map((one) => present(one, call)) },
    };
  },

  async createSubscription(call) {
    const { body, state, ids, now, emit } = call;
    if ((await state.subscriptions.count()) >= MOST_SUBSCRIPTIONS) throw fail('too_many_subscriptions');
    const seconds = secondsOf(now);
    const empty: Subscription = {
      id: `nsub_${ids.uuid()}`,
      created_at: seconds,
      updated_at: seconds,
      topics: [],
      url: '',
      active: true,
      hub_secret: null,
      metadata: {},
    };
    const subscription = await state.subscriptions.insert(changed(empty, body));
    emit(PING, { type: 'ping' });
    return { status: 200, body: present(subscription, call) };
  },

  async retrieveSubscription(call) {
    return { status: 200, body: present(await subscriptionOf(call.state, call.path.id), call) };
  },

  async updateSubscription(call) {
    const { body, path, state, now } = call;
    const subscription = changed(await subscriptionOf(state, path.id), body);
    const saved = await state.subscriptions.update({ ...subscription, updated_at: secondsOf(now) });
    return { status: 200, body: present(saved, call) };
  },

  async deleteSubscription(call) {
    const subscription = await subscriptionOf(call.state, call.path.id);
    await call.state.subscriptions.remove(subscription.id);
    return { status: 200, body: present(subscription, call) };
  },
} satisfies Handlers<operations, IntercomState, IntercomCaller>;
