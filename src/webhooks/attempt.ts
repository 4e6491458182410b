/** One attempt to deliver a message: its exact request, and what became of it. */
import { createHash } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { Fault } from '../core/fault.ts';
import { isObject } from '../core/is-object.ts';
import type { QueuedDelivery } from '../core/outbox.ts';
import type { Service } from '../services/service.ts';
import type { DeliveryAttempt } from '../worlds/deliveries.ts';
import { plainWebhooks } from '../worlds/plain-webhooks.ts';
import { fillTemplate } from './fill-template.ts';
import { type SendOptions, send } from './send.ts';
import { sign } from './sign.ts';
import { COLLECTED_URL, type Target } from './target.ts';

/** What an attempt is made with. */
export interface AttemptContext {
  readonly service: Service;
  readonly now: Date;
  /** The clock of the computer. */
  readonly wall: Clock;
  /** The fault that disturbs the attempt. */
  readonly fault: Fault | undefined;
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
  { service, now, wall, fault }: AttemptContext,
): SignedRequest {
  const { attempt } = service.vendor.webhooks ?? plainWebhooks;
  const firstSentAt = queued.firstSent === null ? now : new Date(queued.firstSent);
  const message = attempt?.(queued.body, { number: queued.attempts + 1, firstSentAt }) ?? queued.body;
  const content = target.template === undefined ? message : fillTemplate(target.template, message);
  const body = JSON.stringify(content);
  const clock = target.signedAt === 'world' ? now : wall.now();
  const signedAt =
    fault?.webhook === 'stale-timestamp' ? new Date(clock.getTime() - STALE_SECONDS * 1_000) : clock;
  const secrets = fault?.webhook === 'wrong-secret' ? target.secrets.map(anotherSecret) : target.secrets;
  return {
    at: now.toISOString(),
    method: 'POST',
    url: target.url ?? COLLECTED_URL,
    headers: {
      'content-type': 'application/json',
      ...target.headers,
      ...sign(target.signer, secrets, { id: queued.message, at: signedAt, body }),
    },
    body: fault?.webhook === 'tamper' ? tampered(content) : body,
    signedAt: signedAt.toISOString(),
    fault: fault?.id ?? null,
  };
}

/** How old a stale signature is. */
const STALE_SECONDS = 3_600;

/** A secret of the same form. */
function anotherSecret(secret: string): string {
  const digest = createHash('sha256').update(secret).digest();
  if (secret.startsWith('whsec_')) return `whsec_${digest.toString('base64')}`;
  const [user, password] = secret.split(/:(.*)/s, 2);
  return password === undefined ? digest.toString('hex') : `${user}:${digest.toString('hex')}`;
}

/** The text of a body that somebody changed on the way. */
const tampered = (content: unknown): string =>
  JSON.stringify(isObject(content) ? { ...content, tampered: true } : [content, 'tampered']);

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
