/**
 * The configuration, checked by one schema. Flags win over the environment, the environment over the file, the file
 * over defaults.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Grade } from '../contract/document/evidence.ts';
import type { FirstRecords } from '../core/first-records.ts';
import { isLoopback } from '../core/loopback.ts';
import type { Account, Options, Rate, Vendor } from '../core/vendor.ts';
import { asJson } from './as-json.ts';
import { configSchemas, type UpstreamMode } from './config-schema.ts';
import { type DescribedProblem, describeProblems } from './describe-problem.ts';
import type { WebhookTarget } from './webhook-target.ts';

/** An OpenAPI document to serve. */
export interface DocumentConfig {
  /** Path of the OpenAPI document. */
  readonly spec: string;
  /** Path of an OpenAPI Overlay with corrections to inference, or several, which are applied in this order. */
  readonly overlay?: string | readonly string[] | undefined;
  /** A folder besides that of the document whose files it may refer to. */
  readonly allowRefs?: string | undefined;
  /** Whether flaws of the document stop the start. Default: they are warnings. */
  readonly strictDocument?: boolean | undefined;
  /** Beginning of its URLs: `/`, or a slash and a word. Default: `/name`. */
  readonly prefix?: string | undefined;
}

/** How a vendor's calls are forwarded to the real one. */
export interface UpstreamConfig {
  /** Address of the real vendor, `https://api.example.com`; its path is put before that of every call. */
  readonly to: string;
  /** Of worlds that do not say otherwise; `forward` when absent. */
  readonly mode?: UpstreamMode | undefined;
  /** Directory to which exchanges are recorded. */
  readonly record?: string | undefined;
  /** Names of fields that are recorded as they are. */
  readonly keep?: readonly string[] | undefined;
  /** Discards the key of the replacements at the end, so that no later recording has the same ones. */
  readonly forgetKey?: boolean | undefined;
  /** The emulator answers operations whose evidence is at least of this grade; the others go to the vendor. */
  readonly spy?: Grade | undefined;
  /** Calls and replies that break the contract are rejected; `replies` rejects replies alone. */
  readonly strict?: boolean | 'replies' | undefined;
  /** Does not verify the vendor's certificate. */
  readonly insecure?: boolean | undefined;
  /** Address of a proxy on the way to the vendor; `HTTPS_PROXY` and `HTTP_PROXY` when absent. */
  readonly proxy?: string | undefined;
}

/** What `vendouble pact` reads. */
export interface PactConfig {
  /** By the provider's name in pacts: a vendor, a name of `documents`, or the path of a document or of a vendor in code. */
  readonly providers?: Readonly<Record<string, string>> | undefined;
}

