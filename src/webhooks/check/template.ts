/** The message of a topic that every delivery of a check is made from: an example of the contract, or generated data. */
import { preferredContent } from '../../contract/content-negotiation.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Schema } from '../../contract/schema/compile.ts';
import { fakeData } from '../../contract/schema/fake-data.ts';
import type { Webhook } from '../../contract/webhooks.ts';
import { seedOf } from '../../core/ids.ts';
import { isObject } from '../../core/is-object.ts';
import { isJsonMediaType } from '../../core/media-type.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export interface DeliveryTemplate {
  readonly topic: string;
  /** Whether the contract has no example, so that the values are made up. */
  readonly generated: boolean;
  readonly method: string;
  readonly mediaType: string;
  readonly body: JsonObject;
  /** The body of a later attempt, where the vendor's differ. @param number 1 for the first */
  readonly attempt?: ((body: JsonObject, number: number, firstSentAt: Date) => JsonObject) | undefined;
  /** Whether the contract allows a body. */
  allows(body: JsonObject): boolean;
}

/** Names of the member that says what a message is about, the likeliest first. */
export const TOPIC_NAMES = ['topic', 'event', 'event_type', 'eventType', 'type', 'action', 'kind'];

function generatedBody(name: string, schema: Schema, { schemas }: Contract): unknown {
  const seed = (attempt: number): number => seedOf('webhook', name, String(attempt));
  return fakeData(schema, schemas, seed, `body for the webhook ${name}`, 'request');
}

/** A body that names its topic, where it names another one of the document, or where the contract leaves the text open. */
function namingTopic(
  body: JsonObject,
  { topic, others, generated }: { topic: string; others: readonly string[]; generated: boolean },
  allows: (body: JsonObject) => boolean,
): JsonObject {
  if (Object.values(body).includes(topic)) return body;
  const named = TOPIC_NAMES.filter((name) =>
    generated ? typeof body[name] === 'string' : others.some((other) => other === body[name]),
  ).map((name) => ({ ...body, [name]: topic }));
  return named.find(allows) ?? body;
}

/**
 * @param others the topics of the document
 * @returns the template, or why there is none
 * @throws {GenerationError} where the contract has no example, and no data can be generated from its schema
 */
export function templateOf(
  { name, method, content }: Webhook,
  others: readonly string[],
  contract: Contract,
): DeliveryTemplate | string {
  const chosen = preferredContent(content, undefined);
  if (chosen === undefined) return `the contract documents no body for ${name}`;
  const { mediaType, schema } = chosen;
  if (!isJsonMediaType(mediaType)) return `${name} is sent as ${mediaType}; only JSON can be checked`;
  const example = chosen.examples().find(({ sound }) => sound);
  const allows = (value: JsonObject): boolean =>
    schema === undefined || schema.check(value, 'request').length === 0;
  const body = example?.value ?? (schema && generatedBody(name, schema, contract)) ?? {};
  if (!isObject(body)) return `the body of ${name} is not an object; only objects can be checked`;
  const generated = example === undefined;
  return {
    topic: name,
    method,
    mediaType,
    allows,
    generated,
    body: namingTopic(body, { topic: name, others, generated }, allows),
  };
}
