/** Webhooks that no call causes: the event is given, or made from the contract. */
import type { WebhookTarget } from '../config/webhook-target.ts';
import { createIds, type Ids } from '../core/ids.ts';
import { outboxOf } from '../core/outbox.ts';
import { nearestWord } from '../core/spelling.ts';
import type { Json } from '../core/store.ts';
import { DEFAULT_ACCOUNT } from '../core/vendor.ts';
import type { Service } from '../services/service.ts';
import { putMessage, type ReadyMessage, targetsOf } from '../worlds/enqueue.ts';
import { plainWebhooks } from '../worlds/plain-webhooks.ts';
import type { World } from '../worlds/world.ts';
import { templateOf } from './check/template.ts';
import { contractOf, topicsOf, webhookOf } from './validate-message.ts';

/** What is triggered. */
export interface Triggered {
  readonly topic: string;
  /** What the event is about; the whole message is made from the contract when absent. */
  readonly item?: unknown;
  /** The one receiver; when absent, all that want the topic. */
  readonly to?: string | undefined;
  readonly secret?: WebhookTarget['secret'];
  readonly signer?: string | undefined;
}

/** A caller of the default account, as the vendor identifies it. */
function callerOf({ vendor }: Service, seed: string): { readonly account: string } {
  let drawn = 0;
  const { headers } = vendor.issue(createIds(`${seed}/trigger`, () => ++drawn));
  const identity = vendor.identify(headers, [], '');
  return 'caller' in identity ? identity.caller : { account: DEFAULT_ACCOUNT };
}

/** @returns how the message is made, or why it cannot be */
function makerOf(
  service: Service,
  world: World,
  { topic, item }: Triggered,
): ((ids: Ids) => ReadyMessage) | string {
  const { message } = service.vendor.webhooks ?? plainWebhooks;
  if (item !== undefined) {
    const event = { topic, item: item as Json };
    const made = { event, caller: callerOf(service, world.seed), now: world.clock.now() };
    return (ids) => ({ ...message({ ...made, ids }), topic });
  }
  const contract = contractOf(service, null);
  const described = contract && webhookOf(contract, topic);
  if (contract === undefined || described === undefined) {
    const known = contract === undefined ? [] : topicsOf(contract);
    const meant = nearestWord(topic, known);
    const hint = meant === undefined ? 'give its data' : `did you mean ${meant}?`;
    return `${service.vendor.name} describes no webhook ${topic}; ${hint}`;
  }
  const template = templateOf(described, topicsOf(contract), contract);
  if (typeof template === 'string') return template;
  const body = template.body as Json;
  return (ids) => {
    const own = (body as { readonly id?: unknown }).id;
    return { id: typeof own === 'string' ? own : `msg_${ids.alphanumeric(27)}`, body, topic };
  };
}

/** @returns identifiers of the deliveries, or why there can be none */
export async function putTriggered(
  service: Service,
  world: World,
  triggered: Triggered,
): Promise<readonly string[] | string> {
  const make = makerOf(service, world, triggered);
  if (typeof make === 'string') return make;
  const { topic, item, to, secret, signer } = triggered;
  const { name } = service.vendor;
  const scope = `${name}/${DEFAULT_ACCOUNT}`;
  const only =
    to === undefined
      ? undefined
      : [`registered:${world.webhooks.register({ vendor: name, url: to, secret, signer, topics: [] }).id}`];
  const queued = await world.store.transaction(scope, service.collections, async ({ state }) => {
    const event = { topic, item: (item ?? null) as Json };
    const targets = only ?? (await targetsOf(service, world, event, state));
    const cause = { version: null, exchange: null, now: world.clock.now() };
    return putMessage(outboxOf(state), `${world.seed}/${scope}`, targets, cause, make);
  });
  if (queued.length === 0) return `nobody receives ${topic} of ${name}; name a receiver`;
  return world.webhooks.queue(scope, queued);
}
