/** Signs a delivery. Everything it depends on is a parameter, so the same delivery gets the same signature. */
import { createHmac } from 'node:crypto';
import { signStandard } from './sign-standard.ts';
import type { Signer } from './signer.ts';

export interface Message {
  /** Names the event; the same in every attempt to deliver it. */
  readonly id: string;
  /** When this attempt is made. */
  readonly at: Date;
  readonly body: string;
}

const hmac = (algorithm: 'sha1' | 'sha256', secret: string, text: string): string =>
  createHmac(algorithm, secret).update(text).digest('hex');

const toSeconds = (at: Date): number => Math.floor(at.getTime() / 1000);

function signTimestamped(secrets: readonly string[], { at, body }: Message): string {
  const seconds = toSeconds(at);
  return [
    `t=${seconds}`,
    ...secrets.map((secret) => `v1=${hmac('sha256', secret, `${seconds}.${body}`)}`),
  ].join();
}

/**
 * The headers that a signer adds to a delivery.
 *
 * @param secrets the current one first. Two give two signatures where the signer can carry them; see `whyUnusable`.
 *   None leave the delivery unsigned.
 */
export function sign(
  signer: Signer,
  secrets: readonly string[],
  message: Message,
): Readonly<Record<string, string>> {
  const [secret] = secrets;
  if (signer.kind === 'none') return {};
  if (signer.kind === 'standard-webhooks')
    return {
      'webhook-id': message.id,
      'webhook-timestamp': String(toSeconds(message.at)),
      ...(secret === undefined
        ? {}
        : { 'webhook-signature': signStandard(secrets, message.id, message.at, message.body) }),
    };
  if (secret === undefined) return {};
  switch (signer.kind) {
    case 'hub': {
      const { algorithm, header } = signer;
      return { [header]: `${algorithm}=${hmac(algorithm, secret, message.body)}` };
    }
    case 'timestamped':
      return { [signer.header]: signTimestamped(secrets, message) };
    case 'header':
      return { [signer.header]: secret };
    case 'basic':
      return { Authorization: `Basic ${Buffer.from(secret).toString('base64')}` };
  }
}
