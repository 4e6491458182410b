/** The one vendor that a command about recordings is for. */
import { checkConfig } from '../config/config.ts';
import { createServices, findServedVendors } from '../services/create-services.ts';
import type { Service } from '../services/service.ts';
import { CommandError } from './command-error.ts';
import { localName } from './fetch-document.ts';
import { configOf } from './serve-config.ts';

/**
 * @param name of a vendor, or path or address of an OpenAPI document
 * @throws {ConfigError} for a name that is not known
 * @throws {ContractError} for a document that cannot be used
 */
export async function openRecordedVendor(
  name: string,
  flags: { readonly overlay?: readonly string[]; readonly allowRefs?: string },
): Promise<Service> {
  const {
    vendors: names,
    documents,
    overlays,
  } = configOf([await localName(name)], { ...flags, ephemeral: true });
  const vendors = await findServedVendors(names, documents);
  const config = checkConfig({ documents, overlays }, vendors);
  const [service] = createServices(vendors, config, (error) =>
    process.stderr.write(`vendouble: ${error.message}\n`),
  );
  if (service === undefined) throw new CommandError(`${name} is not a vendor and not a document`);
  return service;
}
