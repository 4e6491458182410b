/** The webhooks of a document: messages that fit what it describes. */
import { preferredContent } from '../contract/content-negotiation.ts';
import type { Contract } from '../contract/contract.ts';
import type { Schema } from '../contract/schema/compile.ts';
import { fakeData, GenerationError } from '../contract/schema/fake-data.ts';
import { type Webhook, webhooksOf } from '../contract/webhooks.ts';
import { seedOf } from '../core/ids.ts';
import { isObject } from '../core/is-object.ts';
import { lazy } from '../core/lazy.ts';
import type { Json } from '../core/store.ts';
import type { VendorWebhooks } from '../core/webhook.ts';

/** The webhooks of a user's document. One that cannot be read is a flaw of the document, and left out with the others. */
export const readWebhooks = (contract: Contract): readonly Webhook[] =>
  contract.documents.attempt(() => webhooksOf(contract)) ?? [];

/** Members that hold what a message is about, the likeliest first. */
const HOLDERS = ['data', 'object', 'payload', 'resource', 'record', 'item', 'body'];

/** Members that name the topic. */
const NAMES = ['type', 'topic', 'event', 'event_type', 'eventType'];

function generated(schema: Schema, topic: string, { schemas }: Contract): unknown {
  try {
    const seed = (attempt: number): number => seedOf('webhook', topic, String(attempt));
    return fakeData(schema, schemas, seed, `body for the webhook ${topic}`, 'request');
  } catch (cause) {
    if (cause instanceof GenerationError) return undefined;
    throw cause;
  }
}

/** The first body that the schema allows: the record, or an example of the document around it. */
function fitting(item: Json, topic: string, webhook: Webhook, contract: Contract): Json {
  const content = preferredContent(webhook.content, undefined);
  const schema = content?.schema;
  if (content === undefined || schema === undefined) return item;
  const allows = (body: unknown): boolean => schema.check(body, 'request').length === 0;
  if (allows(item)) return item;
  const around = content.examples().find(({ sound }) => sound)?.value ?? generated(schema, topic, contract);
  if (!isObject(around)) return item;
  const holders = [...HOLDERS, ...Object.keys(around)].filter((name) => Object.hasOwn(around, name));
  const bodies = holders.flatMap((holder) => {
    const held = { ...around, [holder]: item };
    const named = NAMES.filter((name) => typeof around[name] === 'string' && name !== holder);
    return [...named.map((name) => ({ ...held, [name]: topic })), held];
  });
  return (bodies.find(allows) as Json | undefined) ?? item;
}

/** How a message without a description looks: as Standard Webhooks recommends. */
const standard = (topic: string, item: Json, now: Date): Json => ({
  type: topic,
  timestamp: now.toISOString(),
  data: item,
});

export function documentWebhooks(contract: Contract): VendorWebhooks {
  const described = lazy(() => readWebhooks(contract));
  const signer = (): string => {
    const named = described().find((webhook) => typeof webhook.signer === 'string')?.signer;
    return typeof named === 'string' ? named : 'standard-webhooks';
  };
  return {
    get signer() {
      return signer();
    },
    get retries() {
      return described().find(({ retries }) => retries.length > 0)?.retries ?? [];
    },
    message: ({ event: { topic, item }, now, ids }) => {
      const webhook = described().find(({ name }) => name === topic);
      const id = `msg_${ids.alphanumeric(27)}`;
      return {
        id,
        body: webhook === undefined ? standard(topic, item, now) : fitting(item, topic, webhook, contract),
      };
    },
  };
}
