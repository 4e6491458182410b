/** `vendouble health` */
import { isObject } from '../core/is-object.ts';
import { controlPlaneUrl } from './control-plane-client.ts';

/** Milliseconds. Shorter than the timeout of the image's health check. */
const TIMEOUT = 2_500;

async function problemOf(address: URL): Promise<string | undefined> {
  try {
    const reply = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) });
    const body: unknown = await reply.json().catch(() => undefined);
    if (reply.ok && isObject(body) && body.status === 'ok') return undefined;
    if (isObject(body) && body.status === 'starting')
      return `the emulator at ${address.origin} is compiling its contracts; ask again in a second`;
    return `what answers at ${address.origin} is not a vendouble that is ready (status ${reply.status})`;
  } catch {
    return `no emulator answers at ${address.origin}; start one with vendouble start, or name it with --url`;
  }
}

/**
 * Exits with 0 when a running emulator is ready, and with 1 when it is not.
 *
 * @throws {CommandError} when `url` is not a URL
 */
export async function health({ url }: { readonly url?: string }): Promise<void> {
  const port = process.env.VENDOUBLE_PORT || '4010';
  const problem = await problemOf(controlPlaneUrl(url ?? `http://127.0.0.1:${port}`, '/__admin/health'));
  if (problem === undefined) return;
  process.stderr.write(`vendouble: ${problem}\n`);
  process.exitCode = 1;
}
