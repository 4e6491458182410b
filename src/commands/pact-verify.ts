/** `vendouble pact verify`: runs Pact's verifier against an emulator of its own. */
import { ConfigError } from '../config/config.ts';
import { readPact } from '../pact/read-pact.ts';
import { type Broker, type Verification, verifyPacts } from '../testing/pact.ts';
import { vendorNameOf } from './pact-check.ts';
import { configOf, type StartFlags } from './start.ts';

export interface PactVerifyFlags extends Pick<StartFlags, 'seed' | 'clock' | 'config'> {
  readonly vendor?: string;
  readonly header?: readonly string[];
  readonly brokerUrl?: string;
  readonly brokerToken?: string;
  readonly provider?: string;
  readonly providerVersion?: string;
  readonly providerBranch?: string;
  readonly selectors?: string;
}

function selectorsOf(text: string | undefined): Broker['selectors'] {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value as Broker['selectors'];
  } catch {
    // The error below says what is wrong.
  }
  throw new ConfigError('--selectors takes a JSON list, such as [{"mainBranch":true}]');
}

function brokerOf(flags: PactVerifyFlags): Broker | undefined {
  const {
    brokerUrl: url,
    brokerToken: token,
    vendor,
    provider = vendor,
    providerVersion,
    providerBranch,
  } = flags;
  if (url === undefined) return undefined;
  if (provider === undefined)
    throw new ConfigError('with a broker, --vendor says which vendor is the provider');
  return { url, token, provider, providerVersion, providerBranch, selectors: selectorsOf(flags.selectors) };
}

const headersOf = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([^:\s]+):\s*(.+)$/.exec(line) ?? [];
      if (name === undefined || value === undefined)
        throw new ConfigError(`${line} is no header; write Name: value`);
      return [name, value];
    }),
  );

function printResult({ interactions }: Verification): void {
  const failed = interactions.filter(({ ok }) => !ok);
  for (const { consumer, description, reason } of failed)
    process.stderr.write(`vendouble: ${consumer}: ${description}: ${reason ?? 'failed'}\n`);
  process.stdout.write(`${interactions.length} interactions, ${failed.length} failed\n`);
}

/**
 * Exits 1 when an interaction fails, or when there are none.
 *
 * @throws {PactError} when it cannot run
 */
export async function verifyCommand(files: readonly string[], flags: PactVerifyFlags): Promise<void> {
  const broker = files.length > 0 ? undefined : brokerOf(flags);
  if (files.length === 0 && broker === undefined) {
    process.stderr.write(
      'vendouble: there is no pact to verify; name files, or a broker with --broker-url\n',
    );
    process.exitCode = 1;
    return;
  }
  const { seed, clock, config: file } = flags;
  const given = Object.entries({ seed, clock, config: file }).filter(([, value]) => value !== undefined);
  const {
    vendors: _vendors,
    port: _port,
    host: _host,
    state: _state,
    ...config
  } = configOf([], {
    ...Object.fromEntries(given),
    ephemeral: true,
  });
  const headers = headersOf(flags.header ?? []);
  const byVendor = Map.groupBy(files, (file) => vendorNameOf(readPact(file), flags.vendor));
  const runs = broker === undefined ? [...byVendor] : [[flags.vendor ?? '', []] as const];
  const all: Verification['interactions'][number][] = [];
  for (const [vendor, pacts] of runs) {
    const { interactions } = await verifyPacts({ ...config, vendor, pacts, broker, headers });
    all.push(...interactions);
  }
  printResult({ ok: true, interactions: all });
  if (all.length === 0)
    process.stderr.write('vendouble: the pacts have no interaction: nothing was verified\n');
  if (all.length === 0 || all.some(({ ok }) => !ok)) process.exitCode = 1;
}
