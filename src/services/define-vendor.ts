/** `defineVendor` and `inferVendor` as users call them: both check what they are given. */

import { checkDescribed, checkVendor } from '../config/check-vendor.ts';
import type { Vendor } from '../core/vendor.ts';
import { type DescribedVendor, inferVendor as infer } from '../infer/vendor.ts';

/**
 * Checks an object and types it as a vendor, so that the compiler points at the part that is wrong.
 *
 * @throws {ConfigError} for an unknown key, a missing one, or a value of another kind
 */
export function defineVendor(vendor: Vendor): Vendor {
  checkVendor(vendor);
  return vendor;
}

/**
 * Makes a vendor from any OpenAPI document. Spread it to change a part: `defineVendor({ ...inferVendor(…), reports:
 * 'first' })`.
 *
 * @param name first segment of its URLs
 * @throws {ConfigError} for an unknown key or a value of another kind
 * @throws {ContractError} for a document or an overlay that cannot be used
 * @throws {TypeError} for a collection with the name of an inferred one
 */
export function inferVendor(name: string, described: DescribedVendor): Vendor {
  checkDescribed(name, described);
  return infer(name, described);
}
