/** Receives the provider states from Pact's verifier, which says of a failed one only that it failed. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Emulator } from '../emulator/create-emulator.ts';
import type { ProviderStateChange } from '../pact/provider-states.ts';

export interface StateServer extends AsyncDisposable {
  readonly url: string;
  /** Why the oldest failure of one of these states happened; each failure is given once. */
  failureOf(states: readonly string[]): string | undefined;
}

const readChange = async (request: IncomingMessage): Promise<ProviderStateChange> => {
  const sent: unknown = JSON.parse((await text(request)) || '{}');
  return Object(sent) as ProviderStateChange;
};

/** @param world whose records the states replace */
export async function openStateServer(
  emulator: Pick<Emulator, 'providerState'>,
  vendor: string,
  world: string,
): Promise<StateServer> {
  const failures: { readonly state: string; readonly reason: string }[] = [];
  const server = createServer((request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const run = async (): Promise<void> => {
      const { state = '', params, action } = await readChange(request);
      try {
        answer(200, await emulator.providerState({ state, params, action, vendor }, world));
      } catch (cause) {
        const reason = (cause as Error).message;
        failures.push({ state, reason });
        answer(400, { detail: reason });
      }
    };
    run().catch((cause: Error) => answer(400, { detail: cause.message }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    failureOf: (states) => {
      const at = failures.findIndex(({ state }) => states.includes(state));
      return at < 0 ? undefined : failures.splice(at, 1)[0]?.reason;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
