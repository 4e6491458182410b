/** `vendouble start` */
import type { CallbackOutcome } from '../callbacks/send-callbacks.ts';
import { type Config, ConfigError, readConfigFile } from '../config/config.ts';
import { ContractError } from '../contract/document/contract-error.ts';
import type { Grade } from '../contract/document/evidence.ts';
import type { FirstRecords } from '../core/first-records.ts';
import type { Shell } from '../core/shells.ts';
import { clearCoverage } from '../coverage/coverage-files.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator/create-emulator.ts';
import type { Explanation } from '../explain/explain.ts';
import { redactPath } from '../journal/redact.ts';
import { configuredDurability } from '../state/open-store.ts';
import { documentsOf, isDocument } from './document-arguments.ts';
import { localName } from './fetch-document.ts';
import { formatExplanationLine } from './format-explanation.ts';
import { describePorts } from './format-interception.ts';
import { growYoungGeneration } from './heap-size.ts';
import { loadVendorModules } from './load-vendor-modules.ts';
import { createWarningPrinter } from './print-warnings.ts';
import { mergeOptions, splitVendorWords } from './vendor-words.ts';

export interface StartFlags {
  readonly overlay?: string;
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
  readonly watch?: boolean;
  readonly intercept?: number;
  readonly tls?: number;
  readonly tlsCertificate?: string;
  readonly tlsKey?: string;
  readonly printEnv?: Shell;
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
function switchOf(name: string): boolean | undefined {
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
export function configOf(args: readonly string[], flags: StartFlags): Config {
  const file = readConfigFile(flags.config);
  const {
    ephemeral,
    config: _config,
    verbose: _verbose,
    watch: _watch,
    printEnv: _printEnv,
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

/** Signals with their exit codes; SIGHUP comes from a closed terminal. */
const ENDS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/** The first signal closes the emulator and writes everything; a second one exits at once. */
function closeOnSignals(emulator: Emulator): void {
  const close = (): void => {
    for (const [signal, code] of ENDS) process.once(signal, () => process.exit(code));
    emulator.close().then(
      () => process.exit(0),
      (cause: Error) => {
        process.stderr.write(`vendouble: ${cause.message}\n`);
        process.exit(2);
      },
    );
  };
  for (const [signal] of ENDS) process.once(signal, close);
}

const PROMISES = {
  durable: 'durable: what was answered survives the end of the process and of the machine',
  relaxed:
    'relaxed: what was answered survives the end of the process; that of the machine may take the last second',
  ephemeral: 'ephemeral: gone with the process',
} as const;

function onFatal(error: Error): never {
  process.stderr.write(`vendouble: ${error.message}\n`);
  process.exit(2);
}

/** Logs why a call was rejected: by default in a terminal, elsewhere with --verbose. */
const onRefusal = (explanation: Explanation): void => {
  process.stderr.write(formatExplanationLine(explanation));
};

/** Logs every call that the emulator makes on its own. */
const onCallback = ({ callback, method, address, status, problem }: CallbackOutcome): void => {
  const end = problem === undefined ? `was answered ${status}` : `was not delivered: ${problem}`;
  process.stderr.write(`vendouble: the callback ${callback} (${method} ${redactPath(address)}) ${end}\n`);
};

/** Where vendors and documents are served that are not simply at `/name`, as built-in vendors are. */
function listUrls(
  emulator: Emulator,
  { vendors = [], documents = {}, prefixes = {} }: EmulatorOptions,
): readonly string[] {
  const [first] = vendors;
  const isAlone = typeof first === 'string' && vendors.length === 1 && Object.keys(documents).length === 0;
  const named = vendors.flatMap((vendor) => {
    const name = typeof vendor === 'string' ? vendor : vendor.name;
    return typeof vendor === 'string' && !isAlone && prefixes[name] === undefined ? [] : [name];
  });
  return [...named, ...Object.keys(documents)].map((name) => {
    const url = emulator.url(name);
    return `${name}: ${url}${isAlone && url !== emulator.url() ? ` and ${emulator.url()}` : ''}\n`;
  });
}

/**
 * Serves until a signal ends the process.
 *
 * @throws {ConfigError} for flags or a configuration that cannot be used
 * @throws {ContractError} for a contract that cannot be served
 * @throws {StateFileError} for state that cannot be read
 */
export async function start(names: readonly string[], flags: StartFlags): Promise<void> {
  growYoungGeneration();
  // Only a URL from the command line is downloaded, never one from a document.
  const local = await Promise.all(names.map(localName));
  const read = async () => {
    const config = configOf(local, flags);
    return {
      config,
      options: { ...config, vendors: await loadVendorModules(config.vendors, modules?.load) },
    };
  };
  const watches = flags.watch ?? switchOf('VENDOUBLE_WATCH');
  const modules = watches === true ? (await import('./reload-modules.ts')).createFreshModules() : undefined;
  const { config, options } = await read();
  const verbose = flags.verbose ?? switchOf('VENDOUBLE_VERBOSE') ?? process.stderr.isTTY;
  if (config.coverage !== undefined) clearCoverage(config.coverage);
  let emulator: Emulator;
  try {
    emulator = await createEmulator({
      ...options,
      onFatal,
      onCallback,
      ...(verbose ? { onRefusal } : {}),
    });
  } catch (cause) {
    if (flags.strictDocument !== true || !(cause instanceof ContractError) || cause.unreadable) throw cause;
    process.stderr.write(`${cause.message}\n`);
    process.exitCode = 1;
    return;
  }
  closeOnSignals(emulator);
  process.stdout.write(
    `state: ${config.state ?? 'kept in memory only'} (${PROMISES[configuredDurability(config)]})\n`,
  );
  if (emulator.doubt !== undefined)
    process.stdout.write(`durability cannot be promised: ${emulator.doubt}\n`);
  // One of your own is a secret, and logs are read by others.
  if (emulator.adminToken !== undefined && config.adminToken === undefined)
    process.stdout.write(`token of the control plane: ${emulator.adminToken}\n`);
  if (emulator.intercept !== undefined)
    process.stdout.write(await describePorts(emulator.intercept, flags.printEnv));
  process.stdout.write(listUrls(emulator, options).join(''));
  process.stdout.write(`vendouble ready ${emulator.url()}\n`);
  const printWarnings = createWarningPrinter(emulator);
  const printed = printWarnings();
  if (modules !== undefined) {
    const { watchFiles } = await import('./watch.ts');
    await watchFiles({ emulator, modules, given: flags.config, first: config, read, printWarnings });
  }
  await printed;
}
