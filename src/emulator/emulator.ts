/** What you can do with a running emulator. */

import type { Control } from '../control/control.ts';
import type { Vendor } from '../core/vendor.ts';
import type { InterceptAccess } from '../intercept/access.ts';
import type { RecorderCounts } from '../recordings/recorder.ts';
import type { DocumentFindings } from '../services/contracts.ts';
import type { Service } from '../services/service.ts';
import type { EmulatorOptions } from './options.ts';

export interface Emulator extends Control, AsyncDisposable {
  /** What the control plane asks for beyond the loopback interface; `undefined` on it. */
  readonly adminToken: string | undefined;
  /** Why the durability mode `durable` cannot be guaranteed for the state directory, in a sentence; `undefined` when it can. */
  readonly doubt: string | undefined;
  /** How programs with hard-coded hosts reach the emulator; `undefined` without the options `intercept` and `tls`. */
  readonly intercept: InterceptAccess | undefined;
  /** Base URL, of a vendor when one is named. @throws {Error} for a vendor that is not served */
  url(vendor?: string): string;
  /** URL of the web UI; `undefined` where it is not built. */
  page(): string | undefined;
  /**
   * Replaces the vendor of the same name. Records, worlds and journals stay.
   *
   * @throws {ContractError} for a contract that cannot be served; the vendor before it is served on
   * @throws {ConfigError} for a name that is not served
   */
  replace(vendor: Vendor): void;
  /**
   * Reads contracts, scenarios and options again and serves all of them, or none when one is invalid. Records, worlds and
   * journals stay.
   *
   * @param options as for `createEmulator`; listeners and a clock object are ignored
   * @returns the keys that have changed and take a restart
   * @throws {ContractError} for a contract that cannot be served
   * @throws {ConfigError} for options that do not fit together
   * @throws {ScenarioError} for an invalid scenario
   */
  reload(options: EmulatorOptions): Promise<readonly string[]>;
  /** Validates all documents, and says which files they were read from and what is unusual in them. */
  findings(): Promise<DocumentFindings>;
  /**
   * Makes the first call as fast as later ones: reads the contracts and compiles what validates calls. Call it in a hook before
   * your tests, so that none of this counts against a test's time-out.
   */
  warmUp(): Promise<void>;
  /** Waits for the recordings of proxied vendors. Call it after `close`. @returns by vendor, how many exchanges */
  recordings(): Promise<ReadonlyMap<string, RecorderCounts>>;
  /** Writes what was covered until now to the folder of the coverage, if there is one. `close` does it too. */
  saveCoverage(): void;
  /** Stops listening, lets requests in flight finish and writes the state. Safe to call twice. */
  close(): Promise<void>;
}

/** @throws {Error} for a vendor that is not served */
export function urlAt(origin: string, services: readonly Service[], vendor: string | undefined): string {
  if (vendor === undefined) return origin;
  const service = services.find(({ vendor: { name } }) => name === vendor);
  if (service !== undefined) return origin + service.prefix;
  throw new Error(`the vendor ${vendor} is not served here`);
}
