/** The message of a topic that every delivery of a check is made from: an example of the contract, or generated data. */
import { preferredContent } from '../../contract/content-negotiation.ts';
import type { Contract } from '../../contract/contract.ts';
import { fakeData } from '../../contract/schema/fake-data.ts';
import type { Webhook } from '../../contract/webhooks.ts';
import { seedOf } from '../../core/ids.ts';
import { isObject } from '../../core/is-object.ts';
import { isJsonMediaType } from '../../core/media-type.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export interface DeliveryTemplate {
  readonly topic: string;
  readonly method: string;
  readonly mediaType: string;
  readonly body: JsonObject;
  /** Whether the contract allows a body. */
  allows(body: JsonObject): boolean;
}

/**
 * @returns the template, or why there is none
 * @throws {GenerationError} where the contract has no example, and no data can be generated from its schema
 */
export function templateOf(
  { name, method, content }: Webhook,
  contract: Contract,
): DeliveryTemplate | string {
  const chosen = preferredContent(content, undefined);
  if (chosen === undefined) return `the contract documents no body for ${name}`;
  const { mediaType, schema } = chosen;
  if (!isJsonMediaType(mediaType)) return `${name} is sent as ${mediaType}; only JSON can be checked`;
  const example = chosen.examples().find(({ sound }) => sound);
  const seed = (attempt: number): number => seedOf('webhook', name, String(attempt));
  const what = `body for the webhook ${name}`;
  const body = example?.value ?? (schema && fakeData(schema, contract.schemas, seed, what, 'request')) ?? {};
  if (!isObject(body)) return `the body of ${name} is not an object; only objects can be checked`;
  return {
    topic: name,
    method,
    mediaType,
    body,
    allows: (value) => schema === undefined || schema.check(value, 'request').length === 0,
  };
}
