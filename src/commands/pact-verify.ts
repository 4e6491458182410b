/** `vendouble pact verify`: runs Pact's verifier against an emulator of its own. */
import { ConfigError } from '../config/config.ts';
import type { Vendor } from '../core/vendor.ts';
import type { Format } from '../pact/findings.ts';
import { readPact } from '../pact/read-pact.ts';
import type { Broker } from '../testing/broker.ts';
import { failureLines, renderVerification } from '../testing/verification-report.ts';
import { type Verification, verifyPacts } from '../testing/verify-pacts.ts';
import { createProviders, type ProviderFlags } from './pact-providers.ts';
import { configOf, type ServeFlags } from './serve-config.ts';

export interface PactVerifyFlags extends Pick<ServeFlags, 'seed' | 'clock' | 'coverage'>, ProviderFlags {
  readonly format: Format;
  readonly scenarios?: string;
  readonly header?: readonly string[];
  readonly basePath?: string;
  readonly brokerUrl?: string;
  readonly brokerToken?: string;
  readonly brokerUsername?: string;
  readonly brokerPassword?: string;
  readonly providerVersion?: string;
  readonly providerBranch?: string;
  readonly providerTag?: readonly string[];
  readonly selectors?: string;
  readonly enablePending?: boolean;
  readonly includeWipPactsSince?: string;
  readonly buildUrl?: string;
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

function brokerOf(flags: PactVerifyFlags, vendor: Vendor): Broker | undefined {
  const { brokerUrl: url, brokerToken, brokerUsername, brokerPassword } = flags;
  if (url === undefined) return undefined;
  const named = flags.provider?.find((name) => !name.includes('='));
  const builtIn = flags.vendor === undefined ? vendor.title : flags.vendor;
  return {
    url,
    token: brokerToken,
    username: brokerUsername,
    password: brokerPassword,
    provider: named ?? builtIn,
    providerVersion: flags.providerVersion,
    providerBranch: flags.providerBranch,
    providerTags: flags.providerTag,
    selectors: selectorsOf(flags.selectors),
    enablePending: flags.enablePending,
    includeWipPactsSince: flags.includeWipPactsSince,
    buildUrl: flags.buildUrl,
  };
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

/** What is verified against one vendor. */
interface Run {
  readonly vendor: Vendor;
  readonly pacts: readonly string[];
  readonly broker?: Broker | undefined;
}

async function runsOf(files: readonly string[], flags: PactVerifyFlags): Promise<readonly Run[]> {
  const providers = createProviders(flags);
  if (files.length > 0) {
    const runs = new Map<Vendor, string[]>();
    for (const file of files) {
      const vendor = await providers.of(readPact(file));
      runs.set(vendor, [...(runs.get(vendor) ?? []), file]);
    }
    for (const sentence of providers.unused()) process.stderr.write(`vendouble: ${sentence}\n`);
    return [...runs].map(([vendor, pacts]) => ({ vendor, pacts }));
  }
  if (flags.brokerUrl === undefined) return [];
  const target = flags.spec ?? flags.vendor;
  if (target === undefined)
    throw new ConfigError('a broker needs --vendor or --spec, the vendor or document that is the provider');
  const vendor = await providers.open(target);
  return [{ vendor, pacts: [], broker: brokerOf(flags, vendor) }];
}

/**
 * Exits 1 when an interaction fails that is not pending, or when there are none; 2 when no pact is named.
 *
 * @throws {PactError} when it cannot run
 */
export async function verifyCommand(files: readonly string[], flags: PactVerifyFlags): Promise<void> {
  const runs = await runsOf(files, flags);
  if (runs.length === 0) {
    process.stderr.write(
      'vendouble: there are no pacts to verify; name pact files, or a broker with --broker-url\n',
    );
    process.exitCode = 2;
    return;
  }
  const { seed, clock, config: file, coverage } = flags;
  const given = Object.entries({ seed, clock, config: file, coverage }).filter(
    ([, value]) => value !== undefined,
  );
  const {
    vendors: _vendors,
    documents: _documents,
    port: _port,
    host: _host,
    state: _state,
    ...config
  } = configOf([], { ...Object.fromEntries(given), ephemeral: true });
  const { options, accounts, rateLimits, ...common } = config;
  const headers = headersOf(flags.header ?? []);
  const { format, basePath, scenarios = config.scenarios } = flags;
  const all: Verification[] = [];
  for (const { vendor, pacts, broker } of runs) {
    // The configuration may also speak of vendors that this run does not serve.
    const of = <Value>(by: Readonly<Record<string, Value>> | undefined): Readonly<Record<string, Value>> =>
      Object.fromEntries(Object.entries(by ?? {}).filter(([name]) => name === vendor.name));
    const own = { options: of(options), accounts: of(accounts), rateLimits: of(rateLimits) };
    all.push(
      await verifyPacts({
        ...common,
        ...own,
        scenarios,
        vendor,
        pacts,
        broker,
        headers,
        basePath,
        quiet: format !== 'text',
      }),
    );
  }
  const verification: Verification = {
    ok: all.every(({ ok }) => ok),
    interactions: all.flatMap(({ interactions }) => interactions),
    skipped: all.flatMap(({ skipped }) => skipped),
  };
  for (const line of failureLines(verification)) process.stderr.write(`vendouble: ${line}\n`);
  process.stdout.write(renderVerification(verification, format));
  const { interactions } = verification;
  if (interactions.length === 0)
    process.stderr.write('vendouble: the pacts have no interaction: nothing was verified\n');
  if (interactions.length === 0 || interactions.some(({ ok, pending }) => !ok && !pending))
    process.exitCode = 1;
}
