/** Which calls may leave for the real world. */
import { isIP } from 'node:net';
import { isLoopback } from '../core/loopback.ts';
import { matchesName } from './hosts.ts';

export interface EgressRules {
  /** `public`: refuse public names. `all`: refuse everything beyond this machine. `undefined`: refuse nothing. */
  readonly guard: 'public' | 'all' | undefined;
  /** Names and addresses that may be called all the same, such as `downloads.example.org` or `*.example.com`. */
  readonly allowed: readonly string[];
}

/** Endings that never lead to the internet. */
const PRIVATE_NAMES =
  /(^[^.]+$)|\.(localhost|local|internal|intranet|lan|home|corp|private|test|example|invalid|home\.arpa)$/;

const PRIVATE_ADDRESSES = [
  /^(10|127|0)\./,
  /^192\.168\./,
  /^169\.254\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^(::1?$|f[cd]|fe[89ab])/,
];

/** Without brackets, the dot at the end of a full name, and in lower case. */
export const plainName = (host: string): string =>
  host
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();

/** Whether a name or an address cannot be on the internet, as far as its text says. */
function isPrivate(host: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(host)?.[1] ?? host;
  if (isLoopback(mapped)) return true;
  return isIP(mapped) === 0
    ? PRIVATE_NAMES.test(mapped)
    : PRIVATE_ADDRESSES.some((network) => network.test(mapped));
}

/** @param host as a client named it */
export function mayLeave(host: string, port: number, { guard, allowed }: EgressRules): boolean {
  const name = plainName(host);
  if (guard === undefined || isLoopback(name)) return true;
  if (allowed.some((one) => matchesAllowed(one, name, port))) return true;
  return guard === 'public' && isPrivate(name);
}

/** `name`, `name:port`, `*.name`, and as `NO_PROXY` writes it `.name`. */
function matchesAllowed(entry: string, name: string, port: number): boolean {
  const [, pattern = '', only] = /^(.+?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
  if (isIP(entry) !== 0) return entry === name;
  if (only !== undefined && Number(only) !== port) return false;
  if (pattern.startsWith('.')) return name.endsWith(pattern) || name === pattern.slice(1);
  return matchesName(pattern, name);
}
