/** The deliveries of webhooks in a world: those that wait, and what became of the last ones. */
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
  /** Address of the receiver; `null` where messages are collected. */
  readonly url: string | null;
  readonly state: DeliveryState;
  /** Why it failed or was dropped. */
  readonly problem: string | null;
  /** ISO time of the next attempt, by the world's clock. */
  readonly due: string | null;
  readonly attempts: readonly DeliveryAttempt[];
}

const MOST_DELIVERIES = 1_000;

/** The last deliveries of a world. */
export interface DeliveryLog {
  /** Oldest first. */
  list(): readonly Delivery[];
  get(id: string): Delivery | undefined;
  add(delivery: Omit<Delivery, 'id'>): Delivery;
  /** @returns the delivery as it is now */
  change(id: string, change: Partial<Delivery>): Delivery | undefined;
  clear(): void;
}

export function createDeliveryLog(world: string): DeliveryLog {
  const kept = createRing<{ now: Delivery }>(MOST_DELIVERIES);
  const find = (id: string): { now: Delivery } | undefined =>
    kept.all().findLast((entry) => entry.now.id === id);
  let added = 0;
  return {
    list: () => kept.all().map(({ now }) => now),
    get: (id) => find(id)?.now,
    add: (delivery) => {
      const now = { ...delivery, id: `${world}-d${++added}` };
      kept.add({ now });
      return now;
    },
    change: (id, change) => {
      const entry = find(id);
      if (entry === undefined) return undefined;
      entry.now = { ...entry.now, ...change };
      return entry.now;
    },
    clear: kept.clear,
  };
}
