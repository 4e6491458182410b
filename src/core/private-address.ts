/** Addresses of private networks and of this machine, which a public name must not lead to. */
import { BlockList, isIP } from 'node:net';
import { isLoopback } from './loopback.ts';

const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  // These two carry an IPv4 address, which may be a private one.
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv6');

/** Endings of names that only local networks have. */
const LOCAL_NAMES = /(^[^.]+|\.(internal|local|localhost|test))$/;

/** @param address IPv4 or IPv6, also IPv4 in the form of IPv6 (`::ffff:10.0.0.1`) */
export const isPrivateAddress = (address: string): boolean =>
  PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Whether a host is named as one of a private network: by its address, or by a name such as `app` or
 * `host.docker.internal`. A public name that leads to a private address was pointed there by somebody else.
 *
 * @param hostname without a port; an IPv6 address with or without its brackets
 */
export const isPrivateName = (hostname: string): boolean =>
  isIP(hostname.replace(/^\[|\]$/g, '')) !== 0 || isLoopback(hostname) || LOCAL_NAMES.test(hostname);
