/** Checks what the schema of a receiver cannot: whether its signer exists and can use its secrets. */
import { ConfigError } from '../config/config.ts';
import type { WebhookTarget } from '../config/webhook-target.ts';
import { formatPointer } from '../core/json-pointer.ts';
import type { Service } from '../services/service.ts';
import { plainWebhooks } from '../worlds/plain-webhooks.ts';
import { parseSigner, SIGNER_FORMS, whyUnusable } from './signer.ts';

/** @returns why messages for the receiver cannot be signed; `undefined` when they can */
export function impossibleTarget(
  { signer: named, secret = [] }: Pick<WebhookTarget, 'signer' | 'secret'>,
  { vendor }: Pick<Service, 'vendor'>,
): string | undefined {
  const name = named ?? (vendor.webhooks ?? plainWebhooks).signer;
  const signer = parseSigner(name);
  if (signer === undefined) return `there is no signer ${name}; write ${SIGNER_FORMS}`;
  const secrets = typeof secret === 'string' ? [secret] : secret;
  if (named !== undefined && signer.kind !== 'none' && secrets.length === 0)
    return `the signer ${name} needs a secret`;
  return whyUnusable(signer, secrets);
}

/** @throws {ConfigError} for receivers of the configuration that messages cannot be signed for */
export function assertTargets(services: readonly Pick<Service, 'vendor' | 'webhooks'>[]): void {
  const problems = services.flatMap((service) =>
    service.webhooks.flatMap((target, index) => {
      const problem = impossibleTarget(target, service);
      if (problem === undefined) return [];
      const { name } = service.vendor;
      const pointer = formatPointer('webhooks', name, index);
      return [{ pointer, value: target, isName: false, sentence: `webhooks.${name}[${index}]: ${problem}` }];
    }),
  );
  if (problems.length > 0)
    throw new ConfigError(
      problems.map(({ sentence }) => `the configuration key ${sentence}`).join('\n'),
      problems,
    );
}