export interface Config {
  readonly vendors?: readonly string[] | undefined;
  /** Documents to serve, by name. If you name no vendors, only documents are served. */
  readonly documents?: Readonly<Record<string, DocumentConfig>> | undefined;
  /** 0 picks a free port. Default: 4010 from the command line, 0 from code. */
  readonly port?: number | undefined;
  /** Default: 127.0.0.1 and ::1. On any other interface the control plane requires a token. */
  readonly host?: string | undefined;
  /** Host names that clients may use, besides `localhost` and IP addresses. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Which web pages may call documents: those of all origins when absent, of these, or none of another origin. */
  readonly cors?: false | { readonly origins: readonly string[] } | undefined;
  /** Hosts that may receive callbacks, besides this machine: `name` or `name:port`. */
  readonly allowedCallbacks?: readonly string[] | undefined;
  /** Opens a proxy for programs with hard-coded hosts, and a port for https. A port; `true` picks a free one. */
  readonly intercept?: boolean | number | undefined;
  /** Opens a port for https. `true` picks a free one. */
  readonly tls?: boolean | number | undefined;
  /** Files with your own certificate and its key, as PEM. Default: made at each start. */
  readonly tlsCertificate?: string | undefined;
  readonly tlsKey?: string | undefined;
  /** By vendor, hosts besides those of its contract's `servers`: `api.example.com`, `*.example.com`, `http://example.com:8080`. */
  readonly hosts?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Which intercepted calls to other hosts are refused: to public hosts (default in strict mode), or to all but this machine. */
  readonly egress?: 'public' | 'all' | undefined;
  /** Real hosts that may be called all the same: `name`, `name:port` or `*.name`. */
  readonly allowedEgress?: readonly string[] | undefined;
  /** Token of the control plane. If one is needed and absent, it is generated. */
  readonly adminToken?: string | undefined;
  /** Directory in which the default world is stored. Default: in memory only. */
  readonly state?: string | undefined;
  /**
   * What survives once a reply is sent: `durable` survives a crash of the machine, `relaxed` only of the process.
   * Default: `durable`.
   */
  readonly durability?: 'durable' | 'relaxed' | undefined;
  /** By vendor or document, the beginning of its URLs: `/`, or a slash and a word. A vendor keeps `/name` besides. */
  readonly prefixes?: Readonly<Record<string, string>> | undefined;
  /** Links in replies follow `Forwarded` and `X-Forwarded-*`, which a proxy in front of the emulator sets. */
  readonly trustProxy?: boolean | undefined;
  readonly seed?: number | undefined;
  /** ISO time at which the clock is frozen. */
  readonly clock?: string | undefined;
  /** The records that a world begins with: the documents' examples, none, or a number of generated ones for each collection. Default: `none`; on the command line `examples`. */
  readonly records?: FirstRecords | undefined;
  /** Whether a reply that breaks its contract is an error, and a repeated key in a body is rejected. */
  readonly strict?: boolean | undefined;
  /** Whether replies have an `x-vendouble-evidence` header. */
  readonly showEvidence?: boolean | undefined;
  /** Report replies that are backed by weaker evidence. */
  readonly require?: Grade | undefined;
  /** Folder of your own scenarios, `<vendor>/<name>.json` or `<vendor>/<name>.arazzo.yaml`. */
  readonly scenarios?: string | undefined;
  /** Folder for contract coverage, written when the emulator closes. Default: coverage is not counted. */
  readonly coverage?: string | undefined;
  /** Number of exchanges that the journal of each world keeps, 1 to 100,000. Default: 1,000. */
  readonly journal?: { readonly exchanges?: number | undefined } | undefined;
  /** By vendor, the real one that its calls are forwarded to. */
  readonly upstreams?: Readonly<Record<string, UpstreamConfig>> | undefined;
  /** OpenAPI Overlays for the contracts of built-in vendors, by name; documents have their own. */
  readonly overlays?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** Declared accounts by vendor. A vendor with declared accounts rejects every other credential. */
  readonly accounts?: Readonly<Record<string, readonly Account[]>> | undefined;
  /** Options by vendor. */
  readonly options?: Readonly<Record<string, Options>> | undefined;
  /** Enforced rate limits by vendor. */
  readonly rateLimits?: Readonly<Record<string, Rate>> | undefined;
  /** By vendor, who receives its webhooks, besides the subscriptions of its own API. */
  readonly webhooks?: Readonly<Record<string, readonly WebhookTarget[]>> | undefined;
  /** For `vendouble pact`. */
  readonly pact?: PactConfig | undefined;
}

/** The configuration is invalid. The message names the key. */
export class ConfigError extends Error {
  /** What is wrong, key by key, where the schema of the configuration found it. */
  readonly problems: readonly DescribedProblem[];
  constructor(message: string, problems: readonly DescribedProblem[] = []) {
    super(message);
    this.problems = problems;
  }
}

/**
 * Checks a configuration and adds the defaults of the vendors' options.
 *
 * @param config keys with the value `undefined` count as absent
 * @param vendors the vendors whose accounts and options it may name
 * @throws {ConfigError} for invalid keys, with a sentence each
 */
export function checkConfig(config: Config, vendors: readonly Vendor[]): Config {
  // The schema is our own. Validating it would take longer than the rest of this function.
  const ajv = new Ajv2020({
    useDefaults: true,
    strict: false,
    meta: false,
    validateSchema: false,
    allErrors: true,
    verbose: true,
  });
  addFormats.default(ajv);
  const options = Object.fromEntries(vendors.map(({ name }) => [name, { ...config.options?.[name] }]));
  const unknown = Object.fromEntries(
    Object.entries(config.options ?? {}).filter(([name]) => !Object.hasOwn(options, name)),
  );
  const checked = { ...Object(asJson(config)), options: { ...unknown, ...options } } as Config;
  // Absent keys need no validator. Compiling all of them takes a tenth of the start.
  const schemas: Readonly<Record<keyof Config, object>> = configSchemas(vendors);
  const properties = Object.fromEntries(
    Object.entries(schemas).filter(([key]) => Object.hasOwn(checked, key)),
  );
  const validate = ajv.compile({ type: 'object', additionalProperties: false, properties });
  if (validate(checked)) return checked;
  const problems = describeProblems(
    (validate.errors ?? []).map((error) => ({
      pointer: error.instancePath,
      keyword: error.keyword,
      params: error.params,
      message: error.message ?? error.keyword,
      value: error.data,
      schema: error.instancePath === '' ? { properties: schemas } : error.parentSchema,
    })),
  );
  throw new ConfigError(
    problems.map(({ sentence }) => `the configuration key ${sentence}`).join('\n'),
    problems,
  );
}

/** Whether only this machine can reach the emulator. */
export const isLocal = ({ host }: Config): boolean => host === undefined || isLoopback(host);
