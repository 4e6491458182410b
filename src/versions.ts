/** The contracts of vendors: when each is read, and when it is judged. */
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from './config.ts';
import { type Contract, openContract } from './contract/contract.ts';
import { contractOf } from './contract/known.ts';
import { once } from './contract/once.ts';
import { proveContract, proveOperation } from './contract/proof.ts';
import type { Service } from './service.ts';
import type { Vendor } from './vendor.ts';

type Versions = Service['versions'];

/** A contract with more operations would keep everybody waiting: it is judged while it is served. */
const MOST_BEFORE_START = 100;

/** Path of a contract's file. */
export const specPath = (vendor: string, spec: string): string =>
  isAbsolute(spec) ? spec : fileURLToPath(new URL(`../specs/${vendor}/${spec}`, import.meta.url));

/** @throws {ConfigError} for a handler of nothing */
function open(vendor: Vendor, version: string): Contract {
  const entry = vendor.versions[version] ?? { spec: '', handlers: {} };
  const { spec, handlers } = entry;
  const contract = contractOf(entry) ?? openContract(specPath(vendor.name, spec), vendor);
  const ids = new Set(contract.operations.map(({ id }) => id));
  const stray = Object.keys(handlers).find((id) => !ids.has(id));
  if (stray !== undefined)
    throw new ConfigError(
      `${vendor.name} ${version} has a handler for ${stray}, which its contract does not describe`,
    );
  return contract;
}

/** Contracts never change, and a process that starts many emulators reads them once. */
const shipped = new Map<string, () => Contract>();

/** Versions of a vendor of ours, each read when it is first asked for: the tests have judged them all. */
export function shippedVersions(vendor: Vendor): Versions {
  return new Map(
    Object.entries(vendor.versions).map(([version, { spec, handlers }]) => {
      const file = specPath(vendor.name, spec);
      const contract = shipped.get(file) ?? once(() => open(vendor, version));
      shipped.set(file, contract);
      return [
        version,
        {
          get contract() {
            return contract();
          },
          handlers,
        },
      ];
    }),
  );
}

const brought = new WeakMap<Vendor, Versions>();

/**
 * Versions of somebody else's vendor, read and judged now; large ones are judged while they are served, and what is
 * wrong with them is told then.
 *
 * @throws {ContractError} for the first thing that is wrong with one
 */
export function broughtVersions(vendor: Vendor, report: (error: Error) => void): Versions {
  const known = brought.get(vendor);
  if (known !== undefined) return known;
  const versions = new Map(
    Object.entries(vendor.versions).map(([version, { handlers }]) => {
      const contract = open(vendor, version);
      if (contract.operations.length <= MOST_BEFORE_START) proveContract(contract, Object.keys(handlers));
      else proveWhileServing(contract, Object.keys(handlers), report);
      return [version, { contract, handlers }];
    }),
  );
  brought.set(vendor, versions);
  return versions;
}

/** Milliseconds between two operations that are judged while serving: a call that arrives meanwhile is answered first. */
const PAUSE = 10;
/** Most operations of one contract that are told of one by one. */
const MOST_TOLD = 20;

/** Keeps no process alive. */
function proveWhileServing(
  contract: Contract,
  handled: readonly string[],
  report: (error: Error) => void,
): void {
  const left = contract.operations.values();
  let broken = 0;
  const next = (): void => {
    const { value: operation, done } = left.next();
    if (done === true) {
      if (broken > MOST_TOLD)
        report(new Error(`of ${contract.title}, ${broken} operations are wrong in all`));
      return;
    }
    try {
      proveOperation(contract, operation, handled);
    } catch (cause) {
      if (++broken <= MOST_TOLD) report(cause as Error);
    }
    setTimeout(next, PAUSE).unref();
  };
  setTimeout(next, PAUSE).unref();
}
