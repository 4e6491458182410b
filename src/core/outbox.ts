/** The outbox of an account: messages that wait for their delivery. They are kept with the records, in the same transaction. */
import { type Collection, type Collections, collection, type Json } from './store.ts';

/** Name of the collection. No vendor's own collection can have it. */
export const OUTBOX = '~outbox';

/** One message for one target. */
export interface QueuedDelivery {
  readonly id: string;
  /** Identifier of the message, the same for all targets and attempts. */
  readonly message: string;
  readonly topic: string;
  readonly body: Json;
  /** Version of the contract; `null` where no call caused the message. */
  readonly version: string | null;
  /** The exchange that caused it; `null` where none did. */
  readonly exchange: string | null;
  /** `subscription:<id>`, `configured:<number>`, `registered:<id>` or `collect`. */
  readonly target: string;
  /** Milliseconds by the world's clock. */
  readonly created: number;
  readonly due: number;
  /** Attempts until now, and when the first was made. */
  readonly attempts: number;
  readonly firstSent: number | null;
}

/** Counts the messages of an account, so that none has the identifier of another. */
interface Counter {
  readonly id: typeof COUNTER;
  readonly count: number;
}

const COUNTER = 'counter';

type OutboxRecord = QueuedDelivery | Counter;

export type Outbox = Collection<OutboxRecord>;

const shape = collection<OutboxRecord>({ key: 'id' });

/** A vendor's collections with the outbox. */
export const withOutbox = (collections: Collections): Collections => ({ ...collections, [OUTBOX]: shape });

/** The outbox among the collections of a transaction. */
export function outboxOf(state: Readonly<Record<string, unknown>>): Outbox {
  const found = state[OUTBOX] as Outbox | undefined;
  if (found === undefined) throw new Error('the transaction has no outbox');
  return found;
}

const isDelivery = (record: OutboxRecord | undefined): record is QueuedDelivery =>
  record !== undefined && record.id !== COUNTER;

/** A delivery that still waits. */
export async function queuedIn(outbox: Outbox, id: string): Promise<QueuedDelivery | undefined> {
  const found = await outbox.get(id);
  return isDelivery(found) ? found : undefined;
}

/** All deliveries that wait, oldest first. */
export const allQueued = async (outbox: Outbox): Promise<readonly QueuedDelivery[]> =>
  (await outbox.page({ limit: await outbox.count() })).filter(isDelivery);

/** The number of the next message. */
export async function nextMessage(outbox: Outbox): Promise<number> {
  const counter = (await outbox.get(COUNTER)) as Counter | undefined;
  if (counter === undefined) {
    await outbox.insert({ id: COUNTER, count: 1 });
    return 1;
  }
  const count = counter.count + 1;
  await outbox.update({ ...counter, count });
  return count;
}
