/** One delivery of a check: composed, signed in the right or a wrong way, and sent. */
import type { Clock } from '../../core/clock.ts';
import type { Ids } from '../../core/ids.ts';
import { type SendResult, send } from '../send.ts';
import { sign } from '../sign.ts';
import type { Signer } from '../signer.ts';
import { type Composed, compose, type Entity } from './compose.ts';
import type { DeliveryTemplate, JsonObject } from './template.ts';

/** What all deliveries of a check share. */
export interface Receiver {
  readonly to: string;
  readonly signer: Signer;
  /** Empty where deliveries are not signed. */
  readonly secrets: readonly string[];
  /** Added to every delivery. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds that the receiver has for an answer. */
  readonly deadline: number;
  /** Milliseconds between the two halves of a slow body. */
  readonly pause: number;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface Delivery extends Composed {
  /** Names the event, in the headers of signers that have it. */
  readonly id: string;
  readonly template: DeliveryTemplate;
  readonly firstSentAt: Date;
}

export interface DeliveryParts {
  /** A new one when absent. */
  readonly entity?: Entity | undefined;
  readonly marker?: string | undefined;
  /** Seconds before now. */
  readonly age?: number | undefined;
}

/** An event that has not been delivered before. */
export function newDelivery(
  template: DeliveryTemplate,
  { ids, clock }: Receiver,
  { entity = new Map(), marker = `vendouble-${ids.hex(10)}`, age = 0 }: DeliveryParts = {},
): Delivery {
  const now = clock.now().getTime();
  const event: Entity = new Map();
  const plan = { event, entity, at: new Date(now - age * 1000), madeAt: new Date(now - 3_600_000), marker };
  const composed = compose(template, plan, ids);
  const [own] = event.values();
  const body = template.attempt?.(composed.body, 1, plan.at) ?? composed.body;
  const id = own === undefined ? `msg_${ids.hex(24)}` : String(own);
  return { ...composed, body, id, template, firstSentAt: plan.at };
}

/** The same event once more, as a vendor sends it that got no answer the first time. */
export const secondAttempt = (delivery: Delivery): Delivery => {
  const { body, template, firstSentAt } = delivery;
  return { ...delivery, body: template.attempt?.(body, 2, firstSentAt) ?? body };
};

/** How a delivery differs from one that the vendor would make. */
export interface Deviation {
  /** The text of the body, signed. */
  readonly text?: string | undefined;
  /** What is sent instead of the body that was signed. */
  readonly sent?: JsonObject | undefined;
  readonly secrets?: readonly string[] | undefined;
  /** Seconds before now at which it is signed. */
  readonly signedBefore?: number | undefined;
  /** Sends the body in two halves. */
  readonly slowly?: boolean | undefined;
}

export function deliver(
  { id, body, template: { method, mediaType } }: Delivery,
  receiver: Receiver,
  { text = JSON.stringify(body), sent, secrets, signedBefore = 0, slowly = false }: Deviation = {},
): Promise<SendResult> {
  const { to, signer, headers, deadline, pause, clock } = receiver;
  const at = new Date(clock.now().getTime() - signedBefore * 1000);
  const signature = sign(signer, secrets ?? receiver.secrets, { id, at, body: text });
  return send(
    {
      method,
      url: to,
      headers: { 'content-type': mediaType, ...headers, ...signature },
      body: sent === undefined ? text : JSON.stringify(sent),
    },
    { targets: 'any', deadline, pause: slowly ? pause : undefined },
  );
}

/** What became of a delivery, as the end of a sentence. */
export function describeResult(result: SendResult): string {
  if (result.kind === 'answered') return `was answered with ${result.status}`;
  return `got no reply: ${result.problem}`;
}
