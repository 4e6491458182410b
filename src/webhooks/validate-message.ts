/** Validates our own messages by the contract of their vendor. */
import { preferredContent } from '../contract/content-negotiation.ts';
import type { Contract } from '../contract/contract.ts';
import { type Webhook, webhooksOf } from '../contract/webhooks.ts';
import type { Service } from '../services/service.ts';

/** The contract of a version, or the first. */
export const contractOf = ({ versions }: Service, version: string | null): Contract | undefined =>
  (versions.get(version ?? '') ?? versions.values().next().value)?.contract;

/** The webhook of a topic, as the contract describes it. */
export const webhookOf = (contract: Contract, topic: string): Webhook | undefined =>
  webhooksOf(contract).find(({ name }) => name === topic);

/** @returns where the body breaks the contract; nothing also where the contract does not describe the topic */
export function validateMessage(
  service: Service,
  version: string | null,
  topic: string,
  body: unknown,
): readonly string[] {
  const contract = contractOf(service, version);
  const described = contract && webhookOf(contract, topic);
  const schema = described && preferredContent(described.content, undefined)?.schema;
  return (schema?.check(body, 'request') ?? []).map(({ pointer, message }) => `${pointer} ${message}`.trim());
}

/** The topics that a contract describes. */
export const topicsOf = (contract: Contract): readonly string[] =>
  webhooksOf(contract).map(({ name }) => name);
