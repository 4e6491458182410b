/** `vendouble/pact`: runs Pact's own verifier against an emulator, and sets up every provider state. */
import { createRequire } from 'node:module';
import { ControlError } from '../control/control.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator/create-emulator.ts';
import { PactError } from '../pact/pact-error.ts';
import { type Interaction, type ProviderState, readPact } from '../pact/read-pact.ts';

/** A Pact broker to read pacts from. */
export interface Broker {
  readonly url: string;
  readonly token?: string | undefined;
  /** Name of the provider in the broker. */
  readonly provider: string;
  /** Consumer version selectors; by default main branches and everything deployed or released. */
  readonly selectors?: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** Publish the results under this version, in CI only (`CI` is set). */
  readonly providerVersion?: string | undefined;
  readonly providerBranch?: string | undefined;
}

export interface VerifyOptions extends Omit<EmulatorOptions, 'vendors' | 'port' | 'state' | 'host'> {
  /** The vendor that is the provider. */
  readonly vendor: NonNullable<EmulatorOptions['vendors']>[number];
  /** Paths of pact files. */
  readonly pacts?: readonly string[];
  readonly broker?: Broker | undefined;
  /** Sent with every call, for pacts that leave out the credential. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface VerifiedInteraction {
  readonly consumer: string;
  readonly description: string;
  readonly states: readonly string[];
  readonly ok: boolean;
  /** Why it failed, where it is known; the verifier's own report has more. */
  readonly reason?: string;
}

export interface Verification {
  /** Whether there were interactions and all of them passed. */
  readonly ok: boolean;
  readonly interactions: readonly VerifiedInteraction[];
}

/** The part of `@pact-foundation/pact-core` that is used here. */
interface Core {
  logLevel(level: string): void;
  verifyPacts(options: Readonly<Record<string, unknown>>): Promise<string>;
}

/** What the verifier reports. */
interface Results {
  readonly interactionResults: readonly {
    readonly consumer: string;
    readonly description: string;
    readonly providerStates?: readonly string[];
    readonly result: string;
    readonly mismatch?: { readonly message?: string };
  }[];
}

/**
 * Loads the verifier beneath pact-js. The proxy of pact-js rewrites bodies and ignores errors of state handlers.
 *
 * @throws {PactError} when the package is not installed
 */
function loadCore(): Core {
  process.env.PACT_DO_NOT_TRACK ??= 'true';
  const here = createRequire(import.meta.url);
  let pact: string;
  try {
    pact = here.resolve('@pact-foundation/pact');
  } catch {
    throw new PactError(
      'to verify pacts, install the verifier beside vendouble: npm install --save-dev @pact-foundation/pact@17',
    );
  }
  const { default: core } = createRequire(pact)('@pact-foundation/pact-core') as { default: Core };
  core.logLevel('error');
  return core;
}

