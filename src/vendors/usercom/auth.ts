/** `Authorization: Token <key>`, read as Django REST Framework reads it. */
import { pseudonym, sameSecret } from '../../core/secret.ts';
import { type Account, DEFAULT_ACCOUNT, type Identity, type Vendor } from '../../core/vendor.ts';

function accountOf(token: string, accounts: readonly Account[]): string | undefined {
  if (accounts.length === 0) return token.startsWith('invalid') ? undefined : DEFAULT_ACCOUNT;
  const known = accounts.find((account) => sameSecret(account.token ?? '', token));
  return known && pseudonym(token);
}

const refused = (reason: 'missing' | 'malformed' | 'wrong'): Identity => ({
  failure: { kind: 'unauthenticated', reason },
});

const partsOf = (authorization: string): readonly string[] =>
  authorization.split(/\s+/).filter((part) => part !== '');

export const keyOf: Vendor['keyOf'] = ({ authorization = '' }) => {
  const [scheme, token, ...rest] = partsOf(authorization);
  return scheme?.toLowerCase() === 'token' && rest.length === 0 ? token : undefined;
};

/** 64 characters, as the vendor's keys have. */
export const issue: Vendor['issue'] = (ids) => {
  const token = ids.hex(64);
  return { account: { token }, key: token, headers: { authorization: `Token ${token}` } };
};

export const identify: Vendor['identify'] = ({ authorization = '' }, accounts) => {
  const [scheme, token, ...rest] = partsOf(authorization);
  // Another scheme is none: the framework asks its other ways of authentication, which are not there.
  if (scheme?.toLowerCase() !== 'token') return refused('missing');
  if (token === undefined || rest.length > 0) return refused('malformed');
  const account = accountOf(token, accounts);
  return account === undefined ? refused('wrong') : { caller: { account, schemes: ['token'] } };
};

/** A declared account. */
export const accountSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['token'],
  properties: { token: { type: 'string', minLength: 1 } },
};
