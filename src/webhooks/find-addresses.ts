/** The IP addresses of a host. They are looked up once for each request, so that what was checked is what is called. */
import { isIP } from 'node:net';

export interface Address {
  readonly address: string;
  readonly family: number;
}

export type Lookup = (hostname: string) => Promise<readonly Address[]>;

/** Asks the system, as every other program does. */
export const lookupAll: Lookup = (hostname) =>
  process.getBuiltinModule('node:dns').promises.lookup(hostname, { all: true });

/** @param hostname without a port; an IPv6 address in its brackets */
export async function findAddresses(
  hostname: string,
  lookUp: Lookup,
  signal: AbortSignal,
): Promise<readonly Address[]> {
  const plain = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(plain);
  if (family !== 0) return [{ address: plain, family }];
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    const found = await Promise.race([lookUp(plain), ended]);
    if (found.length === 0) throw new Error(`${plain} has no address`);
    return found;
  } finally {
    signal.removeEventListener('abort', end);
  }
}
