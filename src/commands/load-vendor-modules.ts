/** Loads vendors that users wrote in code, by the path of their module. */
import { relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ConfigError } from '../config/config.ts';
import { ContractError } from '../contract/document/load-document.ts';
import { toError } from '../core/emulator-error.ts';
import { CODE } from '../core/package-folders.ts';
import type { Vendor } from '../core/vendor.ts';
import type { Load } from './reload-modules.ts';

/** Whether an argument names a module, not a built-in vendor or a document. */
export const isModulePath = (name: string): boolean => /\.[cm]?[jt]s$/.test(name);

const isVendor = (value: unknown): value is Vendor =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'versions' in value &&
  'renderFailure' in value;

const OURS = `${pathToFileURL(CODE).href}/`;

/** File and line of an error in the user's code, from the stack. */
function placeOf({ stack = '' }: Error): string | undefined {
  const [, url, line] =
    [...stack.matchAll(/(file:\/\/[^\s()]+?):(\d+)/g)].find(
      ([, at = '']) => !at.includes('/node_modules/') && !at.startsWith(OURS),
    ) ?? [];
  return url === undefined ? undefined : `${relative(process.cwd(), fileURLToPath(new URL(url)))}:${line}`;
}

/**
 * @throws {ConfigError} for a module that cannot be loaded, or exports no vendor
 * @throws {ContractError} when the contract of the vendor has errors
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

/**
 * Replaces the paths of modules by the vendors that they export; names of built-in vendors stay.
 *
 * @throws {ConfigError} for a module that cannot be loaded, or exports no vendor
 * @throws {ContractError} when the contract of a vendor has errors
 */
export const loadVendorModules = async (
  names: readonly string[] | undefined,
  load: Load = once,
): Promise<readonly (string | Vendor)[] | undefined> =>
  names && Promise.all(names.map((name) => (isModulePath(name) ? vendorIn(name, load) : name)));
