/** Runs Pact's own verifier against an emulator that answers every provider state. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator/create-emulator.ts';
import { inferVendor } from '../infer/vendor.ts';
import { PactError } from '../pact/pact-error.ts';
import { type Pact, readPact } from '../pact/read-pact.ts';
import { type Broker, brokerOptions, brokerProblem } from './broker.ts';
import { openStateServer } from './state-server.ts';
import {
  findVerifier,
  type InteractionResult,
  type Mismatch,
  mismatchesOf,
  runVerifier,
  VerifierError,
  type VerifierResults,
} from './verifier.ts';

export interface VerifyOptions
  extends Omit<EmulatorOptions, 'vendors' | 'port' | 'state' | 'host' | 'documents'> {
  /** The vendor that is the provider. */
  readonly vendor?: NonNullable<EmulatorOptions['vendors']>[number] | undefined;
  /** Path of the OpenAPI document that describes the provider, in place of `vendor`. */
  readonly spec?: string | undefined;
  /** Path of an OpenAPI Overlay that corrects what is inferred from the document, or several. */
  readonly overlay?: string | readonly string[] | undefined;
  /** Paths of pact files. */
  readonly pacts?: readonly string[];
  readonly broker?: Broker | undefined;
  /** Sent with every call, for pacts that leave out the credential. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Put before every path, for pacts that leave out the base path of the contract. */
  readonly basePath?: string | undefined;
  /** Leave the verifier's report out of standard output. */
  readonly quiet?: boolean | undefined;
}

export interface VerifiedInteraction {
  readonly consumer: string;
  readonly description: string;
  readonly states: readonly string[];
  readonly ok: boolean;
  /** A failure of it is reported and fails no run. */
  readonly pending: boolean;
  /** Why it failed. */
  readonly reason?: string;
  readonly mismatches: readonly Mismatch[];
  /** The pact file and the line of the interaction; absent for a pact of a broker. */
  readonly file?: string;
  readonly line?: number;
}

/** An interaction that is not a call over HTTP. */
export interface SkippedInteraction {
  readonly file: string;
  readonly description: string;
  readonly reason: string;
}

export interface Verification {
  /** Whether there were interactions and all of them passed that are not pending. */
  readonly ok: boolean;
  readonly interactions: readonly VerifiedInteraction[];
  readonly skipped: readonly SkippedInteraction[];
}

const inWords = ({ type, path, message, expected, actual }: Mismatch): string => {
  if (type === 'StatusMismatch') return `status ${actual} instead of ${expected}`;
  const values =
    message === '' ? `expected ${JSON.stringify(expected)}, was ${JSON.stringify(actual)}` : message;
  return path === undefined || values.includes(path) ? values : `${path}: ${values}`;
};

