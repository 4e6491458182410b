/**
 * An access token, as Bearer or as the user name of HTTP Basic with an empty password (as all official clients of API 1.x),
 * or an app id with its API key.
 */
import { parseBasic, parseBearer } from '../../core/authorization.ts';
import { accountSchema, defineCredentials, findAccount } from '../../core/credentials.ts';
import { pseudonym, sameSecret } from '../../core/secret.ts';
import { type Account, type Caller, DEFAULT_ACCOUNT } from '../../core/vendor.ts';

/** The caller, and the workspace that users show as their `app_id`. */
export interface IntercomCaller extends Caller {
  readonly appId: string;
}

type Sent =
  | { readonly scheme: 'bearer' | 'basic'; readonly token: string }
  | { readonly scheme: 'basic'; readonly appId: string; readonly apiKey: string };

/** The workspace of the examples in the documentation. */
const DEFAULT_APP_ID = 'ja43hiec';

function read(authorization: string): Sent | 'malformed' {
  const token = parseBearer(authorization);
  if (token !== undefined) return { scheme: 'bearer', token };
  const { user, password } = parseBasic(authorization) ?? {};
  if (!user) return 'malformed';
  return password ? { scheme: 'basic', appId: user, apiKey: password } : { scheme: 'basic', token: user };
}

const nameOf = (account: Account): string => pseudonym(account.token ?? `${account.appId}:${account.apiKey}`);

const text = { type: 'string', minLength: 1 };

export const credentials = defineCredentials<Sent>({
  /** A token, or an app id with its key. */
  account: {
    anyOf: [
      {
        type: 'object',
        additionalProperties: false,
        required: ['token'],
        properties: { token: text, appId: text },
      },
      accountSchema('appId', 'apiKey'),
    ],
  },
  read: ({ authorization }) => (authorization === undefined ? 'missing' : read(authorization)),
  keyOf: (sent) => ('token' in sent ? sent.token : undefined),
  partsOf: (sent) => ('token' in sent ? [sent.token] : [sent.appId, sent.apiKey]),
  find: (sent, accounts) =>
    'token' in sent
      ? findAccount(accounts, 'token', sent.token)
      : accounts.find(
          ({ appId, apiKey }) =>
            appId !== undefined &&
            apiKey !== undefined &&
            sameSecret(appId, sent.appId) &&
            sameSecret(apiKey, sent.apiKey),
        ),
  callerOf({ scheme }, account): IntercomCaller {
    const schemes = [scheme];
    if (account === undefined) return { account: DEFAULT_ACCOUNT, appId: DEFAULT_APP_ID, schemes };
    const name = nameOf(account);
    return { account: name, appId: account.appId ?? name.slice(0, 8), schemes };
  },
  /** As long as the vendor's access tokens. */
  issue(ids) {
    const token = ids.hex(60);
    return {
      account: { token },
      key: token,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    };
  },
});
