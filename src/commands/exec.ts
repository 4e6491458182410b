/** `vendouble exec`: runs a command with an emulator, and prints a summary of its calls afterwards. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { withPlaces } from '../config/locate-problems.ts';
import { COVERAGE_VARIABLE, clearCoverage, readCoverage } from '../coverage/coverage-files.ts';
import { coverageLines } from '../coverage/format-coverage.ts';
import { mergeCoverage } from '../coverage/merge.ts';
import { createEmulator, type Emulator } from '../emulator/create-emulator.ts';
import { CommandError } from './command-error.ts';
import { localName } from './fetch-document.ts';
import { formatInterception } from './format-interception.ts';
import { loadVendorModules } from './load-vendor-modules.ts';
import { logRefusal } from './log-refusal.ts';
import { createOutput } from './output.ts';
import { formatSummary, unmetExpectations } from './run-summary.ts';
import { configOf, type ServeFlags } from './serve-config.ts';

export interface ExecFlags extends Omit<ServeFlags, 'intercept' | 'tls' | 'tlsCertificate' | 'tlsKey'> {
  readonly intercept?: boolean;
  readonly vendor?: readonly string[];
}

/** A terminal sends these signals to the command itself. Sent twice, they would interrupt its cleanup. */
const KEYS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];
const SIGNALS: readonly NodeJS.Signals[] = [...KEYS, 'SIGTERM', 'SIGHUP'];

function cannotRun(program: string, { code, message }: NodeJS.ErrnoException): CommandError {
  const why =
    code === 'ENOENT' ? 'there is no such program' : code === 'EACCES' ? 'it may not be executed' : message;
  return new CommandError(
    `cannot run ${program}: ${why}; write the program and its arguments behind --, such as vendouble exec -- npm test`,
  );
}

/** Environment variables with the URLs that clients are configured with, such as `ENGAGE_BASE_URL`. */
function addressesOf(emulator: Emulator): Readonly<Record<string, string>> {
  const vendors = Object.keys(emulator.worlds()[0]?.urls ?? {});
  const named = vendors.map((name) => [
    `${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_BASE_URL`,
    emulator.baseUrl(name),
  ]);
  return { VENDOUBLE_URL: emulator.url(), ...Object.fromEntries(named) };
}

/** @returns the exit code of the command; 128 plus the signal's number, as shells have it, where a signal ended it */
async function runToEnd(
  [program = '', ...parameters]: readonly string[],
  addresses: Readonly<Record<string, string>>,
): Promise<number> {
  const child = spawn(program, parameters, { stdio: 'inherit', env: { ...process.env, ...addresses } });
  const pass = (signal: NodeJS.Signals): void => {
    if (!(KEYS.includes(signal) && process.stdin.isTTY)) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  } catch (cause) {
    throw cannotRun(program, cause as NodeJS.ErrnoException);
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass);
  }
}

/** Exits with the code of the command, or with 1 when it succeeded and strict mode or `--require` has findings. */
export async function exec(
  command: readonly string[],
  { vendor = [], intercept, ...flags }: ExecFlags,
): Promise<void> {
  const { host, port = 0, ephemeral = flags.state === undefined } = flags;
  const local = await Promise.all(vendor.map(localName));
  const read = { ...configOf(local, { ...flags, port, ephemeral }), host, tls: undefined };
  const wanted = intercept ?? (read.intercept !== undefined && read.intercept !== false);
  const config = { ...read, intercept: wanted ? true : undefined };
  const vendors = await loadVendorModules(config.vendors);
  const folder = resolve(config.coverage ?? mkdtempSync(join(tmpdir(), 'vendouble-')));
  clearCoverage(folder);
  const emulator = await withPlaces(flags.config, () =>
    createEmulator({
      ...config,
      vendors,
      coverage: folder,
      ...(flags.verbose === true ? { onRefusal: logRefusal(createOutput({})) } : {}),
    }),
  );
  const intercepted = emulator.intercept;
  const environment = {
    ...addressesOf(emulator),
    [COVERAGE_VARIABLE]: folder,
    ...(await intercepted?.environment()),
  };
  const code = await runToEnd(command, environment).finally(() => emulator.close());
  const coverage = mergeCoverage(readCoverage(folder));
  if (config.coverage === undefined) rmSync(folder, { recursive: true, force: true });
  const tally = emulator.tally();
  const failing = config.strict === true ? unmetExpectations(tally) : tally.weak;
  const failed = code === 0 && failing > 0;
  process.stderr.write(formatSummary(tally, coverageLines(coverage)));
  if (intercepted !== undefined) process.stderr.write(formatInterception(intercepted));
  if (failed)
    process.stderr.write(
      `vendouble: the command succeeded, but ${config.strict === true ? 'in strict mode findings fail' : `replies on evidence weaker than ${config.require} fail`} it\n`,
    );
  process.exitCode = failed ? 1 : code;
}
