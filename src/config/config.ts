/** One shape of configuration for every way in: defaults < file < environment < flags, checked by one schema. */
import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { GRADES, type Grade } from '../contract/document/evidence.ts';
import { readYaml } from '../contract/document/parse-yaml.ts';
import { TextError } from '../contract/document/source-text.ts';
import { isLoopback } from '../core/loopback.ts';
import type { Account, Options, Rate, Vendor } from '../core/vendor.ts';

/** A document of the user's own to serve. */
export interface DocumentConfig {
  /** Path of the OpenAPI document. */
  readonly spec: string;
  /** Path of an OpenAPI Overlay that corrects what is inferred of it. */
  readonly overlay?: string | undefined;
  /** A folder besides that of the document whose files it may refer to. */
  readonly allowRefs?: string | undefined;
  /** What its URLs begin with: `/` alone, or a slash and a word; `/name` when absent. */
  readonly prefix?: string | undefined;
}

export interface Config {
  readonly vendors?: readonly string[] | undefined;
  /** Documents of one's own by the name under which they are served; alone where no vendors are named. */
  readonly documents?: Readonly<Record<string, DocumentConfig>> | undefined;
  /** 4010 when absent; 0 picks a free one. */
  readonly port?: number | undefined;
  /** 127.0.0.1 and ::1 when absent. Beyond the loopback interface the control plane asks for a token. */
  readonly host?: string | undefined;
  /** Names by which clients may call, besides `localhost` and addresses. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Hosts, besides this machine, that callbacks of a contract may be sent to: `name` or `name:port`. */
  readonly allowedCallbacks?: readonly string[] | undefined;
  /** Token of the control plane; one is made when it is needed and absent. */
  readonly adminToken?: string | undefined;
  /** Directory where the default world is kept; nothing is kept when absent. */
  readonly state?: string | undefined;
  /** What a reply promises of its effect: it survives the end of the machine, or of the process. `durable` when absent. */
  readonly durability?: 'durable' | 'relaxed' | undefined;
  readonly seed?: number | undefined;
  /** ISO time at which the clock stands still. */
  readonly clock?: string | undefined;
  /** A reply that breaks its contract is an error, and a repeated key in a body is refused. */
  readonly strict?: boolean | undefined;
  /** Replies say in `x-vendouble-evidence` how they are known. */
  readonly showEvidence?: boolean | undefined;
  /** A reply that leans on a weaker grade is a finding. */
  readonly require?: Grade | undefined;
  /** Folder of your own scenarios, `<vendor>/<name>.json`. */
  readonly scenarios?: string | undefined;
  /** Folder in which the coverage of the contracts is left when the emulator is closed; none is counted when absent. */
  readonly coverage?: string | undefined;
  /** Declared accounts by vendor; they close the vendor to every other credential. */
  readonly accounts?: Readonly<Record<string, readonly Account[]>> | undefined;
  /** Options by vendor. */
  readonly options?: Readonly<Record<string, Options>> | undefined;
  /** Enforced rate limits by vendor. */
  readonly rateLimits?: Readonly<Record<string, Rate>> | undefined;
}

/** The configuration cannot be used; the message names the key. */
export class ConfigError extends Error {}

/** Found in the working directory when `--config` names no other. */
export const CONFIG_FILES = [
  'vendouble.config.yaml',
  'vendouble.config.yml',
  'vendouble.config.json',
] as const;

const perVendor = (vendors: readonly Vendor[], schema: (vendor: Vendor) => object): object => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(vendors.map((vendor) => [vendor.name, schema(vendor)])),
});

const rate = {
  type: 'object',
  additionalProperties: false,
  required: ['requests', 'window'],
  properties: { requests: { type: 'integer', minimum: 1 }, window: { type: 'integer', minimum: 1 } },
};

