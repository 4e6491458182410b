/** HTTP Basic: the API key is the user name, the API secret the optional password (API introduction, "Authentication"). */
import { formatBasic, parseBasic } from '../../core/authorization.ts';
import { accountSchema, defineCredentials, findAccount } from '../../core/credentials.ts';
import { pseudonym, sameSecret } from '../../core/secret.ts';
import { type Caller, DEFAULT_ACCOUNT } from '../../core/vendor.ts';

/** Keys that the JavaScript client sends when it was never initialised. */
const UNSET = new Set(['', 'null', 'undefined']);

interface KeyAndSecret {
  readonly key: string;
  /** Empty when the client sent only the key. */
  readonly secret: string;
}

export const credentials = defineCredentials<KeyAndSecret>({
  account: accountSchema('key', 'secret'),
  read({ authorization }) {
    if (authorization === undefined) return 'missing';
    const { user, password } = parseBasic(authorization) ?? {};
    return user === undefined || password === undefined ? 'malformed' : { key: user, secret: password };
  },
  keyOf: ({ key }) => key,
  partsOf: ({ key, secret }) => [key, secret],
  isPossible: ({ key }) => !UNSET.has(key),
  find({ key, secret }, accounts) {
    const account = findAccount(accounts, 'key', key);
    return secret === '' || sameSecret(account?.secret ?? '', secret) ? account : undefined;
  },
  callerOf: ({ key, secret }, account) => ({
    account: account === undefined ? DEFAULT_ACCOUNT : pseudonym(key),
    schemes: secret === '' ? ['key'] : ['key', 'keyAndSecret'],
  }),
  issue(ids) {
    const account = { key: ids.hex(32), secret: ids.hex(32) };
    return {
      account,
      key: account.key,
      headers: { authorization: formatBasic(account.key, account.secret) },
    };
  },
});

export const hasSecret = (caller: Caller): boolean => caller.schemes.includes('keyAndSecret');
