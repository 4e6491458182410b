/** Runs Pact's own verifier, `pact-core`, in a process of its own. */
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { CODE } from '../core/package-folders.ts';
import { PactError } from '../pact/pact-error.ts';
import type { VerifierOutcome } from './run-verifier.ts';

/** One way in which a reply differs from what the pact expects. */
export interface Mismatch {
  /** Such as `StatusMismatch`, `HeaderMismatch` or `BodyMismatch`. */
  readonly type: string;
  /** Of a body the path, of a header its name. */
  readonly path?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  readonly message: string;
}

/** What the verifier says of one interaction. */
export interface InteractionResult {
  readonly consumer: string;
  readonly description: string;
  readonly providerStates?: readonly string[];
  readonly pending?: boolean;
  readonly result: string;
  readonly mismatch?: {
    readonly type?: string;
    readonly message?: string;
    readonly mismatches?: readonly {
      readonly type?: string;
      readonly path?: string;
      readonly key?: string;
      readonly parameter?: string;
      readonly expected?: unknown;
      readonly actual?: unknown;
      readonly mismatch?: string;
    }[];
  };
}

export interface VerifierResults {
  readonly interactionResults: readonly InteractionResult[];
  readonly notices?: readonly unknown[];
}

/**
 * Path of the package beside which the verifier is.
 *
 * @throws {PactError} when it is not installed
 */
export function findVerifier(): string {
  try {
    return createRequire(import.meta.url).resolve('@pact-foundation/pact');
  } catch {
    throw new PactError(
      'to verify pacts, install the verifier beside vendouble: npm install --save-dev @pact-foundation/pact@17',
    );
  }
}

/** The verifier could not run; the message is its own. */
export class VerifierError extends Error {}

const PROGRAM = join(CODE, `testing/run-verifier${extname(import.meta.filename)}`);

/**
 * The results, also where an interaction failed.
 *
 * @param pact path of the package, from `findVerifier`
 * @param quiet whether the verifier's report is left out of standard output
 * @throws {VerifierError} when it cannot run
 */
export async function runVerifier(
  pact: string,
  options: Readonly<Record<string, unknown>>,
  quiet: boolean,
): Promise<VerifierResults> {
  const child = fork(PROGRAM, {
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit', 'ipc'],
    execArgv: [],
    env: { ...process.env, PACT_DO_NOT_TRACK: process.env.PACT_DO_NOT_TRACK ?? 'true' },
  });
  const text = await new Promise<string>((resolve, reject) => {
    child.once('message', (outcome) => resolve((outcome as VerifierOutcome).text));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new VerifierError(`it ended with ${signal ?? code}`)));
    child.send({ pact, options });
  });
  try {
    return JSON.parse(text) as VerifierResults;
  } catch {
    throw new VerifierError(text);
  }
}

/** Each mismatch once. */
export function mismatchesOf({ mismatch }: InteractionResult): readonly Mismatch[] {
  const all = (mismatch?.mismatches ?? []).map(
    ({ type = 'Mismatch', path, key, parameter, expected, actual, mismatch: message = '' }): Mismatch => {
      const where = path ?? key ?? parameter;
      return { type, ...(where === undefined ? {} : { path: where }), expected, actual, message };
    },
  );
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
