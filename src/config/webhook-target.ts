/** A receiver of webhooks that the user names, in the configuration or for one world. */

/** Where a vendor's webhooks are sent, besides the subscriptions of its own API. */
export interface WebhookTarget {
  /** Address of the receiver; absent where messages are only collected. */
  readonly url?: string | undefined;
  /** Sends nothing: a test takes the signed messages with `take`. */
  readonly collect?: true | undefined;
  /** Topics, also with `*`: `user.*`. All when absent. */
  readonly topics?: readonly string[] | undefined;
  /** The secrets that messages are signed with; unsigned when absent. */
  readonly secret?: string | readonly string[] | undefined;
  /** Name of a signer; the vendor's own when absent. */
  readonly signer?: string | undefined;
  /** Seconds to wait after each failed attempt, or the schedule of Standard Webhooks; the vendor's own when absent. */
  readonly retries?: readonly number[] | 'standard' | undefined;
  /** Headers that are sent besides. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The body, as JSON in which `{{/user/email}}` stands for a value of the message; the message when absent. */
  readonly body?: unknown;
  /** Which clock signatures are made with. By default that of the computer for what is sent, that of the world for what is collected. */
  readonly signedAt?: 'world' | 'wall' | undefined;
}

/** JSON schema of a target. */
export const webhookTargetSchema = {
  type: 'object',
  additionalProperties: false,
  oneOf: [{ required: ['url'] }, { required: ['collect'] }],
  properties: {
    url: { type: 'string', pattern: '^https?://' },
    collect: { const: true },
    topics: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
    secret: {
      oneOf: [
        { type: 'string', minLength: 1 },
        { type: 'array', minItems: 1, maxItems: 2, items: { type: 'string', minLength: 1 } },
      ],
    },
    signer: { type: 'string', minLength: 1 },
    retries: {
      oneOf: [
        { const: 'standard' },
        { type: 'array', maxItems: 20, items: { type: 'number', minimum: 0, maximum: 604_800 } },
      ],
    },
    headers: {
      type: 'object',
      propertyNames: { pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$" },
      additionalProperties: { type: 'string', pattern: '^[\\x20-\\x7e]*$' },
    },
    body: {},
    signedAt: { enum: ['world', 'wall'] },
  },
};

/** Whether a topic is among those named; `*` stands for any characters. */
export const matchesTopic = (topics: readonly string[] | undefined, topic: string): boolean =>
  topics === undefined ||
  topics.some((wanted) => {
    const [first = '', ...rest] = wanted.split('*');
    if (rest.length === 0) return wanted === topic;
    const pattern = [first, ...rest].map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
    return new RegExp(`^${pattern}$`).test(topic);
  });
