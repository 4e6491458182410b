/** `vendouble start` */
import type { CallbackOutcome } from '../callbacks/send-callbacks.ts';
import type { Config } from '../config/config.ts';
import { withPlaces } from '../config/locate-problems.ts';
import { ContractError } from '../contract/document/contract-error.ts';
import { packageVersion } from '../core/package-version.ts';
import type { Shell } from '../core/shells.ts';
import { clearCoverage } from '../coverage/coverage-files.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator/create-emulator.ts';
import { redactPath } from '../journal/redact.ts';
import { createAccessLog } from './access-log.ts';
import { closeOnSignals } from './close-on-signals.ts';
import { describeStart, formatStart } from './describe-start.ts';
import { localName } from './fetch-document.ts';
import { describePorts } from './format-interception.ts';
import { growYoungGeneration } from './heap-size.ts';
import { loadVendorModules } from './load-vendor-modules.ts';
import { logRefusal } from './log-refusal.ts';
import { createOutput, type Output, type OutputFlags } from './output.ts';
import { createWarningPrinter } from './print-warnings.ts';
import { configOf, type ServeFlags, switchOf } from './serve-config.ts';

export interface StartFlags extends ServeFlags, OutputFlags {
  readonly accessLog?: boolean;
  readonly watch?: boolean;
  readonly printEnv?: Shell;
}

function onFatal(error: Error): never {
  process.stderr.write(`vendouble: ${error.message}\n`);
  process.exit(2);
}

/** Logs every call that the emulator makes on its own. */
const logCallback =
  ({ problem }: Output) =>
  (outcome: CallbackOutcome): void => {
    const { callback, method, address, status, problem: why } = outcome;
    const shown = redactPath(address);
    const end = why === undefined ? `was answered ${status}` : `was not delivered: ${why}`;
    problem('callback', `vendouble: the callback ${callback} (${method} ${shown}) ${end}`, {
      outcome: { ...outcome, address: shown },
    });
  };

interface Started {
  readonly emulator: Emulator;
  readonly config: Config;
  readonly options: EmulatorOptions;
}

/** Says where the emulator is reached, and what it keeps. */
async function announce(
  { emulator, config, options }: Started,
  flags: StartFlags,
  output: Output,
): Promise<void> {
  const { info, always, json } = output;
  const facts = describeStart(emulator, options);
  const isTable = process.stdout.isTTY && !json && flags.quiet !== true;
  if (!isTable)
    for (const { event, label, value, members } of facts) info(event, `${label}: ${value}`, members);
  // One of your own is a secret, and logs are read by others.
  if (emulator.adminToken !== undefined && config.adminToken === undefined)
    always('token', `token of the control plane: ${emulator.adminToken}`, { token: emulator.adminToken });
  if (emulator.intercept !== undefined) {
    const print = flags.printEnv === undefined ? info : always;
    print('intercept', (await describePorts(emulator.intercept, flags.printEnv)).trimEnd());
  }
  if (isTable)
    info('start', `vendouble ${packageVersion()}\n\n${await formatStart(emulator, config, facts)}`);
  const url = emulator.url();
  always('ready', `vendouble ready ${url}`, { url, version: packageVersion() });
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
  const { accessLog, watch, printEnv: _printEnv, quiet: _quiet, log: _log, ...served } = flags;
  // Only a URL from the command line is downloaded, never one from a document.
  const local = await Promise.all(names.map(localName));
  const read = async () => {
    const config = configOf(local, served);
    return {
      config,
      options: { ...config, vendors: await loadVendorModules(config.vendors, modules?.load) },
    };
  };
  const watches = watch ?? switchOf('VENDOUBLE_WATCH');
  const modules = watches === true ? (await import('./reload-modules.ts')).createFreshModules() : undefined;
  const { config, options } = await read();
  const output = createOutput(flags);
  const verbose = flags.verbose ?? switchOf('VENDOUBLE_VERBOSE') ?? process.stderr.isTTY;
  if (config.coverage !== undefined) clearCoverage(config.coverage);
  let emulator: Emulator | undefined;
  const logsCalls = accessLog ?? switchOf('VENDOUBLE_ACCESS_LOG');
  try {
    const listeners = {
      onFatal,
      onCallback: logCallback(output),
      ...(logsCalls ? { onExchange: createAccessLog(output, () => emulator) } : {}),
      ...(verbose ? { onRefusal: logRefusal(output) } : {}),
    };
    emulator = await withPlaces(flags.config, () => createEmulator({ ...options, ...listeners }));
  } catch (cause) {
    if (flags.strictDocument !== true || !(cause instanceof ContractError) || cause.unreadable) throw cause;
    process.stderr.write(`${cause.message}\n`);
    process.exitCode = 1;
    return;
  }
  closeOnSignals(emulator);
  await announce({ emulator, config, options }, flags, output);
  const printWarnings = createWarningPrinter(emulator, output);
  const printed = printWarnings();
  if (modules !== undefined) {
    const { watchFiles } = await import('./watch.ts');
    await watchFiles({ emulator, modules, given: flags.config, first: config, read, printWarnings, output });
  }
  await printed;
}