async function assertReachable({ url, token }: Broker): Promise<void> {
  try {
    const reply = await fetch(url, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    if (reply.ok) return;
    throw new PactError(`the broker ${url} answers ${reply.status}; check its URL and PACT_BROKER_TOKEN`);
  } catch (cause) {
    if (cause instanceof PactError) throw cause;
    const { message, cause: why } = cause as Error & { cause?: NodeJS.ErrnoException };
    throw new PactError(`the broker ${url} cannot be reached: ${why?.code ?? message}`);
  }
}

const inCI = (): boolean => !['', '0', 'false'].includes(process.env.CI ?? '');

const brokered = (broker: Broker): Readonly<Record<string, unknown>> => ({
  provider: broker.provider,
  pactBrokerUrl: broker.url,
  ...(broker.token === undefined ? {} : { pactBrokerToken: broker.token }),
  consumerVersionSelectors: broker.selectors ?? [{ mainBranch: true }, { deployedOrReleased: true }],
  ...(broker.providerBranch === undefined ? {} : { providerVersionBranch: broker.providerBranch }),
  ...(broker.providerVersion === undefined
    ? {}
    : { providerVersion: broker.providerVersion, publishVerificationResult: inCI() }),
});

/** The verifier's results, also where an interaction failed. @throws {PactError} when it cannot run */
async function results(run: () => Promise<string>): Promise<Results> {
  // Errors in its options are thrown synchronously.
  const text = await (async () => run())().catch(({ message }: Error) => message);
  try {
    return JSON.parse(text) as Results;
  } catch {
    throw new PactError(`the verifier could not run: ${text}`);
  }
}

/** The states of an interaction, with parameters where the pact is a local file. */
const statesOf = (
  known: readonly Interaction[],
  description: string,
  names: readonly string[],
): readonly Pick<ProviderState, 'name' | 'params'>[] =>
  known.find((one) => one.description === description)?.states ?? names.map((name) => ({ name, params: {} }));

/** The verifier only says that a state failed. Setting it up again gives the reason. */
const reasonOf = (
  emulator: Emulator,
  vendor: string,
  world: string,
  states: readonly Pick<ProviderState, 'name' | 'params'>[],
): Promise<string | undefined> =>
  states.reduce<Promise<string | undefined>>(
    async (before, { name: state, params }) =>
      (await before) ??
      emulator.providerState({ state, params, vendor }, world).then(
        () => undefined,
        (cause: Error) => cause.message,
      ),
    Promise.resolve(undefined),
  );

/**
 * Starts an emulator, runs Pact's verifier against it, and stops it. Needs `@pact-foundation/pact` 17.
 * The verifier's report goes to standard output.
 *
 * @throws {PactError} for a file that is not a pact, a broker that cannot be reached, or a verifier that cannot run
 */
export async function verifyPacts(options: VerifyOptions): Promise<Verification> {
  const { vendor, pacts = [], broker, headers = {}, ...rest } = options;
  const files = pacts.map(readPact);
  const core = loadCore();
  if (broker !== undefined) await assertReachable(broker);
  await using emulator = await createEmulator({ strict: true, ...rest, vendors: [vendor], port: 0 });
  const { id, urls } = await emulator.createWorld();
  const [[name, providerBaseUrl] = ['', '']] = Object.entries(urls);
  const sources = [
    ...files.map(({ file, provider, interactions: known }) => ({
      known,
      source: { provider, pactUrls: [file] },
    })),
    ...(broker === undefined ? [] : [{ known: [], source: brokered(broker) }]),
  ];
  const interactions: VerifiedInteraction[] = [];
  for (const { known, source } of sources) {
    const { interactionResults } = await results(() =>
      core.verifyPacts({
        ...source,
        providerBaseUrl,
        providerStatesSetupUrl: `${emulator.url()}/__admin/pact/states?world=${id}&vendor=${name}`,
        providerStatesSetupTeardown: true,
        providerStatesSetupBody: true,
        failIfNoPactsFound: true,
        logLevel: 'error',
        ...(Object.keys(headers).length === 0 ? {} : { customProviderHeaders: headers }),
      }),
    );
    for (const { consumer, description, providerStates = [], result, mismatch } of interactionResults) {
      const ok = result === 'OK';
      const reason = ok
        ? undefined
        : ((await reasonOf(emulator, name, id, statesOf(known, description, providerStates))) ??
          mismatch?.message);
      const own = reason === undefined ? {} : { reason };
      interactions.push({ consumer, description, states: providerStates, ok, ...own });
    }
  }
  return { ok: interactions.length > 0 && interactions.every(({ ok }) => ok), interactions };
}

/** One provider state, in the form that pact-js takes. */
export interface StateHandler {
  setup(params?: unknown): Promise<Record<string, string | number | boolean>>;
  teardown(): Promise<undefined>;
}

/**
 * All provider states, for the `stateHandlers` of your own `Verifier`. Its `providerBaseUrl` is the URL of the world.
 * pact-js continues when a handler fails; the world then refuses the call of the interaction.
 *
 * @param world must not be the default world, because each interaction empties it
 */
export function stateHandlers(
  emulator: Pick<Emulator, 'providerState' | 'exchanges'>,
  vendor: string,
  world: string,
): Record<string, StateHandler> {
  /** pact-js ignores a failure, and sends the other states of the interaction too. */
  let failed: unknown;
  const handler = (state: string): StateHandler => ({
    setup: async (params) => {
      if (failed !== undefined && emulator.exchanges({}, world).length === 0) throw failed;
      failed = undefined;
      try {
        return { ...(await emulator.providerState({ state, vendor, params: Object(params) }, world)) };
      } catch (cause) {
        failed = cause;
        throw cause;
      }
    },
    teardown: async () => {
      failed = undefined;
      await emulator.providerState({ state, vendor, action: 'teardown' }, world);
      return undefined;
    },
  });
  // States are looked up by name. Names with numbers and parameters cannot be listed.
  return new Proxy<Record<string, StateHandler>>(
    {},
    { get: (_all, name) => (typeof name === 'string' ? handler(name) : undefined) },
  );
}

export { writePacts } from '../pact/write-pacts.ts';
export { ControlError, PactError };
