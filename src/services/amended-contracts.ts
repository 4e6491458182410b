/** The contracts of a built-in vendor with an overlay of the user's, such as what a recording confirms of them. */
import { ConfigError } from '../config/config.ts';
import { openContract } from '../contract/contract.ts';
import { readOverlay } from '../contract/document/overlay.ts';
import { validateContract } from '../contract/validate-contract.ts';
import type { Vendor } from '../core/vendor.ts';
import { builtInContracts, specPath } from './contracts.ts';
import type { Service } from './service.ts';

/**
 * @param file path of the overlay; its `extends` names the version, as in `shop/v1`
 * @throws {ContractError} for an overlay that cannot be used
 * @throws {ConfigError} for a version that the vendor does not have
 */
export function amendedContracts(vendor: Vendor, file: string): Service['versions'] {
  const overlay = readOverlay(file);
  const names = Object.keys(vendor.versions);
  const named = overlay.extends?.replace(/^.*\//, '').replace(/\.(?:ya?ml|json)$/, '');
  const version = named ?? names[0] ?? '';
  const described = vendor.versions[version];
  if (described === undefined)
    throw new ConfigError(
      `${file} extends ${overlay.extends}, which ${vendor.name} does not have; write extends: ${vendor.name}/${names.join(` or ${vendor.name}/`)}`,
    );
  const { spec, handlers } = described;
  const contract = openContract(specPath(vendor.name, spec), vendor, overlay);
  validateContract(contract, Object.keys(handlers));
  return new Map([
    ...[...builtInContracts(vendor)].map(([name, known]) =>
      name === version ? ([name, { contract, handlers }] as const) : ([name, known] as const),
    ),
  ]);
}
