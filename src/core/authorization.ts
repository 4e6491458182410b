/** The `Authorization` header: read and written, for HTTP Basic and bearer tokens. */

/** HTTP Basic, decoded. */
export interface BasicCredential {
  readonly user: string;
  /** `undefined` when there is no colon. */
  readonly password: string | undefined;
}

/** What an `Authorization` header says. */
export interface Authorization {
  /** In lower case. */
  readonly scheme: string;
  readonly value: string;
}

/** Takes an `Authorization` header apart. @returns `undefined` unless there are a scheme and a value */
export function parseAuthorization(header: string): Authorization | undefined {
  const [, scheme, value] = /^(\S+) +(\S.*)$/.exec(header.trim()) ?? [];
  return scheme === undefined || value === undefined ? undefined : { scheme: scheme.toLowerCase(), value };
}

/** Reads `Basic <base64>`, with the scheme in any case. @returns `undefined` for any other header */
export function parseBasic(header: string): BasicCredential | undefined {
  const sent = parseAuthorization(header);
  if (sent?.scheme !== 'basic' || !/^[A-Za-z0-9+/]+={0,2}$/.test(sent.value)) return undefined;
  const text = Buffer.from(sent.value, 'base64').toString();
  const colon = text.indexOf(':');
  return colon < 0
    ? { user: text, password: undefined }
    : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Reads the token of `Bearer <token>`, with the scheme in any case. @returns `undefined` for any other header */
export function parseBearer(header: string): string | undefined {
  const sent = parseAuthorization(header);
  return sent?.scheme === 'bearer' && !/\s/.test(sent.value) ? sent.value : undefined;
}

/** The value of a Basic `Authorization` header. */
export const formatBasic = (user: string, password = ''): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
