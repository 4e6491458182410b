/** The contracts of vendors: when they are read and validated. */
import { isAbsolute, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Config, ConfigError } from '../config/config.ts';
import { type Contract, LARGE, openContract } from '../contract/contract.ts';
import { collectProblems } from '../contract/document/contract-error.ts';
import { validateContract, validateDescribedOperation } from '../contract/validate-contract.ts';
import { validateInTurns } from '../contract/validate-operation.ts';
import { lazy } from '../core/lazy.ts';
import { SPECS } from '../core/package-folders.ts';
import { nearestWord } from '../core/spelling.ts';
import { handledOperations, type Vendor } from '../core/vendor.ts';
import type { Service } from './service.ts';

type Versions = Service['versions'];

/** Path of a contract's file. */
export const specPath = (vendor: string, spec: string): string =>
  isAbsolute(spec) ? spec : join(SPECS, vendor, spec);

/** @throws {ConfigError} for a handler of an operation that the contract does not have */
function open(vendor: Vendor, version: string): Contract {
  const entry = vendor.versions[version] ?? { spec: '', handlers: {} };
  const { spec, handlers } = entry;
  // The core cannot name the type. Only `inferVendor` sets the field.
  const read = entry.contract as Contract | undefined;
  const contract = read ?? openContract(specPath(vendor.name, spec), vendor);
  const ids = new Set(contract.operations.map(({ id }) => id));
  const unknown = Object.keys(handlers).find((id) => !ids.has(id));
  if (unknown !== undefined) {
    const meant = nearestWord(unknown, [...ids]);
    throw new ConfigError(
      `${vendor.name} ${version} has a handler for ${unknown}, which its contract does not describe${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    );
  }
  return contract;
}

/** Built-in contracts never change. A process that starts many emulators reads them once. */
const builtIn = new Map<string, () => Contract>();

/** The versions of a built-in vendor, each read on first use. They are not validated, because the tests do that. */
export function builtInContracts(vendor: Vendor): Versions {
  return new Map(
    Object.entries(vendor.versions).map(([version, { spec, handlers }]) => {
      const file = specPath(vendor.name, spec);
      const contract = builtIn.get(file) ?? lazy(() => open(vendor, version));
      builtIn.set(file, contract);
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

/** The contracts of a user's vendor. */
interface UserContracts {
  readonly versions: Versions;
  /** Settles when everything in them is validated. */
  readonly validated: Promise<unknown>;
}

/** Each vendor's contracts are read once, by whichever emulator serves it first. */
const userVendors = new WeakMap<Vendor, UserContracts>();

const opened = (vendor: Vendor): Versions =>
  new Map(
    Object.entries(vendor.versions).map(([version, { handlers }]) => [
      version,
      { contract: open(vendor, version), handlers },
    ]),
  );

/**
 * The versions of a user's vendor, read and validated now. Large contracts are validated in the background, and their
 * problems go to `report`.
 *
 * @throws {ContractError} for an invalid contract
 */
export function userContracts(vendor: Vendor, report: (error: Error) => void): Versions {
  const known = userVendors.get(vendor);
  if (known !== undefined) return known.versions;
  const versions = opened(vendor);
  const validating = [...versions.values()].map(({ contract, handlers }) => {
    if (contract.operations.length > LARGE && (contract.documents.lenient || vendor.foreign !== true))
      return validateWhileServing(contract, handledOperations(handlers), report);
    return validateContract(contract, handledOperations(handlers));
  });
  userVendors.set(vendor, { versions, validated: Promise.all(validating) });
  return versions;
}

/**
 * Reads and validates a user's vendor completely, before it replaces one that is served.
 *
 * @throws {ContractError} with every problem of a contract
 */
export async function validateWholeContract(vendor: Vendor): Promise<void> {
  if (userVendors.has(vendor)) return;
  const versions = opened(vendor);
  for (const { contract, handlers } of versions.values()) {
    const { attempt, assertNone } = collectProblems();
    await validateOneByOne(contract, handledOperations(handlers), 0, (problem) =>
      attempt(() => {
        throw problem;
      }),
    );
    for (const step of contract.schemas.examples()) {
      attempt(step);
      await setTimeout(0, undefined, { ref: false });
    }
    assertNone();
  }
  userVendors.set(vendor, { versions, validated: Promise.resolve() });
}

/** The files of the users' contracts, and the warnings about them. */
export interface DocumentFindings {
  /** Paths of the files. */
  readonly files: readonly string[];
  /** With their places. */
  readonly warnings: readonly string[];
}

/**
 * Waits until the contracts are validated. Built-in vendors are left out, unless an overlay changes them.
 *
 * @param overlays of built-in vendors, by name
 */
export async function documentFindings(
  vendors: readonly Vendor[],
  services: readonly Service[],
  overlays: Config['overlays'] = {},
): Promise<DocumentFindings> {
  const read = vendors.flatMap((vendor) => userVendors.get(vendor) ?? []);
  await Promise.all(read.map(({ validated }) => validated));
  const amended = services.filter(({ vendor }) => Object.hasOwn(overlays, vendor.name));
  const contracts = [...read, ...amended].flatMap(({ versions }) =>
    [...versions.values()].map(({ contract }) => contract),
  );
  return {
    files: contracts.flatMap(({ documents }) => documents.files()),
    warnings: contracts.flatMap((contract) => contract.warnings()),
  };
}

/** Milliseconds between two operations in background validation, so that calls are answered first. */
const PAUSE = 10;
/** Most problems of one contract that are reported one by one. */
const MOST_REPORTED = 20;

/** Validates one operation after the other. The timers do not keep the process alive. */
async function validateOneByOne(
  contract: Contract,
  handled: readonly string[],
  pause: number,
  report: (problem: Error) => void,
): Promise<void> {
  for (const operation of contract.operations) {
    await setTimeout(pause, undefined, { ref: false });
    for (const _ of validateInTurns(operation)) await setTimeout(0, undefined, { ref: false });
    try {
      validateDescribedOperation(contract, operation, handled);
    } catch (cause) {
      report(cause as Error);
    }
  }
}

async function validateWhileServing(
  contract: Contract,
  handled: readonly string[],
  report: (error: Error) => void,
): Promise<void> {
  let broken = 0;
  // Otherwise the first call would wait for this.
  contract.schemas.prime();
  await validateOneByOne(contract, handled, PAUSE, (problem) => {
    if (++broken <= MOST_REPORTED) report(problem);
  });
  if (broken > MOST_REPORTED)
    report(new Error(`of ${contract.title}, ${broken} operations are wrong in all`));
}
