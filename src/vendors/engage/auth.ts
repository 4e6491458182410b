/** HTTP Basic: the API key as user name, the API secret as password or nothing (API introduction, "Authentication"). */
import { pseudonym, sameSecret } from '../../core/secret.ts';
import { type Account, type Caller, DEFAULT_ACCOUNT, type Identity, type Vendor } from '../../core/vendor.ts';

interface Credential {
  readonly key: string;
  readonly secret: string;
}

/** Keys that the JavaScript client sends when it was never initialised. */
const UNSET = new Set(['', 'null', 'undefined']);

function credentialOf(header: string): Credential | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header.trim())?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { key: text.slice(0, colon), secret: text.slice(colon + 1) };
}

/** The account of a credential, `undefined` when it opens none. */
function accountOf({ key, secret }: Credential, accounts: readonly Account[]): string | undefined {
  if (accounts.length === 0) {
    const refused = UNSET.has(key) || key.startsWith('invalid') || secret.startsWith('invalid');
    return refused ? undefined : DEFAULT_ACCOUNT;
  }
  const known = accounts.find((account) => sameSecret(account.key ?? '', key));
  return known === undefined || (secret !== '' && !sameSecret(known.secret ?? '', secret))
    ? undefined
    : pseudonym(key);
}

const refused = (reason: 'missing' | 'malformed' | 'wrong'): Identity => ({
  failure: { kind: 'unauthenticated', reason },
});

export const identify: Vendor['identify'] = ({ authorization }, accounts) => {
  if (authorization === undefined) return refused('missing');
  const credential = credentialOf(authorization);
  if (credential === undefined) return refused('malformed');
  const account = accountOf(credential, accounts);
  if (account === undefined) return refused('wrong');
  return { caller: { account, schemes: credential.secret === '' ? ['key'] : ['key', 'keyAndSecret'] } };
};

export const keyOf: Vendor['keyOf'] = ({ authorization }) =>
  authorization === undefined ? undefined : credentialOf(authorization)?.key;

export const issue: Vendor['issue'] = (ids) => {
  const account = { key: ids.hex(32), secret: ids.hex(32) };
  const authorization = `Basic ${btoa(`${account.key}:${account.secret}`)}`;
  return { account, key: account.key, headers: { authorization } };
};

export const hasSecret = (caller: Caller): boolean => caller.schemes.includes('keyAndSecret');

/** A declared account. */
export const accountSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['key', 'secret'],
  properties: { key: { type: 'string', minLength: 1 }, secret: { type: 'string', minLength: 1 } },
};
