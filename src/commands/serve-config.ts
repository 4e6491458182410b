/** The configuration of the commands that serve: the file, with environment variables and flags, which take precedence. */
import { type Config, ConfigError } from '../config/config.ts';
import { readConfigFile } from '../config/config-file.ts';
import type { Grade } from '../contract/document/evidence.ts';
import type { FirstRecords } from '../core/first-records.ts';
import { documentsOf, isDocument } from './document-arguments.ts';
import { mergeOptions, splitVendorWords } from './vendor-words.ts';

export interface ServeFlags {
  readonly overlay?: readonly string[];
  readonly port?: number;
  readonly host?: string;
  /** By vendor or document. */
  readonly prefix?: Readonly<Record<string, string>>;
  readonly trustProxy?: boolean;
  readonly state?: string;
  readonly durability?: 'durable' | 'relaxed';
  readonly ephemeral?: boolean;
  readonly seed?: number;
  readonly clock?: string;
  readonly allowRefs?: string;
  readonly strictDocument?: boolean;
  /** `false` for `--no-cors`. */
  readonly cors?: boolean;
  readonly records?: FirstRecords;
  readonly strict?: boolean;
  /** The name of `strict` in `prism mock`. */
  readonly errors?: boolean;
  readonly showEvidence?: boolean;
  readonly require?: Grade;
  readonly coverage?: string;
  readonly journal?: Config['journal'];
  readonly config?: string;
  readonly verbose?: boolean;
  /** `false` for `--no-cache`, which `cli.ts` reads before anything else is loaded. */
  readonly cache?: boolean;
  readonly intercept?: number;
  readonly tls?: number;
  readonly tlsCertificate?: string;
  readonly tlsKey?: string;
}

/** The default port of the command line. */
const DEFAULT_PORT = 4010;

/** The default directory for state. */
const DEFAULT_STATE = '.vendouble';

/** The default folder for the user's scenarios, which are read from it and saved to it. */
const DEFAULT_SCENARIOS = 'scenarios';

/**
 * The value of a switch from its environment variable; `undefined` when the variable is not set.
 *
 * @throws {ConfigError} for a value other than 1, 0, true and false
 */
export function switchOf(name: string): boolean | undefined {
  const text = process.env[name] ?? '';
  if (text === '') return undefined;
  if (text === '1' || text === 'true') return true;
  if (text === '0' || text === 'false') return false;
  throw new ConfigError(`${name} is ${JSON.stringify(text)}; say 1 or 0`);
}

/** Names of an environment variable, separated by commas; `undefined` when it names none. */
function namesOf(variable: string): readonly string[] | undefined {
  const names = (process.env[variable] ?? '').split(',').map((name) => name.trim());
  const given = names.filter((name) => name !== '');
  return given.length === 0 ? undefined : given;
}

/** Combines the configuration file with flags and environment variables, which take precedence. */
export function configOf(args: readonly string[], flags: ServeFlags): Config {
  const file = readConfigFile(flags.config);
  const {
    ephemeral,
    config: _config,
    verbose: _verbose,
    cache: _cache,
    errors,
    strict = errors,
    showEvidence,
    overlay,
    allowRefs,
    strictDocument,
    cors,
    prefix,
    trustProxy,
    ...given
  } = flags;
  const specs = args.filter(isDocument);
  const { names, options } = splitVendorWords(args.filter((name) => !isDocument(name)));
  const [only] = names;
  const overlays =
    overlay !== undefined && only !== undefined && args.length === 1 ? { [only]: overlay } : undefined;
  const documents =
    specs.length > 0 || (overlay !== undefined && overlays === undefined)
      ? documentsOf(specs, { overlay, allowRefs, strictDocument }, names.length === 0)
      : undefined;
  const known = Object.fromEntries(
    Object.entries({
      state: process.env.VENDOUBLE_STATE || undefined,
      durability: process.env.VENDOUBLE_DURABILITY || undefined,
      adminToken: process.env.VENDOUBLE_ADMIN_TOKEN || undefined,
      allowedHosts: namesOf('VENDOUBLE_ALLOWED_HOSTS'),
      ...given,
      cors: cors === false ? cors : undefined,
      options: mergeOptions(file.options, options),
      prefixes: prefix && { ...file.prefixes, ...prefix },
      trustProxy: trustProxy ?? switchOf('VENDOUBLE_TRUST_PROXY'),
      strict: strict ?? switchOf('VENDOUBLE_STRICT'),
      showEvidence: showEvidence ?? switchOf('VENDOUBLE_SHOW_EVIDENCE'),
    }).filter(([, value]) => value !== undefined),
  );
  const all: Config = {
    port: DEFAULT_PORT,
    state: DEFAULT_STATE,
    scenarios: DEFAULT_SCENARIOS,
    records: 'examples',
    ...file,
    ...known,
    ...(overlays === undefined ? {} : { overlays: { ...file.overlays, ...overlays } }),
    // Arguments replace the vendors and documents of the file.
    ...(args.length > 0 ? { vendors: names.length > 0 ? names : undefined, documents } : {}),
  };
  // The flag --state takes precedence over the environment variable.
  const keepsNothing = ephemeral ?? (given.state === undefined && switchOf('VENDOUBLE_EPHEMERAL'));
  return keepsNothing ? { ...all, state: undefined, durability: undefined } : all;
}
