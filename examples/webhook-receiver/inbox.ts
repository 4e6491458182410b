// inbox.ts
import { createHmac, timingSafeEqual } from 'node:crypto';

interface Notification {
  readonly id: string;
  readonly topic: string;
  readonly created_at: number;
  readonly data: { readonly item: { readonly id: string; readonly email: string } };
}

/** Whether a body has the signature that Intercom makes: `sha1=` and the HMAC of the raw bytes. */
function isSigned(body: Buffer, signature: string, secret: string): boolean {
  const expected = Buffer.from(`sha1=${createHmac('sha1', secret).update(body).digest('hex')}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Keeps the e-mail address of each Intercom user. */
export class Inbox {
  readonly users = new Map<string, { readonly email: string; readonly at: number }>();
  readonly #processed = new Set<string>();
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** @returns the status of the reply */
  receive(body: Buffer, signature: string | null | undefined): number {
    if (!isSigned(body, signature ?? '', this.#secret)) return 401;
    const notification = JSON.parse(body.toString('utf8')) as Notification;
    // Intercom delivers at least once.
    if (!this.#processed.has(notification.id)) this.#apply(notification);
    this.#processed.add(notification.id);
    // Also for topics that it does not know: they would be delivered again.
    return 200;
  }

  #apply({ topic, created_at: at, data }: Notification): void {
    if (topic !== 'user.created' && topic !== 'user.email.updated') return;
    const { id, email } = data.item;
    // A notification may overtake another one.
    if ((this.users.get(id)?.at ?? 0) <= at) this.users.set(id, { email, at });
  }
}
