/** One token per account, as the user name of HTTP Basic or as a Bearer token. */
import { createHash } from 'node:crypto';
import { formatBasic } from '../../core/authorization.ts';
import { type TokenCredential, tokenCredentials } from '../../core/credentials.ts';

interface Sent extends TokenCredential {
  /** The last character of a Basic credential, which the vendor removes unread. */
  readonly end: string;
}

/** Schemes are case-sensitive (the vendor's own server). */
function read(header: string): Sent | 'malformed' {
  if (header.startsWith('Basic ')) {
    const text = Buffer.from(header.slice('Basic '.length), 'base64').toString();
    return { scheme: 'basic', token: text.slice(0, -1), end: text.slice(-1) };
  }
  const [before, token, ...rest] = header.split('Bearer ');
  return before === '' && token !== undefined && rest.length === 0
    ? { scheme: 'bearer', token, end: ':' }
    : 'malformed';
}

/** Whether it is `base64("TOKEN:")`, as in the documentation's table of headers. The vendor refuses it. */
function isEncoded(token: string): boolean {
  const text = Buffer.from(token, 'base64').toString();
  const again = Buffer.from(text).toString('base64');
  return /^[\x20-\x7e]+:$/.test(text) && again.replace(/=+$/, '') === token.replace(/=+$/, '');
}

export const credentials = tokenCredentials<Sent>({
  read: ({ authorization = '' }) => (authorization.trim() === '' ? 'missing' : read(authorization)),
  isPossible: ({ token, end }) => /^[^\s:]+$/.test(token) && end === ':' && !isEncoded(token),
  /** The length of the vendor's tokens. */
  digits: 36,
  headersOf: (token) => ({ authorization: formatBasic(token) }),
});

/** Whether the vendor's process would have exited: it survives only refused Bearer tokens. */
export const wouldExit = (authorization = ''): boolean => authorization.split('Bearer ').length !== 2;

/** Id of the account's user, always the same for an account. The vendor shows it as `userId`. */
export function ownerOf(account: string): string {
  const hex = createHash('sha256').update(`sequence/${account}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
