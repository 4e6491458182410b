/**
 * The process that runs Pact's verifier: it prints to standard output by itself, and its native code may end the process.
 * It receives the verifier's options from its parent, and sends the results.
 */
import { createRequire } from 'node:module';

/** The part of `@pact-foundation/pact-core` that is used here. */
interface Core {
  logLevel(level: string): void;
  verifyPacts(options: Readonly<Record<string, unknown>>): Promise<string>;
}

/** What the process receives. */
export interface VerifierRun {
  /** Path of `@pact-foundation/pact`, beside which the verifier is. */
  readonly pact: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What it sends: the results as JSON, or why the verifier could not run. */
export interface VerifierOutcome {
  readonly text: string;
}

process.once('message', ({ pact, options }: VerifierRun) => {
  const { default: core } = createRequire(pact)('@pact-foundation/pact-core') as { default: Core };
  core.logLevel('error');
  // Errors in its options are thrown synchronously.
  const run = async (): Promise<string> => core.verifyPacts(options);
  const send = (text: string): void => {
    process.send?.({ text } satisfies VerifierOutcome, () => process.connected && process.disconnect());
  };
  run().then(send, ({ message }: Error) => send(message));
});
