/** The webhooks of a world: its own receivers, what waits for delivery, and what became of it. */
import type { WebhookTarget } from '../config/webhook-target.ts';
import type { QueuedDelivery } from '../core/outbox.ts';
import { createDeliveryLog, type DeliveryLog, type Waiting } from './deliveries.ts';

/** A receiver that was added to the world. */
export interface RegisteredTarget extends WebhookTarget {
  readonly id: string;
  readonly vendor: string;
}

export interface WorldWebhooks {
  readonly log: DeliveryLog;
  readonly registered: Map<string, RegisteredTarget>;
  /** How every message is signed that is collected instead of sent; `undefined` where messages are sent. */
  collecting: Pick<WebhookTarget, 'secret' | 'signer'> | undefined;
  /** Those that no attempt has been begun for. */
  readonly waiting: Waiting[];
  /** Identifiers of collected deliveries that were taken. */
  readonly taken: Set<string>;
  register(target: Omit<RegisteredTarget, 'id'>): RegisteredTarget;
  /** Adds deliveries that were committed. */
  /** @returns the identifiers in the log */
  queue(scope: string, queued: readonly QueuedDelivery[]): readonly string[];
  /** Forgets what waits in scopes that begin with a prefix. */
  drop(prefix: string, problem: string): void;
  /** Delivers what is due. Set when the emulator can send. */
  settle: () => Promise<void>;
}

const MOST_REGISTERED = 100;

export function createWorldWebhooks(world: string): WorldWebhooks {
  const log = createDeliveryLog(world);
  const registered = new Map<string, RegisteredTarget>();
  const waiting: Waiting[] = [];
  let added = 0;
  return {
    log,
    registered,
    collecting: undefined,
    waiting,
    taken: new Set(),
    settle: async () => {},
    register: (target) => {
      if (registered.size >= MOST_REGISTERED)
        throw new RangeError(`a world has at most ${MOST_REGISTERED} receivers of webhooks; remove some`);
      const one = { ...target, id: `hook-${++added}` };
      registered.set(one.id, one);
      return one;
    },
    queue: (scope, queued) =>
      queued.map((one) => {
        const { id } = log.add(scope, one, {
          vendor: scope.split('/')[0] ?? '',
          topic: one.topic,
          message: one.message,
          exchange: one.exchange,
          target: one.target,
          url: null,
          state: 'waiting',
          problem: null,
          due: new Date(one.due).toISOString(),
          drift: [],
          attempts: [],
        });
        waiting.push({ scope, queued: one, delivery: id });
        return id;
      }),
    drop: (prefix, problem) => {
      const kept = waiting.filter(({ scope }) => !scope.startsWith(prefix));
      for (const { scope, delivery } of waiting)
        if (scope.startsWith(prefix)) log.change(delivery, { state: 'dropped', due: null, problem });
      waiting.splice(0, waiting.length, ...kept);
    },
  };
}
