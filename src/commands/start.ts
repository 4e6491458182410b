/** `vendouble start` */
import type { CallbackOutcome } from '../callbacks/send-callbacks.ts';
import { type Config, ConfigError, readConfigFile } from '../config/config.ts';
import type { Grade } from '../contract/document/evidence.ts';
import { clearCoverage } from '../coverage/coverage-files.ts';
import { createEmulator, type Emulator } from '../emulator/create-emulator.ts';
import type { Explanation } from '../explain/explain.ts';
import { configuredDurability } from '../state/open-store.ts';
import { documentsOf, isDocument } from './document-arguments.ts';
import { fetchDocument, isUrl } from './fetch-document.ts';
import { formatExplanationLine } from './format-explanation.ts';
import { growYoungGeneration } from './heap-size.ts';
import { loadVendorModules } from './load-vendor-modules.ts';
import { createWarningPrinter } from './print-warnings.ts';

export interface StartFlags {
  readonly overlay?: string;
  readonly port?: number;
  readonly host?: string;
  readonly state?: string;
  readonly durability?: 'durable' | 'relaxed';
  readonly ephemeral?: boolean;
  readonly seed?: number;
  readonly clock?: string;
  readonly allowRefs?: string;
  readonly strict?: boolean;
  /** What `prism mock` calls `strict`. */
  readonly errors?: boolean;
  readonly showEvidence?: boolean;
  readonly require?: Grade;
  readonly coverage?: string;
  readonly config?: string;
  readonly verbose?: boolean;
  readonly watch?: boolean;
}

/** Where the command line keeps its state when nothing is said. */
const DEFAULT_STATE = '.vendouble';

/** Where the command line looks for the user's own scenarios, and keeps those that are saved. */
const DEFAULT_SCENARIOS = 'scenarios';

/**
 * The environment twin of a switch, which may also say no.
 *
 * @throws {ConfigError} for a text that is neither yes nor no
 */
function switchOf(name: string): boolean | undefined {
  const text = process.env[name] ?? '';
  if (text === '') return undefined;
  if (text === '1' || text === 'true') return true;
  if (text === '0' || text === 'false') return false;
  throw new ConfigError(`${name} is ${JSON.stringify(text)}; say 1 or 0`);
}

/** Flags win over the file. */
export function configOf(args: readonly string[], flags: StartFlags): Config {
  const file = readConfigFile(flags.config);
  const {
    ephemeral,
    config: _config,
    verbose: _verbose,
    watch: _watch,
    errors,
    strict = errors,
    showEvidence,
    overlay,
    allowRefs,
    ...given
  } = flags;
  const specs = args.filter(isDocument);
  const names = args.filter((name) => !isDocument(name));
  const documents =
    specs.length > 0 || overlay !== undefined
      ? documentsOf(specs, { overlay, allowRefs }, names.length === 0)
      : undefined;
  const known = Object.fromEntries(
    Object.entries({
      ...given,
      strict: strict ?? switchOf('VENDOUBLE_STRICT'),
      showEvidence: showEvidence ?? switchOf('VENDOUBLE_SHOW_EVIDENCE'),
    }).filter(([, value]) => value !== undefined),
  );
  const all: Config = {
    state: DEFAULT_STATE,
    scenarios: DEFAULT_SCENARIOS,
    ...file,
    ...known,
    // Whoever names something wants that and nothing else.
    ...(args.length > 0 ? { vendors: names.length > 0 ? names : undefined, documents } : {}),
  };
  // A directory that was asked for wins over a habit of the environment.
  const keepsNothing = ephemeral ?? (given.state === undefined && switchOf('VENDOUBLE_EPHEMERAL'));
  return keepsNothing ? { ...all, state: undefined, durability: undefined } : all;
}

/** Also a terminal that is closed. */
const ENDS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/** The first signal ends in order, with everything written; a second one ends at once. */
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

/** Why calls are refused is told where somebody looks on; in a log it is told when asked for. */
const onRefusal = (explanation: Explanation): void => {
  process.stderr.write(formatExplanationLine(explanation));
};

/** Calls that the emulator makes by itself are never made in silence. */
const onCallback = ({ callback, method, address, status, problem }: CallbackOutcome): void => {
  const end = problem === undefined ? `was answered ${status}` : `was not delivered: ${problem}`;
  process.stderr.write(`vendouble: the callback ${callback} (${method} ${address}) ${end}\n`);
};

export async function start(names: readonly string[], flags: StartFlags): Promise<void> {
  growYoungGeneration();
  // An address is read here and only here: because a person gave it.
  const local = await Promise.all(names.map((name) => (isUrl(name) ? fetchDocument(name) : name)));
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
  const emulator = await createEmulator({
    ...options,
    onFatal,
    onCallback,
    ...(verbose ? { onRefusal } : {}),
  });
  closeOnSignals(emulator);
  process.stdout.write(
    `state: ${config.state ?? 'kept in memory only'} (${PROMISES[configuredDurability(config)]})\n`,
  );
  if (emulator.doubt !== undefined)
    process.stdout.write(`durability cannot be promised: ${emulator.doubt}\n`);
  if (emulator.adminToken !== undefined)
    process.stdout.write(`token of the control plane: ${emulator.adminToken}\n`);
  const own = (options.vendors ?? []).flatMap((vendor) => (typeof vendor === 'string' ? [] : [vendor.name]));
  for (const name of [...own, ...Object.keys(config.documents ?? {})])
    process.stdout.write(`${name}: ${emulator.url(name)}\n`);
  process.stdout.write(`vendouble ready ${emulator.url()}\n`);
  const printWarnings = createWarningPrinter(emulator);
  const printed = printWarnings();
  if (modules !== undefined) {
    const { watchFiles } = await import('./watch.ts');
    await watchFiles({ emulator, modules, given: flags.config, first: config, read, printWarnings });
  }
  await printed;
}
