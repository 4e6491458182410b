/** `vendouble pact check`: checks pact files against contracts, without making a call. */
import { checkConfig } from '../config/config.ts';
import { checkPact } from '../pact/check-pact.ts';
import type { Format, PactReport } from '../pact/findings.ts';
import { PactError } from '../pact/pact-error.ts';
import { type Pact, readPact } from '../pact/read-pact.ts';
import { hasErrors, renderReport } from '../pact/report.ts';
import { listScenarios } from '../scenarios/scenarios.ts';
import { builtInContracts } from '../services/contracts.ts';
import { createService, findVendors } from '../services/create-services.ts';
import type { Service } from '../services/service.ts';

export interface PactCheckFlags {
  readonly vendor?: string;
  readonly format: Format;
  readonly scenarios?: string;
}

/** The vendor given by name, or the one with the name of the pact's provider. @throws {PactError} when there is none */
export function vendorNameOf(pact: Pact, named: string | undefined): string {
  if (named !== undefined) return named;
  const folded = pact.provider.toLowerCase().replace(/[^a-z0-9]/g, '');
  const vendors = findVendors(undefined);
  const found = vendors.find(({ name, title }) =>
    [name, title].some((one) => one.toLowerCase().replace(/[^a-z0-9]/g, '') === folded),
  );
  if (found !== undefined) return found.name;
  throw new PactError(
    `the pact ${pact.file} has the provider ${JSON.stringify(pact.provider)}, which is no vendor; say with --vendor which it is: ${vendors.map(({ name }) => name).join(', ')}`,
  );
}

function serviceNamed(name: string): Service {
  const vendors = findVendors([name]);
  const [vendor] = vendors;
  if (vendor === undefined) throw new PactError(`there is no vendor ${name}`);
  return createService(vendor, builtInContracts(vendor), checkConfig({}, vendors), (error) => {
    throw error;
  });
}

/**
 * Exits 1 when a pact breaks its contract or has no interaction.
 *
 * @throws {PactError} for a file that is not a pact. Nothing is printed then.
 */
export function checkPacts(files: readonly string[], { vendor, format, scenarios }: PactCheckFlags): void {
  const services = new Map<string, Service>();
  const reports = files.map((file): PactReport => {
    const pact = readPact(file);
    const name = vendorNameOf(pact, vendor);
    const service = services.get(name) ?? serviceNamed(name);
    services.set(name, service);
    const known = listScenarios([name], scenarios).map((scenario) => scenario.name);
    return checkPact(pact, service, known);
  });
  process.stdout.write(renderReport(reports, format));
  const empty = reports.filter(({ interactions }) => interactions.length === 0);
  for (const { file } of empty)
    process.stderr.write(`vendouble: ${file} has no interaction: nothing was checked\n`);
  if (hasErrors(reports) || empty.length > 0) process.exitCode = 1;
}
