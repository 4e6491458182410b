/** Checks pact files against a contract from code, as `vendouble pact check` does. */
import type { Config } from '../config/config.ts';
import type { Vendor } from '../core/vendor.ts';
import { inferVendor } from '../infer/vendor.ts';
import { checkPact } from '../pact/check-pact.ts';
import type { PactReport } from '../pact/findings.ts';
import { PactError } from '../pact/pact-error.ts';
import { pactService } from '../pact/pact-service.ts';
import { readPact } from '../pact/read-pact.ts';
import { findVendors } from '../services/create-services.ts';

export interface CheckOptions extends Pick<Config, 'options' | 'accounts' | 'scenarios'> {
  /** Paths of pact files. */
  readonly pacts: readonly string[];
  /** The vendor that is the provider. */
  readonly vendor?: string | Vendor | undefined;
  /** Path of the OpenAPI document that describes the provider, in place of `vendor`. */
  readonly spec?: string | undefined;
  /** Path of an OpenAPI Overlay that corrects what is inferred from the document, or several. */
  readonly overlay?: string | readonly string[] | undefined;
  /** Put before every path, for pacts that leave out the base path of the contract. */
  readonly basePath?: string | undefined;
}

export interface CheckResult {
  /** Whether there were interactions and no error was found. */
  readonly ok: boolean;
  readonly reports: readonly PactReport[];
}

/**
 * @throws {PactError} for a file that is not a pact, and where neither or both of `vendor` and `spec` are given
 * @throws {ContractError} for a document that cannot be used
 */
export async function checkPacts(options: CheckOptions): Promise<CheckResult> {
  const { pacts, vendor: named, spec, overlay, basePath, scenarios } = options;
  if ((named === undefined) === (spec === undefined))
    throw new PactError('to check pacts, name the provider: vendor, or spec for an OpenAPI document');
  const [vendor] =
    spec === undefined ? findVendors([named ?? '']) : [inferVendor('provider', { spec, overlay })];
  if (vendor === undefined) throw new PactError('there is no vendor to check against');
  const service = pactService(vendor, options);
  const reports: PactReport[] = [];
  for (const pact of pacts.map(readPact))
    reports.push(await checkPact(pact, service, { scenarios, basePath }));
  const isSound = ({ interactions, findings }: PactReport): boolean =>
    interactions.length > 0 && findings.every(({ severity }) => severity !== 'error');
  return { ok: reports.length > 0 && reports.every(isSound), reports };
}
