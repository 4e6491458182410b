/** What programs need in order to be intercepted. */
import { ControlError } from '../control/control-error.ts';
import type { Handlers } from '../core/handler.ts';
import type { Shell } from '../core/shells.ts';
import type { operations } from './contract.gen.ts';

export interface InterceptView {
  /** As PEM. */
  readonly certificate: string;
  formatEnvironment(
    shell: Shell,
    options: { readonly world?: string | undefined; readonly host?: string | undefined },
  ): Promise<string>;
}

/** The name by which a container reaches the machine that it runs on. */
const HOST_OF_CONTAINERS = 'host.docker.internal';

export const createInterceptHandlers = (intercept: () => InterceptView | undefined) => {
  const found = (): InterceptView => {
    const view = intercept();
    if (view !== undefined) return view;
    throw new ControlError(404, 'nothing is intercepted; start the emulator with --intercept or --tls');
  };
  return {
    async readInterceptCertificate() {
      const headers = { 'content-type': 'application/x-pem-file' };
      return { status: 200, headers, body: found().certificate };
    },
    async readInterceptEnvironment({ query: { shell = 'bash', world } }) {
      const host = shell === 'docker' ? HOST_OF_CONTAINERS : undefined;
      const headers = { 'content-type': 'text/plain; charset=utf-8' };
      return { status: 200, headers, body: await found().formatEnvironment(shell, { world, host }) };
    },
  } satisfies Pick<
    Handlers<operations, Record<never, never>>,
    'readInterceptCertificate' | 'readInterceptEnvironment'
  >;
};
