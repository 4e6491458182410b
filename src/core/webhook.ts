/** What a vendor says about its webhooks: which targets get an event, and what the message looks like. */
import type { Ids } from './ids.ts';
import type { Collections, EmittedEvent, Json, State } from './store.ts';

/** The schedule of Standard Webhooks 1.0, in seconds, without its jitter. */
export const STANDARD_RETRIES: readonly number[] = [
  5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
];

/** Where a vendor's own records say that an event is sent. */
export interface WebhookSubscription {
  /** Key of the record. */
  readonly id: string;
  readonly url: string;
  /** `null` where messages are not signed. */
  readonly secret: string | null;
}

/** One event on its way to its targets. */
export interface NewWebhookMessage {
  readonly event: EmittedEvent;
  /** Who made the call, as `identify` says. */
  readonly caller: { readonly account: string };
  readonly now: Date;
  /** For the identifier of the message. */
  readonly ids: Ids;
}

/** A message, the same for all who get it. */
export interface WebhookMessage {
  /** As its receivers see it, so that they recognise a message that comes twice. */
  readonly id: string;
  readonly body: Json;
}

/** What changes from one attempt to deliver a message to the next. */
export interface WebhookAttempt {
  /** 1 for the first. */
  readonly number: number;
  readonly firstSentAt: Date;
}

/** The webhooks of a vendor. */
export interface VendorWebhooks {
  /** Name of a signer. */
  readonly signer: string;
  /** Seconds to wait after each attempt that failed. After the last one the message is given up. */
  readonly retries: readonly number[];
  /** Topics that only concern subscriptions of the vendor's own API. */
  readonly ownTopics?: readonly string[];
  /** The subscriptions that an event is sent to, from the records of its account. */
  subscriptions?(event: EmittedEvent, state: State<Collections>): Promise<readonly WebhookSubscription[]>;
  /** A subscription, to deliver what waits for it; `undefined` when it was removed or switched off. */
  subscription?(id: string, state: State<Collections>): Promise<WebhookSubscription | undefined>;
  message(message: NewWebhookMessage): WebhookMessage;
  /** The body as it is sent in one attempt; the same each time when absent. */
  attempt?(body: Json, attempt: WebhookAttempt): Json;
}
