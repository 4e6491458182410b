/** Vendors of the user's own, written in code, named by the path of their module. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '../config.ts';
import type { Vendor } from '../vendor.ts';

/** What names a module and neither a vendor nor a document. */
export const isModule = (name: string): boolean => /\.[cm]?[jt]s$/.test(name);

const isVendor = (value: unknown): value is Vendor =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'versions' in value &&
  'renderFailure' in value;

/** @throws {ConfigError} for a module that cannot be loaded, or has no vendor */
async function vendorIn(path: string): Promise<Vendor> {
  let loaded: { readonly default?: unknown };
  try {
    loaded = await import(pathToFileURL(resolve(path)).href);
  } catch (cause) {
    throw new ConfigError(`the vendor ${path} cannot be loaded: ${(cause as Error).message}`);
  }
  if (isVendor(loaded.default)) return loaded.default;
  throw new ConfigError(
    `${path} has no vendor; its default export must be one: export default defineVendor({ … })`,
  );
}

/** The names with their modules in place of paths. */
export const withModules = async (
  names: readonly string[] | undefined,
): Promise<readonly (string | Vendor)[] | undefined> =>
  names && Promise.all(names.map((name) => (isModule(name) ? vendorIn(name) : name)));