interface Source {
  readonly pact: Pact | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The file without what is not a call over HTTP: the verifier would send it to the provider. */
function verifiedFile({ file, document, leftOut }: Pact, folder: string, index: number): string {
  if (leftOut.length === 0) return file;
  const { messages: _messages, interactions, ...rest } = document;
  const left = new Set(leftOut.map(({ pointer }) => pointer));
  const kept = (Array.isArray(interactions) ? interactions : []).filter(
    (_one, position) => !left.has(`/interactions/${position}`),
  );
  const copy = join(folder, `${index}.json`);
  writeFileSync(copy, JSON.stringify({ ...rest, interactions: kept }));
  return copy;
}

/** The place of a result in its file: the verifier keeps the order, and several may have one description. */
function createPlaces(
  pact: Pact | undefined,
): (result: InteractionResult) => { file?: string; line?: number } {
  const open = [...(pact?.interactions ?? [])];
  return ({ description, providerStates = [] }) => {
    const same = (states: readonly { readonly name: string }[]): boolean =>
      states.map(({ name }) => name).join('\n') === providerStates.join('\n');
    const at = open.findIndex((one) => one.description === description && same(one.states));
    const [found] = at < 0 ? [] : open.splice(at, 1);
    if (pact === undefined || found === undefined) return {};
    const line = pact.line(found.pointer);
    return { file: pact.file, ...(line === undefined ? {} : { line }) };
  };
}

async function run(
  verifier: string,
  { broker, quiet = false }: VerifyOptions,
  options: Readonly<Record<string, unknown>>,
): Promise<VerifierResults> {
  try {
    const results = await runVerifier(verifier, options, quiet);
    const isEmpty = broker !== undefined && results.interactionResults.length === 0;
    const problem = isEmpty ? await brokerProblem(broker) : undefined;
    if (problem !== undefined) throw new PactError(problem);
    return results;
  } catch (cause) {
    if (!(cause instanceof VerifierError)) throw cause;
    const problem = broker === undefined ? undefined : await brokerProblem(broker);
    throw new PactError(problem ?? `the verifier could not run: ${cause.message}`);
  }
}

/** Verifies one file, or the pacts of a broker, in a world of its own. */
async function verifySource(
  emulator: Emulator,
  verifier: string,
  { pact, options }: Source,
  given: VerifyOptions,
): Promise<readonly VerifiedInteraction[]> {
  const { headers = {}, basePath = '' } = given;
  const { id, urls } = await emulator.createWorld();
  const [[name, url] = ['', '']] = Object.entries(urls);
  await using states = await openStateServer(emulator, name, id);
  const { interactionResults } = await run(verifier, given, {
    ...options,
    providerBaseUrl: url + basePath,
    providerStatesSetupUrl: states.url,
    providerStatesSetupTeardown: true,
    providerStatesSetupBody: true,
    failIfNoPactsFound: true,
    logLevel: 'error',
    ...(Object.keys(headers).length === 0 ? {} : { customProviderHeaders: headers }),
  });
  const placeOf = createPlaces(pact);
  return interactionResults.map((result): VerifiedInteraction => {
    const { consumer, description, providerStates = [], pending = false, mismatch } = result;
    const ok = result.result === 'OK';
    const mismatches = mismatchesOf(result);
    const failed = ok || mismatches.length > 0 ? undefined : states.failureOf(providerStates);
    const reason = failed ?? (mismatches.length > 0 ? mismatches.map(inWords).join('; ') : mismatch?.message);
    return {
      consumer,
      description,
      states: providerStates,
      ok,
      pending,
      ...(ok || reason === undefined ? {} : { reason }),
      mismatches,
      ...placeOf(result),
    };
  });
}

/** @throws {PactError} where neither or both are given */
function providerOf({ vendor, spec, overlay }: VerifyOptions): NonNullable<VerifyOptions['vendor']> {
  if ((vendor === undefined) === (spec === undefined))
    throw new PactError('to verify pacts, name the provider: vendor, or spec for an OpenAPI document');
  return vendor ?? inferVendor('provider', { spec: spec ?? '', overlay });
}

/**
 * Starts an emulator, runs Pact's verifier against it, and stops it. Needs `@pact-foundation/pact` 17.
 * The verifier's report goes to standard output unless `quiet` is set.
 *
 * @throws {PactError} for a file that is not a pact, a broker that cannot be reached, or a verifier that cannot run
 */
export async function verifyPacts(options: VerifyOptions): Promise<Verification> {
  const { vendor: _v, spec: _s, overlay: _o, headers: _h, basePath: _b, quiet: _q, ...others } = options;
  const { pacts = [], broker, ...rest } = others;
  const files = pacts.map(readPact);
  const verifier = findVerifier();
  const folder = mkdtempSync(join(tmpdir(), 'vendouble-pact-'));
  try {
    const sources: readonly Source[] = [
      ...files.map((pact, index) => ({
        pact,
        options: { provider: pact.provider, pactUrls: [verifiedFile(pact, folder, index)] },
      })),
      ...(broker === undefined ? [] : [{ pact: undefined, options: brokerOptions(broker) }]),
    ];
    const vendors = [providerOf(options)];
    await using emulator = await createEmulator({ strict: true, ...rest, vendors, port: 0 });
    const interactions: VerifiedInteraction[] = [];
    for (const source of sources)
      interactions.push(...(await verifySource(emulator, verifier, source, options)));
    return {
      ok: interactions.length > 0 && interactions.every(({ ok, pending }) => ok || pending),
      interactions,
      skipped: files.flatMap(({ file, leftOut }) =>
        leftOut.map(({ description, reason }) => ({ file, description, reason })),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