const schemasFor = (vendors: readonly Vendor[]): Readonly<Record<keyof Config, object>> => ({
  vendors: { type: 'array', items: { type: 'string' } },
  documents: {
    type: 'object',
    propertyNames: { pattern: '^[a-z0-9][a-z0-9._-]*$', not: { const: 'w' } },
    additionalProperties: {
      type: 'object',
      additionalProperties: false,
      required: ['spec'],
      properties: {
        spec: { type: 'string', minLength: 1 },
        overlay: { type: 'string', minLength: 1 },
        allowRefs: { type: 'string', minLength: 1 },
        prefix: { pattern: '^/[a-z0-9._-]*$', not: { enum: ['/w', '/__admin'] } },
      },
    },
  },
  port: { type: 'integer', minimum: 0, maximum: 65535 },
  host: { type: 'string', minLength: 1 },
  allowedHosts: { type: 'array', items: { type: 'string', minLength: 1 } },
  allowedCallbacks: { type: 'array', items: { type: 'string', minLength: 1 } },
  adminToken: { type: 'string', minLength: 16 },
  state: { type: 'string', minLength: 1 },
  durability: { enum: ['durable', 'relaxed'] },
  seed: { type: 'integer' },
  clock: { type: 'string', format: 'date-time' },
  strict: { type: 'boolean' },
  showEvidence: { type: 'boolean' },
  require: { enum: GRADES },
  scenarios: { type: 'string', minLength: 1 },
  coverage: { type: 'string', minLength: 1 },
  accounts: perVendor(vendors, ({ account }) => ({ type: 'array', items: account })),
  options: perVendor(vendors, ({ options }) => options ?? { type: 'object', additionalProperties: false }),
  rateLimits: perVendor(vendors, () => rate),
});

/**
 * @param config from anywhere; keys whose value is `undefined` count as absent
 * @param vendors whose accounts and options it may name
 * @returns the same with the defaults of the vendors' options filled in
 * @throws {ConfigError} naming the first key that is wrong
 */
export function checkConfig(config: Config, vendors: readonly Vendor[]): Config {
  // The schema is ours: judging it too would take longer than all the rest of the configuration.
  const ajv = new Ajv2020({ useDefaults: true, strict: false, meta: false, validateSchema: false });
  addFormats.default(ajv);
  const options = Object.fromEntries(vendors.map(({ name }) => [name, { ...config.options?.[name] }]));
  const stray = Object.fromEntries(
    Object.entries(config.options ?? {}).filter(([name]) => !Object.hasOwn(options, name)),
  );
  const checked = { ...JSON.parse(JSON.stringify(config)), options: { ...stray, ...options } } as Config;
  // What is absent needs no validator, and making them all takes a tenth of the time to ready.
  const properties = Object.fromEntries(
    Object.entries(schemasFor(vendors)).filter(([key]) => Object.hasOwn(checked, key)),
  );
  const validate = ajv.compile({ type: 'object', additionalProperties: false, properties });
  if (validate(checked)) return checked;
  const [problem] = validate.errors ?? [];
  const key = problem?.instancePath.slice(1).replace(/\//g, '.') ?? '';
  const extra = problem?.params.additionalProperty;
  if (typeof extra === 'string')
    throw new ConfigError(`the configuration key ${key === '' ? '' : `${key}.`}${extra} is unknown`);
  throw new ConfigError(`the configuration key ${key} ${problem?.message}`);
}

/**
 * Reads a configuration file, YAML or JSON.
 *
 * @param file named by the user; the first of `CONFIG_FILES` that exists when absent
 * @throws {ConfigError} when it cannot be read or parsed
 */
export function readConfigFile(file: string | undefined): Config {
  const path = file ?? CONFIG_FILES.find((name) => existsSync(name));
  if (path === undefined) return {};
  let content: unknown;
  try {
    content = readYaml(readFileSync(path, 'utf8')).value;
  } catch (cause) {
    const place = cause instanceof TextError && cause.line !== undefined ? `${path}:${cause.line}` : path;
    throw new ConfigError(`the configuration file ${place} cannot be read: ${(cause as Error).message}`);
  }
  if (content === null) return {};
  if (typeof content !== 'object' || Array.isArray(content))
    throw new ConfigError(`the configuration file ${path} must hold keys and values`);
  return content as Config;
}

/** Whether only this machine reaches an emulator so configured. */
export const isLocal = ({ host }: Config): boolean => host === undefined || isLoopback(host);
