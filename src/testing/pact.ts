/** `vendouble/pact`: runs Pact's own verifier against an emulator, checks pacts, and sets up every provider state. */
import { ControlError } from '../control/control.ts';
import type { Emulator } from '../emulator/create-emulator.ts';
import { PactError } from '../pact/pact-error.ts';

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

export type { FindingCode, FindingSeverity, PactFinding, PactReport } from '../pact/findings.ts';
export { writePacts } from '../pact/write-pacts.ts';
export type { Broker } from './broker.ts';
export { type CheckOptions, type CheckResult, checkPacts } from './check-pacts.ts';
export type { Mismatch } from './verifier.ts';
export {
  type SkippedInteraction,
  type Verification,
  type VerifiedInteraction,
  type VerifyOptions,
  verifyPacts,
} from './verify-pacts.ts';
export { ControlError, PactError };
