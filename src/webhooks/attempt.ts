/** One attempt to deliver a message: its exact request, and what became of it. */
import type { Clock } from '../core/clock.ts';
import type { QueuedDelivery } from '../core/outbox.ts';
import type { Service } from '../services/service.ts';
import type { DeliveryAttempt } from '../worlds/deliveries.ts';
import { plainWebhooks } from '../worlds/plain-webhooks.ts';
import { type SendOptions, send } from './send.ts';
import { sign } from './sign.ts';
import { COLLECTED_URL, type Target } from './target.ts';

/** What an attempt is made with. */
export interface AttemptContext {
  readonly service: Service;
  readonly now: Date;
  /** The clock of the computer. */
  readonly wall: Clock;
}

/** A request that is ready to be sent. */
export type SignedRequest = Omit<DeliveryAttempt, 'status' | 'problem'>;

/** What became of an attempt. */
export interface Outcome extends Pick<DeliveryAttempt, 'status' | 'problem'> {
  /** Seconds that the receiver asks to be left alone for. */
  readonly retryAfter?: number | undefined;
}

/** The exact request of an attempt. */
export function requestOf(
  queued: QueuedDelivery,
  target: Target,
  { service, now, wall }: AttemptContext,
): SignedRequest {
  const { attempt } = service.vendor.webhooks ?? plainWebhooks;
  const firstSentAt = queued.firstSent === null ? now : new Date(queued.firstSent);
  const content = attempt?.(queued.body, { number: queued.attempts + 1, firstSentAt }) ?? queued.body;
  const body = JSON.stringify(content);
  const signedAt = target.signedAt === 'world' ? now : wall.now();
  return {
    at: now.toISOString(),
    method: 'POST',
    url: target.url ?? COLLECTED_URL,
    headers: {
      'content-type': 'application/json',
      ...sign(target.signer, target.secrets, { id: queued.message, at: signedAt, body }),
    },
    body,
    signedAt: signedAt.toISOString(),
  };
}

/** Seconds in a `Retry-After` header; dates are not read. */
const retryAfterOf = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : undefined;

/** Sends a request. Never rejects. */
export async function sendRequest(
  { method, url, headers, body }: SignedRequest,
  options: SendOptions,
): Promise<Outcome> {
  const result = await send({ method, url, headers, body }, options);
  if (result.kind !== 'answered') return { status: null, problem: result.problem };
  return { status: result.status, problem: null, retryAfter: retryAfterOf(result.headers['retry-after']) };
}

/** Whether the receiver took the message. */
export const isDelivered = ({ status }: Outcome): boolean => status !== null && status >= 200 && status < 300;
