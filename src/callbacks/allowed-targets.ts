/**
 * Where a callback may go. Its address comes from whoever sent the request: followed blindly, it would let a stranger
 * call from inside what they cannot reach from outside.
 */
import { isLoopback } from '../core/loopback.ts';

export interface AllowedTargets {
  /** Hosts, with or without a port, that were allowed by name. */
  readonly allowed: readonly string[];
  /** Whether only this machine can reach the emulator, so that whoever calls it can call its neighbours too. */
  readonly alone: boolean;
  /** The emulator's own origin, whose control plane no callback may steer. */
  readonly origin: string;
}

/** Why a callback is not sent there; `undefined` when it may be. */
export function whyNotAllowed(
  address: string,
  { allowed, alone, origin }: AllowedTargets,
): string | undefined {
  if (!URL.canParse(address)) return 'it is no absolute address';
  const { protocol, hostname, host, port, username, password, pathname } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return 'only http and https are called';
  if (username !== '' || password !== '') return 'it carries a credential';
  if (allowed.includes(host) || allowed.includes(hostname)) return undefined;
  if (!isLoopback(hostname) || !alone)
    return `the host ${host} is not among allowedCallbacks of the configuration`;
  const own = port === new URL(origin).port && pathname.startsWith('/__admin');
  return own ? 'it leads to the control plane' : undefined;
}
