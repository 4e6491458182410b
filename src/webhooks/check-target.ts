/** Checks what the schema of a receiver cannot: whether its signer exists and can use its secrets. */
import { ConfigError } from '../config/config.ts';
import type { WebhookTarget } from '../config/webhook-target.ts';
import type { Service } from '../services/service.ts';
import { plainWebhooks } from '../worlds/plain-webhooks.ts';
import { parseSigner, SIGNER_FORMS, whyUnusable } from './signer.ts';

/** @returns why messages for the receiver cannot be signed; `undefined` when they can */
export function impossibleTarget(
  { signer: named, secret = [] }: Pick<WebhookTarget, 'signer' | 'secret'>,
  { vendor }: Service,
): string | undefined {
  const name = named ?? (vendor.webhooks ?? plainWebhooks).signer;
  const signer = parseSigner(name);
  if (signer === undefined) return `there is no signer ${name}; write ${SIGNER_FORMS}`;
  const secrets = typeof secret === 'string' ? [secret] : secret;
  if (named !== undefined && signer.kind !== 'none' && secrets.length === 0)
    return `the signer ${name} needs a secret`;
  return whyUnusable(signer, secrets);
}

/** @throws {ConfigError} for a receiver of the configuration that messages cannot be signed for */
export function assertTargets(services: readonly Service[]): void {
  for (const service of services)
    for (const [index, target] of service.webhooks.entries()) {
      const problem = impossibleTarget(target, service);
      if (problem !== undefined)
        throw new ConfigError(`the configuration key webhooks.${service.vendor.name}[${index}]: ${problem}`);
    }
}
