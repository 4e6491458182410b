/**
 * Which addresses a callback or a webhook may call. The address often comes from a client. Without this check a client
 * could reach servers behind the emulator that it cannot reach itself (server-side request forgery).
 *
 * An address is judged twice: by its text, and by the IP addresses that its host leads to when it is called.
 */
import { isIP } from 'node:net';
import { isLoopback } from '../core/loopback.ts';
import { isPrivateAddress, isPrivateName } from '../core/private-address.ts';

export interface AllowedTargets {
  /** Hosts that the configuration allows, with or without a port. */
  readonly allowed: readonly string[];
  /** Whether only this machine can reach the emulator, so that its clients can reach everything on loopback anyway. */
  readonly alone: boolean;
}

/** The host as it is written, between the scheme and the path. */
const WRITTEN_HOST = /^[a-z]+:\/\/(\[[^\]]*\]|[^/?#\\:]*)/i;

/** Characters that end a line of a request or are dropped by URL parsers; in a path also if encoded. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;
const ENCODED_LINE_END = /%0[ad]/i;

const withoutBrackets = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** `2130706433`, `0x7f.1` and `0177.0.0.1` are 127.0.0.1 to some programs and not to others. */
function isDisguised(address: string, { hostname }: URL): boolean {
  const written = WRITTEN_HOST.exec(address)?.[1]?.toLowerCase();
  return isIP(withoutBrackets(hostname)) !== 0 && written !== hostname;
}

/** Whether a path is of a control plane, however it is spelled. Names and ports do not tell: a container has several. */
function isControlPlane(pathname: string): boolean {
  const plain = pathname.replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return /[/\\]__admin(?![a-z0-9_-])/i.test(plain);
}

const isListed = ({ host, hostname }: URL, allowed: readonly string[]): boolean =>
  allowed.includes(host) || allowed.includes(hostname);

/** Why an address may not be called, by its text; `undefined` when it may be. */
export function whyNotAllowed(address: string, { allowed, alone }: AllowedTargets): string | undefined {
  if (!URL.canParse(address)) return 'it is not an absolute URL';
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'only http and https are called';
  if (url.username !== '' || url.password !== '') return 'it carries a credential';
  if (CONTROL.test(address) || ENCODED_LINE_END.test(url.pathname)) return 'it has a line break in it';
  if (isControlPlane(url.pathname)) return 'it leads to the control plane';
  if (!isListed(url, allowed) && !(isLoopback(url.hostname) && alone))
    return `the host ${url.host} is not among allowedCallbacks of the configuration`;
  return isDisguised(address, url)
    ? `its host is another spelling of ${url.hostname}; write that`
    : undefined;
}

/** Why an IP address that the host of an allowed address leads to may not be called; `undefined` when it may be. */
export function whyNotReached(url: URL, ip: string, { allowed }: AllowedTargets): string | undefined {
  const { hostname } = url;
  if (ip === '0.0.0.0' || ip === '::')
    return `${hostname} leads to ${ip}, which is not the address of a server`;
  if (!isListed(url, allowed))
    return isLoopback(ip) ? undefined : `${hostname} leads to ${ip}, which is not this machine`;
  return isPrivateAddress(ip) && !isPrivateName(hostname) && !allowed.includes(ip)
    ? `${hostname} leads to the private address ${ip}; add ${ip} to allowedCallbacks of the configuration if you mean it`
    : undefined;
}
