/** Host names of the loopback interface. */
import { isIP } from 'node:net';

/** @param hostname without a port; an IPv6 address with or without its brackets */
export function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}
