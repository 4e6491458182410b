/** The deliveries of webhooks in a world: those that wait, and what became of the last ones. */
import type { QueuedDelivery } from '../core/outbox.ts';
import { createRing } from '../journal/ring-buffer.ts';

/** One attempt to deliver a message. */
export interface DeliveryAttempt {
  /** ISO time by the world's clock. */
  readonly at: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The exact text. */
  readonly body: string;
  /** ISO time that the signature was made with. */
  readonly signedAt: string;
  /** The status that the receiver answered with; `null` where there was no reply. */
  readonly status: number | null;
  /** Why there was no reply. */
  readonly problem: string | null;
  /** Identifier of the fault that disturbed it. */
  readonly fault: string | null;
}

export type DeliveryState = 'waiting' | 'delivered' | 'collected' | 'failed' | 'dropped';

/** A message for one receiver. */
export interface Delivery {
  readonly id: string;
  readonly vendor: string;
  readonly topic: string;
  /** Identifier of the message, the same for all receivers and attempts. */
  readonly message: string;
  /** The exchange that caused it; `null` where none did. */
  readonly exchange: string | null;
  /** The receiver: `subscription:<id>` of the vendor's own API, `configured:<number>`, `registered:<id>` or `collect`. */
  readonly target: string;
  /** Its address; `null` before the first attempt, and where messages are collected. */
  readonly url: string | null;
  readonly state: DeliveryState;
  /** Why it failed or was dropped. */
  readonly problem: string | null;
  /** ISO time of the next attempt, by the world's clock. */
  readonly due: string | null;
  /** Where the body breaks the contract. */
  readonly drift: readonly string[];
  readonly attempts: readonly DeliveryAttempt[];
}

/** A delivery that waits, and where its record is. */
export interface Waiting {
  /** `vendor/account`. */
  readonly scope: string;
  readonly queued: QueuedDelivery;
  /** Its entry in the log. */
  readonly delivery: string;
  /** Whether a fault has put it off, so that none does again. */
  readonly putOff?: true | undefined;
  /** Whether it waits for the next message to the same receiver. */
  readonly behind?: true | undefined;
}

const MOST_DELIVERIES = 1_000;

/** The last deliveries of a world. */
export interface DeliveryLog {
  /** Oldest first. */
  list(): readonly Delivery[];
  get(id: string): Delivery | undefined;
  /** @param scope and queued what is kept to deliver it again */
  add(scope: string, queued: QueuedDelivery, delivery: Omit<Delivery, 'id'>): Delivery;
  /** What a delivery was made from. */
  source(id: string): Waiting | undefined;
  /** @returns the delivery as it is now */
  change(id: string, change: Partial<Delivery>): Delivery | undefined;
  clear(): void;
}

interface Entry {
  now: Delivery;
  readonly source: Waiting;
}

export function createDeliveryLog(world: string): DeliveryLog {
  const kept = createRing<Entry>(MOST_DELIVERIES);
  const find = (id: string): Entry | undefined => kept.all().findLast(({ source }) => source.delivery === id);
  let added = 0;
  return {
    list: () => kept.all().map(({ now }) => now),
    get: (id) => find(id)?.now,
    add: (scope, queued, delivery) => {
      const id = `${world}-d${++added}`;
      const now = { ...delivery, id };
      kept.add({ now, source: { scope, queued, delivery: id } });
      return now;
    },
    source: (id) => find(id)?.source,
    change: (id, change) => {
      const entry = find(id);
      if (entry === undefined) return undefined;
      entry.now = { ...entry.now, ...change };
      return entry.now;
    },
    clear: kept.clear,
  };
}
