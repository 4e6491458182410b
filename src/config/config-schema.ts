/** The schema of the configuration. */
import { GRADES } from '../contract/document/evidence.ts';
import type { Vendor } from '../core/vendor.ts';
import { webhookTargetSchema } from './webhook-target.ts';

/** Whether calls go to the real vendor, or are answered by the emulator. */
export const UPSTREAM_MODES = ['forward', 'emulate'] as const;
export type UpstreamMode = (typeof UPSTREAM_MODES)[number];

/** Names that lead elsewhere in URLs, so that no document can have them. */
export const RESERVED_NAMES: readonly string[] = ['w'];

/** What the schema needs to know of a vendor. */
type Described = Pick<Vendor, 'name' | 'account' | 'options'>;

const byName = (
  vendors: readonly Described[],
  other: Described | undefined,
  schema: (vendor: Described) => object,
): object => ({
  type: 'object',
  additionalProperties: other === undefined ? false : schema(other),
  properties: Object.fromEntries(vendors.map((vendor) => [vendor.name, schema(vendor)])),
});

const rate = {
  type: 'object',
  additionalProperties: false,
  required: ['requests', 'window'],
  properties: { requests: { type: 'integer', minimum: 1 }, window: { type: 'integer', minimum: 1 } },
};

const upstream = {
  type: 'object',
  additionalProperties: false,
  required: ['to'],
  properties: {
    to: { type: 'string', minLength: 1 },
    mode: { enum: UPSTREAM_MODES },
    record: { type: 'string', minLength: 1 },
    keep: { type: 'array', items: { type: 'string', minLength: 1 } },
    forgetKey: { type: 'boolean' },
    spy: { enum: GRADES },
    strict: { enum: [true, false, 'replies'] },
    insecure: { type: 'boolean' },
    proxy: { type: 'string', minLength: 1 },
  },
};

/** Where a vendor is served. */
const prefix = { pattern: '^/[a-z0-9._-]*$', not: { enum: ['/w', '/__admin', '/__inspector'] } };

/** A path, or several. */
const paths = {
  anyOf: [
    { type: 'string', minLength: 1 },
    { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
  ],
};

const portOrSwitch = { type: ['boolean', 'integer'], minimum: 0, maximum: 65535 };

/**
 * A schema for each key of the configuration.
 *
 * @param vendors whose accounts and options it may name
 * @param other stands for all others; without it, names of others are errors
 */
export function configSchemas(vendors: readonly Described[], other?: Described) {
  const perVendor = (schema: (vendor: Described) => object): object => byName(vendors, other, schema);
  return {
    vendors: { type: 'array', items: { type: 'string' } },
    documents: {
      type: 'object',
      propertyNames: { pattern: '^[a-z0-9][a-z0-9._-]*$', not: { enum: RESERVED_NAMES } },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['spec'],
        properties: {
          spec: { type: 'string', minLength: 1 },
          overlay: paths,
          allowRefs: { type: 'string', minLength: 1 },
          strictDocument: { type: 'boolean' },
          prefix,
        },
      },
    },
    port: { type: 'integer', minimum: 0, maximum: 65535 },
    host: { type: 'string', minLength: 1 },
    allowedHosts: { type: 'array', items: { type: 'string', minLength: 1 } },
    cors: {
      anyOf: [
        { const: false },
        {
          type: 'object',
          additionalProperties: false,
          required: ['origins'],
          properties: {
            origins: {
              type: 'array',
              items: { type: 'string', pattern: '^(null|[a-z][a-z0-9+.-]*://[^/]+)$' },
            },
          },
        },
      ],
    },
    allowedCallbacks: { type: 'array', items: { type: 'string', minLength: 1 } },
    intercept: portOrSwitch,
    tls: portOrSwitch,
    tlsCertificate: { type: 'string', minLength: 1 },
    tlsKey: { type: 'string', minLength: 1 },
    hosts: perVendor(() => ({ type: 'array', items: { type: 'string', minLength: 1 } })),
    egress: { enum: ['public', 'all'] },
    allowedEgress: { type: 'array', items: { type: 'string', minLength: 1 } },
    adminToken: { type: 'string', minLength: 16 },
    state: { type: 'string', minLength: 1 },
    durability: { enum: ['durable', 'relaxed'] },
    records: { anyOf: [{ enum: ['none', 'examples'] }, { type: 'integer', minimum: 0, maximum: 1000 }] },
    prefixes: perVendor(() => prefix),
    trustProxy: { type: 'boolean' },
    seed: { type: 'integer' },
    clock: { type: 'string', format: 'date-time' },
    strict: { type: 'boolean' },
    showEvidence: { type: 'boolean' },
    require: { enum: GRADES },
    scenarios: { type: 'string', minLength: 1 },
    coverage: { type: 'string', minLength: 1 },
    journal: {
      type: 'object',
      additionalProperties: false,
      properties: { exchanges: { type: 'integer', minimum: 1, maximum: 100_000 } },
    },
    overlays: perVendor(() => paths),
    upstreams: perVendor(() => upstream),
    accounts: perVendor(({ account }) => ({ type: 'array', items: account })),
    options: perVendor(({ options }) => options ?? { type: 'object', additionalProperties: false }),
    rateLimits: perVendor(() => rate),
    webhooks: perVendor(() => ({ type: 'array', items: webhookTargetSchema })),
    pact: {
      type: 'object',
      additionalProperties: false,
      properties: { providers: { type: 'object', additionalProperties: { type: 'string', minLength: 1 } } },
    },
  };
}
