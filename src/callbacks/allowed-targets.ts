/**
 * Which addresses a callback may call. The address comes from the client. Without this check a client could reach
 * servers behind the emulator that it cannot reach itself (server-side request forgery).
 */
import { isLoopback } from '../core/loopback.ts';

export interface AllowedTargets {
  /** Hosts that the configuration allows, with or without a port. */
  readonly allowed: readonly string[];
  /** Whether only this machine can reach the emulator, so that its clients can reach everything on loopback anyway. */
  readonly alone: boolean;
  /** The emulator's own origin. A callback may not call its control plane. */
  readonly origin: string;
}

/** Why an address may not be called; `undefined` when it may be. */
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
