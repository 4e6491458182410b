/** The webhooks of a test's world. */
import type {
  CollectedWebhook,
  CollectOptions,
  DeliveryFilter,
  NewWebhook,
  TriggerOptions,
} from '../control/control.ts';
import type { Emulator } from '../emulator/create-emulator.ts';
import type { DeliveryVerdict, ExpectedDelivery } from '../webhooks/verify-deliveries.ts';
import type { Delivery } from '../worlds/deliveries.ts';
import type { RegisteredTarget } from '../worlds/world-webhooks.ts';

export interface TestWebhooks {
  /** Keeps webhooks instead of sending them. Call it before the calls that cause them. */
  collect(options?: CollectOptions): void;
  /** Takes the collected webhooks of a topic, such as `user.*`, each once: `new Request(hook.url, hook)`. */
  take(topic?: string): Promise<readonly CollectedWebhook[]>;
  /** Sends the webhooks of a vendor to a receiver from now on. */
  register(target: NewWebhook): RegisteredTarget;
  /** The receivers that were registered. */
  targets(): readonly RegisteredTarget[];
  remove(id: string): void;
  /** What was delivered, or waits. */
  list(filter?: DeliveryFilter): readonly Delivery[];
  /** Makes the next attempt of everything that waits. */
  flush(): Promise<readonly Delivery[]>;
  /** Delivers a webhook again, as the same message. */
  replay(delivery: string): Promise<Delivery>;
  /** Delivers a webhook that no call caused. */
  trigger(trigger: TriggerOptions): Promise<readonly Delivery[]>;
  /** Whether webhooks were delivered as expected. */
  verify(expected: ExpectedDelivery): Promise<DeliveryVerdict>;
  /** Resolves when nothing is due and nothing is being sent. */
  settled(): Promise<void>;
}

export const worldWebhooks = (emulator: Emulator, id: string): TestWebhooks => ({
  collect: (options) => emulator.collectWebhooks(options, id),
  take: (topic) => emulator.takeWebhooks(topic, id),
  register: (target) => emulator.addWebhook(target, id),
  targets: () => emulator.webhooks(id),
  remove: (name) => emulator.deleteWebhook(name, id),
  list: (filter) => emulator.deliveries(filter, id),
  flush: () => emulator.flushDeliveries(id),
  replay: (delivery) => emulator.replayDelivery(delivery, id),
  trigger: (trigger) => emulator.triggerWebhook(trigger, id),
  verify: (expected) => emulator.verifyDeliveries(expected, id),
  settled: () => emulator.deliveriesSettled(id),
});
