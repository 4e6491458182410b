/** The methods for webhooks: who receives them, what was sent, and what a test takes. */
import { matchesTopic, type WebhookTarget } from '../config/webhook-target.ts';
import { impossibleTarget } from '../webhooks/check-target.ts';
import type { Webhooks } from '../webhooks/create-webhooks.ts';
import { putTriggered } from '../webhooks/trigger.ts';
import {
  type DeliveryVerdict,
  type ExpectedDelivery,
  verifyDeliveries,
} from '../webhooks/verify-deliveries.ts';
import type { Delivery, DeliveryState } from '../worlds/deliveries.ts';
import type { World } from '../worlds/world.ts';
import type { RegisteredTarget } from '../worlds/world-webhooks.ts';
import { asControlError, ControlError } from './control-error.ts';
import type { Lookup } from './lookup.ts';

/** A receiver, and the vendor whose webhooks it gets. */
export type NewWebhook = WebhookTarget & { readonly vendor: string };

/** How messages are signed that a world collects. */
export type CollectOptions = Pick<WebhookTarget, 'secret' | 'signer'>;

/** A webhook that no call causes. */
export interface TriggerOptions {
  readonly vendor: string;
  readonly topic: string;
  /** What it is about; made from the contract when absent. */
  readonly item?: unknown;
  /** The one receiver; when absent, all that want the topic. */
  readonly to?: string | undefined;
  readonly secret?: WebhookTarget['secret'];
  readonly signer?: string | undefined;
}

/** A signed message, ready for `new Request(hook.url, hook)`. */
export interface CollectedWebhook {
  /** Identifier of the delivery. */
  readonly id: string;
  readonly vendor: string;
  readonly topic: string;
  /** The exchange that caused it; `null` where none did. */
  readonly exchange: string | null;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The exact text that was signed. */
  readonly body: string;
}

export interface DeliveryFilter {
  readonly vendor?: string | undefined;
  readonly topic?: string | undefined;
  readonly state?: DeliveryState | undefined;
  readonly exchange?: string | undefined;
}

export interface WebhookMethods {
  /** Sends the webhooks of a vendor to a receiver from now on. @throws {ControlError} for one that cannot be signed for */
  addWebhook(target: NewWebhook, world?: string): RegisteredTarget;
  /** The receivers that were added, without their secrets. */
  webhooks(world?: string): readonly RegisteredTarget[];
  deleteWebhook(id: string, world?: string): void;
  /** Keeps the webhooks of a world instead of sending them, for `takeWebhooks`. */
  collectWebhooks(options?: CollectOptions, world?: string): void;
  /**
   * Takes collected messages, oldest first, each once.
   *
   * @param topic also with `*`; all when absent
   * @throws {ControlError} for a world that collects nothing
   */
  takeWebhooks(topic?: string, world?: string): Promise<readonly CollectedWebhook[]>;
  /** The last deliveries, oldest first. */
  deliveries(filter?: DeliveryFilter, world?: string): readonly Delivery[];
  /** Resolves when nothing is due and nothing is being sent. */
  deliveriesSettled(world?: string): Promise<void>;
  /** Makes the next attempt of everything that waits, whenever it is due. */
  flushDeliveries(world?: string): Promise<readonly Delivery[]>;
  /** Verifies that webhooks were delivered as expected, once nothing is being sent. */
  verifyDeliveries(expected: ExpectedDelivery, world?: string): Promise<DeliveryVerdict>;
  /** Delivers a webhook again, as the same message. @throws {ControlError} for one that was never attempted, or that no world keeps */
  replayDelivery(delivery: string, world?: string): Promise<Delivery>;
  /** Delivers a webhook that no call caused. @throws {ControlError} for an unknown topic without an item */
  triggerWebhook(trigger: TriggerOptions, world?: string): Promise<readonly Delivery[]>;
}

const withoutSecret = ({ secret: _, ...target }: RegisteredTarget): RegisteredTarget => target;

const collected = ({ id, vendor, topic, exchange, attempts }: Delivery): readonly CollectedWebhook[] =>
  attempts.map(({ method, url, headers, body }) => ({
    id,
    vendor,
    topic,
    exchange,
    method,
    url,
    headers,
    body,
  }));

/** Whether anything that the world's vendors announce may be collected. */
const collects = ({ webhooks }: World, { services }: Lookup): boolean =>
  webhooks.collecting !== undefined ||
  [...webhooks.registered.values()].some(({ collect }) => collect) ||
  services.some(({ webhooks: configured }) => configured.some(({ collect }) => collect));

export function createWebhookMethods(lookup: Lookup, webhooks: Webhooks): WebhookMethods {
  const { world: worldOf, service } = lookup;
  return {
    addWebhook: (target, id) => {
      const problem = impossibleTarget(target, service(target.vendor));
      if (problem !== undefined) throw new ControlError(400, problem);
      return withoutSecret(asControlError(() => worldOf(id).webhooks.register(target)));
    },
    webhooks: (id) => [...worldOf(id).webhooks.registered.values()].map(withoutSecret),
    deleteWebhook: (name, id) => {
      if (!worldOf(id).webhooks.registered.delete(name))
        throw new ControlError(404, `there is no receiver ${name}; it was removed`);
    },
    collectWebhooks: ({ secret, signer } = {}, id) => {
      worldOf(id).webhooks.collecting = { secret, signer };
    },
    takeWebhooks: async (topic, id) => {
      const world = worldOf(id);
      if (!collects(world, lookup))
        throw new ControlError(
          409,
          'the world collects no webhooks; call collectWebhooks before the calls that cause them',
        );
      await webhooks.settled(world);
      const { log, taken } = world.webhooks;
      const found = log
        .list()
        .filter(
          (one) =>
            one.state === 'collected' &&
            !taken.has(one.id) &&
            matchesTopic(topic === undefined ? undefined : [topic], one.topic),
        );
      for (const one of found) taken.add(one.id);
      return found.flatMap(collected);
    },
    deliveries: ({ vendor, topic, state, exchange } = {}, id) =>
      worldOf(id)
        .webhooks.log.list()
        .filter(
          (one) =>
            (vendor === undefined || one.vendor === vendor) &&
            matchesTopic(topic === undefined ? undefined : [topic], one.topic) &&
            (state === undefined || one.state === state) &&
            (exchange === undefined || one.exchange === exchange),
        ),
    deliveriesSettled: (id) => webhooks.settled(worldOf(id)),
    flushDeliveries: (id) => webhooks.flush(worldOf(id)),
    verifyDeliveries: async (expected, id) => {
      const world = worldOf(id);
      if (expected.vendor !== undefined) service(expected.vendor);
      await webhooks.settled(world);
      return verifyDeliveries(expected, world.webhooks.log.list());
    },
    replayDelivery: async (name, id) => {
      const replayed = await webhooks.replay(worldOf(id), name);
      if (typeof replayed === 'string') throw new ControlError(404, replayed);
      return replayed;
    },
    triggerWebhook: async (trigger, id) => {
      const world = worldOf(id);
      const of = service(trigger.vendor);
      const { to, secret, signer } = trigger;
      const problem = to === undefined ? undefined : impossibleTarget({ secret, signer }, of);
      if (problem !== undefined) throw new ControlError(400, problem);
      const queued = await putTriggered(of, world, trigger);
      if (typeof queued === 'string') throw new ControlError(404, queued);
      await webhooks.settled(world);
      const { log } = world.webhooks;
      return queued.flatMap((one) => log.get(one) ?? []);
    },
  };
}
