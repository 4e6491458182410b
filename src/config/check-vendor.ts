/** Checks vendors that users write, in the words of the configuration. */
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { FAILURE_KINDS } from '../core/failure.ts';
import { isObject } from '../core/is-object.ts';
import { lazy } from '../core/lazy.ts';
import type { Vendor } from '../core/vendor.ts';
import type { VendorWebhooks } from '../core/webhook.ts';
import type { DescribedVendor } from '../infer/vendor.ts';
import { ConfigError } from './config.ts';
import { describeProblems } from './describe-problem.ts';

const text = { type: 'string', minLength: 1 };
const flag = { type: 'boolean' };
const names = { type: 'array', items: text };
/** A keyword of ours: JSON Schema knows no functions. */
const method = { function: true };
const handlers = { type: 'object', additionalProperties: method };
const schema = { type: ['object', 'boolean'] };
const FIELD_KINDS = ['string', 'number', 'boolean', 'array', 'object'];

const collections = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    additionalProperties: false,
    required: ['key'],
    properties: {
      key: text,
      unique: names,
      index: names,
      order: names,
      fields: {
        type: 'object',
        additionalProperties: {
          enum: [...FIELD_KINDS.flatMap((kind) => [kind, `${kind}?`]), 'null', 'json'],
        },
      },
      record: {},
    },
  },
};

const VENDOR = {
  type: 'object',
  additionalProperties: false,
  required: [
    'name',
    'title',
    'versions',
    'collections',
    'account',
    'identify',
    'keyOf',
    'issue',
    'precedence',
    'reports',
    'routing',
    'renderFailure',
  ] satisfies (keyof Vendor)[],
  properties: {
    name: {
      type: 'string',
      pattern: '^[a-z0-9][a-z0-9._-]*$',
      description: 'Lower case letters, digits and . _ -.',
    },
    title: text,
    versions: {
      type: 'object',
      minProperties: 1,
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['spec', 'handlers'],
        properties: { spec: text, handlers, contract: { type: 'object' } },
      },
    },
    selectVersion: method,
    foreign: flag,
    openToPages: flag,
    calledByPages: flag,
    allowRefs: text,
    collections,
    account: schema,
    options: schema,
    identify: method,
    keyOf: method,
    issue: method,
    user: method,
    precedence: { type: 'array', items: { enum: FAILURE_KINDS } },
    reports: { enum: ['first', 'all'] },
    routing: {
      type: 'object',
      additionalProperties: false,
      required: ['trailingSlash', 'caseSensitive'],
      properties: {
        trailingSlash: { enum: ['ignored', 'significant'] },
        caseSensitive: flag,
        escapes: { enum: ['decoded', 'literal'] },
      },
    },
    lenient: {
      type: 'object',
      additionalProperties: false,
      required: ['mediaTypes', 'contentEncodings'],
      properties: { mediaTypes: names, contentEncodings: names },
    },
    readsMislabelledForms: method,
    bodyLimit: { type: 'integer', minimum: 1 },
    rateLimit: {
      type: 'object',
      additionalProperties: false,
      required: ['requests', 'window'],
      properties: { requests: { type: 'integer', minimum: 1 }, window: { type: 'integer', minimum: 1 } },
    },
    renderFailure: method,
    firstRecords: method,
    headers: method,
    webhooks: {
      type: 'object',
      additionalProperties: false,
      required: ['signer', 'retries', 'message'],
      properties: {
        signer: text,
        retries: { type: 'array', items: { type: 'number', minimum: 0 } },
        ownTopics: names,
        subscriptions: method,
        subscription: method,
        message: method,
        attempt: method,
      } satisfies Record<keyof VendorWebhooks, object>,
    },
  } satisfies Record<keyof Vendor, object>,
};

const DESCRIBED = {
  type: 'object',
  additionalProperties: false,
  required: ['spec'] satisfies (keyof DescribedVendor)[],
  properties: {
    spec: text,
    overlay: text,
    allowRefs: text,
    strictDocument: flag,
    handlers,
    collections,
  } satisfies Record<keyof DescribedVendor, object>,
};

const problemOf = ({ instancePath, keyword, params, message, data, parentSchema }: ErrorObject) => ({
  pointer: instancePath,
  keyword,
  params,
  message: message ?? keyword,
  value: data,
  schema: parentSchema,
});

function compile(against: object): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true, verbose: true });
  ajv.addKeyword({
    keyword: 'function',
    validate: (_: true, given: unknown) => typeof given === 'function',
  });
  return ajv.compile(against);
}

const isVendor = lazy(() => compile(VENDOR));
const isDescribed = lazy(() => compile(DESCRIBED));

/** @throws {ConfigError} with a sentence for each problem */
function check(value: unknown, validate: ValidateFunction, subject: string): void {
  if (validate(value)) return;
  const problems = describeProblems((validate.errors ?? []).map(problemOf));
  throw new ConfigError(problems.map(({ sentence }) => `${subject}: ${sentence}`).join('\n'), problems);
}

/** @throws {ConfigError} for an unknown key, a missing one, or a value of another kind */
export function checkVendor(vendor: unknown): void {
  const name = isObject(vendor) && typeof vendor.name === 'string' ? ` ${vendor.name}` : '';
  check(vendor, isVendor(), `the vendor${name}`);
}

/** @throws {ConfigError} for an unknown key, a missing one, or a value of another kind */
export const checkDescribed = (name: string, described: unknown): void =>
  check(described, isDescribed(), `inferVendor of ${name}`);
