/**
 * An access token, as Bearer or as the user name of HTTP Basic with an empty password (every official client of API 1.x),
 * or an app id with its API key.
 */
import { pseudonym, sameSecret } from '../../core/secret.ts';
import { type Account, type Caller, DEFAULT_ACCOUNT, type Identity, type Vendor } from '../../core/vendor.ts';

/** Who is calling, and the workspace that users show as their `app_id`. */
export interface IntercomCaller extends Caller {
  readonly appId: string;
}

type Credential =
  | { readonly scheme: 'bearer' | 'basic'; readonly token: string }
  | { readonly scheme: 'basic'; readonly appId: string; readonly apiKey: string };

/** The workspace of the examples in the documentation. */
const DEFAULT_APP_ID = 'ja43hiec';

function basicOf(encoded: string): Credential | undefined {
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  const user = colon < 0 ? text : text.slice(0, colon);
  const password = colon < 0 ? '' : text.slice(colon + 1);
  if (user === '') return undefined;
  return password === ''
    ? { scheme: 'basic', token: user }
    : { scheme: 'basic', appId: user, apiKey: password };
}

function credentialOf(header: string): Credential | undefined {
  const [, scheme = '', rest = ''] = /^(bearer|basic) +(\S+)$/i.exec(header.trim()) ?? [];
  if (scheme.toLowerCase() === 'bearer') return { scheme: 'bearer', token: rest };
  return /^[A-Za-z0-9+/]+={0,2}$/.test(rest) ? basicOf(rest) : undefined;
}

export const keyOf: Vendor['keyOf'] = ({ authorization }) => {
  const credential = authorization === undefined ? undefined : credentialOf(authorization);
  return credential && 'token' in credential ? credential.token : undefined;
};

/** As long as the vendor's access tokens. */
export const issue: Vendor['issue'] = (ids) => {
  const token = ids.hex(60);
  return {
    account: { token },
    key: token,
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
  };
};

const equal = (one: string, other: string | undefined): boolean =>
  other !== undefined && sameSecret(one, other);

const opens = (credential: Credential, account: Account): boolean =>
  'token' in credential
    ? equal(credential.token, account.token)
    : equal(credential.appId, account.appId) && equal(credential.apiKey, account.apiKey);

/** What tells a declared account from the others. */
const nameOf = (account: Account): string => pseudonym(account.token ?? `${account.appId}:${account.apiKey}`);

const callerOf = (account: Account): Omit<IntercomCaller, 'schemes'> => ({
  account: nameOf(account),
  appId: account.appId ?? nameOf(account).slice(0, 8),
});

function find(
  credential: Credential,
  accounts: readonly Account[],
): Omit<IntercomCaller, 'schemes'> | undefined {
  if (accounts.length === 0) {
    const parts = 'token' in credential ? [credential.token] : [credential.appId, credential.apiKey];
    const refused = parts.some((part) => part.startsWith('invalid'));
    return refused ? undefined : { account: DEFAULT_ACCOUNT, appId: DEFAULT_APP_ID };
  }
  const account = accounts.find((declared) => opens(credential, declared));
  return account && callerOf(account);
}

const refused = (reason: 'missing' | 'malformed' | 'wrong'): Identity => ({
  failure: { kind: 'unauthenticated', reason },
});

export const identify = (({ authorization }, accounts) => {
  if (authorization === undefined) return refused('missing');
  const credential = credentialOf(authorization);
  if (credential === undefined) return refused('malformed');
  const found = find(credential, accounts);
  if (found === undefined) return refused('wrong');
  const caller: IntercomCaller = { ...found, schemes: [credential.scheme] };
  return { caller };
}) satisfies Vendor['identify'];

const text = { type: 'string', minLength: 1 };

/** A declared account: a token, or an app id with its key. */
export const accountSchema = {
  anyOf: [
    {
      type: 'object',
      additionalProperties: false,
      required: ['token'],
      properties: { token: text, appId: text },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['appId', 'apiKey'],
      properties: { appId: text, apiKey: text },
    },
  ],
};
