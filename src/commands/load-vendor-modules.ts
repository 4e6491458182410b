/** Vendors of the user's own, written in code, named by the path of their module. */
import { relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ConfigError } from '../config/config.ts';
import { ContractError } from '../contract/document/load-document.ts';
import { toError } from '../core/emulator-error.ts';
import type { Vendor } from '../core/vendor.ts';
import type { Load } from './reload-modules.ts';

/** What names a module and neither a vendor nor a document. */
export const isModulePath = (name: string): boolean => /\.[cm]?[jt]s$/.test(name);

const isVendor = (value: unknown): value is Vendor =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'versions' in value &&
  'renderFailure' in value;

/** Where an error of the user's own code happened, as Node writes it into the stack. */
function placeOf({ stack = '' }: Error): string | undefined {
  const [, url, line] =
    [...stack.matchAll(/(file:\/\/[^\s()]+?):(\d+)/g)].find(
      ([, at = '']) => !at.includes('/node_modules/'),
    ) ?? [];
  return url === undefined ? undefined : `${relative(process.cwd(), fileURLToPath(new URL(url)))}:${line}`;
}

/**
 * @throws {ConfigError} for a module that cannot be loaded, or has no vendor
 * @throws {ContractError} for a contract that its vendor cannot be made of
 */
async function vendorIn(path: string, load: Load): Promise<Vendor> {
  const loaded = await load(resolve(path)).catch((cause: unknown) => {
    if (cause instanceof ContractError) throw cause;
    const error = toError(cause);
    const place = placeOf(error);
    throw new ConfigError(
      `the vendor ${path} cannot be loaded: ${place === undefined ? '' : `${place} `}${error.message}`,
    );
  });
  if (isVendor(loaded.default)) return loaded.default;
  throw new ConfigError(
    `${path} has no vendor; its default export must be one: export default defineVendor({ … })`,
  );
}

const once: Load = (path) => import(pathToFileURL(path).href);

/** The names with their modules in place of paths. */
export const loadVendorModules = async (
  names: readonly string[] | undefined,
  load: Load = once,
): Promise<readonly (string | Vendor)[] | undefined> =>
  names && Promise.all(names.map((name) => (isModulePath(name) ? vendorIn(name, load) : name)));
