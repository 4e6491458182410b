/** One token per account, as the user name of HTTP Basic or as a Bearer token. */
import { createHash } from 'node:crypto';
import { pseudonym, sameSecret } from '../../core/secret.ts';
import { type Account, DEFAULT_ACCOUNT, type Identity, type Vendor } from '../../core/vendor.ts';

interface Credential {
  readonly scheme: 'basic' | 'bearer';
  readonly token: string;
  /** What the vendor cuts off behind a Basic token without looking at it. */
  readonly end: string;
}

/** Schemes are case-sensitive (the vendor's own server). */
function credentialOf(header: string): Credential | undefined {
  if (header.startsWith('Basic ')) {
    const text = Buffer.from(header.slice('Basic '.length), 'base64').toString();
    return { scheme: 'basic', token: text.slice(0, -1), end: text.slice(-1) };
  }
  const [before, token, ...rest] = header.split('Bearer ');
  return before === '' && token !== undefined && rest.length === 0
    ? { scheme: 'bearer', token, end: ':' }
    : undefined;
}

/** `base64("TOKEN:")` in place of the token, as the documentation's table of headers has it and the vendor refuses it. */
function isEncoded(token: string): boolean {
  const text = Buffer.from(token, 'base64').toString();
  const again = Buffer.from(text).toString('base64');
  return /^[\x20-\x7e]+:$/.test(text) && again.replace(/=+$/, '') === token.replace(/=+$/, '');
}

/** Whether a token could be one, where no account says which there are. */
const isPlausible = ({ token, end }: Credential): boolean =>
  /^[^\s:]+$/.test(token) && end === ':' && !token.startsWith('invalid') && !isEncoded(token);

function accountOf(credential: Credential, accounts: readonly Account[]): string | undefined {
  if (accounts.length === 0) return isPlausible(credential) ? DEFAULT_ACCOUNT : undefined;
  const known = accounts.some(({ token = '' }) => sameSecret(token, credential.token));
  return known ? pseudonym(credential.token) : undefined;
}

const refused = (reason: 'missing' | 'malformed' | 'wrong'): Identity => ({
  failure: { kind: 'unauthenticated', reason },
});

export const identify: Vendor['identify'] = ({ authorization = '' }, accounts) => {
  if (authorization.trim() === '') return refused('missing');
  const credential = credentialOf(authorization);
  if (credential === undefined) return refused('malformed');
  const account = accountOf(credential, accounts);
  return account === undefined ? refused('wrong') : { caller: { account, schemes: [credential.scheme] } };
};

export const keyOf: Vendor['keyOf'] = ({ authorization = '' }) => credentialOf(authorization)?.token;

/** 36 hexadecimal digits, as the vendor's own tokens. */
export const issue: Vendor['issue'] = (ids) => {
  const token = ids.hex(36);
  return { account: { token }, key: token, headers: { authorization: `Basic ${btoa(`${token}:`)}` } };
};

/** Whether the vendor's process exited over a refused header: it answers only what has the form of a Bearer token. */
export const exits = (authorization = ''): boolean => authorization.split('Bearer ').length !== 2;

/** Id of the account's user, the same for the same account; the vendor shows it as `userId`. */
export function ownerOf(account: string): string {
  const hex = createHash('sha256').update(`sequence/${account}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A declared account. */
export const accountSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['token'],
  properties: { token: { type: 'string', minLength: 1 } },
};
