/** The contracts of a built-in vendor with an overlay of the user's, such as what a recording confirms of them. */
import { ConfigError } from '../config/config.ts';
import { openContract } from '../contract/contract.ts';
import { readOverlaysFor } from '../contract/overlay/read-overlay.ts';
import { validateContract } from '../contract/validate-contract.ts';
import type { Vendor } from '../core/vendor.ts';
import { builtInContracts, specPath } from './contracts.ts';
import type { Service } from './service.ts';

/**
 * @param files paths of overlays; their `extends` names the version, as in `shop/v1`
 * @throws {ContractError} for an overlay that cannot be used
 * @throws {ConfigError} for a version that the vendor does not have
 */
export function amendedContracts(vendor: Vendor, files: string | readonly string[]): Service['versions'] {
  const names = Object.keys(vendor.versions);
  const overlays = readOverlaysFor(files, (file, extended) => {
    const name = extended?.replace(/^.*\//, '').replace(/\.(?:ya?ml|json)$/, '') ?? names[0] ?? '';
    if (Object.hasOwn(vendor.versions, name)) return name;
    throw new ConfigError(
      `${file} extends ${extended}, which ${vendor.name} does not have; write extends: ${vendor.name}/${names.join(` or ${vendor.name}/`)}`,
    );
  });
  return new Map(
    [...builtInContracts(vendor)].map(([name, known]) => {
      const overlay = overlays.get(name);
      const described = vendor.versions[name];
      if (overlay === undefined || described === undefined) return [name, known] as const;
      const { spec, handlers } = described;
      const contract = openContract(specPath(vendor.name, spec), vendor, overlay);
      validateContract(contract, Object.keys(handlers));
      return [name, { contract, handlers }] as const;
    }),
  );
}
