/** `vendouble pact check`: checks pact files against contracts, without making a call. */
import { ConfigError } from '../config/config.ts';
import type { Vendor } from '../core/vendor.ts';
import { checkPact } from '../pact/check-pact.ts';
import { checkUpgrade } from '../pact/check-upgrade.ts';
import type { Format, PactReport } from '../pact/findings.ts';
import { pactService } from '../pact/pact-service.ts';
import { readPact } from '../pact/read-pact.ts';
import { hasErrors, renderReport } from '../pact/report.ts';
import type { Service } from '../services/service.ts';
import { createProviders, type ProviderFlags } from './pact-providers.ts';

export interface PactCheckFlags extends ProviderFlags {
  readonly format: Format;
  readonly scenarios?: string;
  readonly basePath?: string;
  /** The document before the change: only what breaks by the change is reported. */
  readonly against?: string;
}

/**
 * Exits 1 when a pact breaks its contract or has no interaction.
 *
 * @throws {PactError} for a file that is not a pact. Nothing is printed then.
 * @throws {ContractError} for a document that cannot be used
 */
export async function checkPacts(files: readonly string[], flags: PactCheckFlags): Promise<void> {
  const { format, basePath } = flags;
  const bare = flags.provider?.find((name) => !name.includes('='));
  if (bare !== undefined)
    throw new ConfigError(`--provider takes name=vendor, such as ${JSON.stringify(`${bare}=openapi.yaml`)}`);
  const providers = createProviders(flags);
  const pacts = files.map(readPact);
  const old =
    flags.against === undefined
      ? undefined
      : pactService(await providers.open(flags.against), providers.config);
  const services = new Map<Vendor, Service>();
  const reports: PactReport[] = [];
  for (const pact of pacts) {
    const vendor = await providers.of(pact);
    const service = services.get(vendor) ?? pactService(vendor, providers.config);
    services.set(vendor, service);
    const scenarios = flags.scenarios ?? providers.config.scenarios;
    const options = { scenarios, basePath };
    reports.push(
      await (old === undefined
        ? checkPact(pact, service, options)
        : checkUpgrade(pact, old, service, options)),
    );
  }
  process.stdout.write(renderReport(reports, format));
  for (const sentence of providers.unused()) process.stderr.write(`vendouble: ${sentence}\n`);
  const empty = reports.filter(({ interactions }) => interactions.length === 0);
  for (const { file } of empty)
    process.stderr.write(`vendouble: ${file} has no interaction over HTTP: nothing was checked\n`);
  if (hasErrors(reports) || empty.length > 0) process.exitCode = 1;
}
