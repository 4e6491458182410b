/**
 * Authentication for vendors. `tokenCredentials` is enough where an account has one token; `defineCredentials` is for
 * everything else.
 */
import type { Ids } from './ids.ts';
import { pseudonym, sameSecret } from './secret.ts';
import {
  type Account,
  type Caller,
  type Credential,
  DEFAULT_ACCOUNT,
  type Headers,
  type Identity,
  type Vendor,
} from './vendor.ts';

/** The members of a vendor that deal with credentials, to spread into `defineVendor`. */
export type Credentials = Pick<Vendor, 'account' | 'identify' | 'keyOf' | 'issue'>;

/** Why a request has no credential that can be checked. */
export type NoCredential = 'missing' | 'malformed';

/** JSON schema of a declared account with these fields, all of them non-empty text. */
export const accountSchema = (...fields: readonly string[]): object => ({
  type: 'object',
  additionalProperties: false,
  required: fields,
  properties: Object.fromEntries(fields.map((field) => [field, { type: 'string', minLength: 1 }])),
});

/** The first account with this secret in the field. Secrets are compared in constant time. */
export const findAccount = (
  accounts: readonly Account[],
  field: string,
  secret: string,
): Account | undefined =>
  accounts.find((account) => account[field] !== undefined && sameSecret(account[field], secret));

const unauthenticated = (reason: NoCredential | 'wrong'): Identity => ({
  failure: { kind: 'unauthenticated', reason },
});

/**
 * How a vendor reads and checks credentials.
 *
 * @typeParam Sent a credential as the vendor reads it from a request
 */
export interface CredentialRules<Sent extends object> {
  /** JSON schema of one declared account; see `accountSchema`. */
  readonly account: object;
  read(headers: Headers): Sent | NoCredential;
  /** The part that names the account; `undefined` when none does. */
  keyOf(sent: Sent): string | undefined;
  /** Every text in the credential. If one starts with `invalid`, it is wrong; used only without declared accounts. */
  partsOf(sent: Sent): readonly string[];
  /** Whether the vendor could have issued it; used only without declared accounts. All are possible by default. */
  isPossible?(sent: Sent): boolean;
  /** The declared account that the credential opens. */
  find(sent: Sent, accounts: readonly Account[]): Account | undefined;
  /** @param account `undefined` when none is declared; the caller's account is then `DEFAULT_ACCOUNT` */
  callerOf(sent: Sent, account: Account | undefined): Caller;
  issue(ids: Ids): Credential;
}

export function defineCredentials<Sent extends object>(rules: CredentialRules<Sent>): Credentials {
  const isAccepted = (sent: Sent): boolean =>
    rules.isPossible?.(sent) !== false && !rules.partsOf(sent).some((part) => part.startsWith('invalid'));
  return {
    account: rules.account,
    identify(headers, accounts) {
      const sent = rules.read(headers);
      if (typeof sent === 'string') return unauthenticated(sent);
      if (accounts.length === 0)
        return isAccepted(sent) ? { caller: rules.callerOf(sent, undefined) } : unauthenticated('wrong');
      const account = rules.find(sent, accounts);
      return account === undefined ? unauthenticated('wrong') : { caller: rules.callerOf(sent, account) };
    },
    keyOf(headers) {
      const sent = rules.read(headers);
      return typeof sent === 'string' ? undefined : rules.keyOf(sent);
    },
    issue: (ids) => rules.issue(ids),
  };
}

export interface TokenCredential {
  /** Name of the security scheme in the contract. */
  readonly scheme: string;
  readonly token: string;
}

/** How a vendor whose accounts have one token each reads and writes it. */
export interface TokenRules<Sent extends TokenCredential> {
  read(headers: Headers): Sent | NoCredential;
  /** Whether the vendor could have issued it; used only without declared accounts. All are possible by default. */
  isPossible?(sent: Sent): boolean;
  /** Length of an issued token, in hexadecimal digits. */
  readonly digits: number;
  /** The headers with which a client sends a token. */
  headersOf(token: string): Headers;
}

/** Credentials of one token per account, declared as `{ token }`. */
export const tokenCredentials = <Sent extends TokenCredential>(rules: TokenRules<Sent>): Credentials =>
  defineCredentials<Sent>({
    account: accountSchema('token'),
    read: (headers) => rules.read(headers),
    keyOf: ({ token }) => token,
    partsOf: ({ token }) => [token],
    isPossible: (sent) => rules.isPossible?.(sent) !== false,
    find: ({ token }, accounts) => findAccount(accounts, 'token', token),
    callerOf: ({ scheme, token }, account) => ({
      account: account === undefined ? DEFAULT_ACCOUNT : pseudonym(token),
      schemes: [scheme],
    }),
    issue(ids) {
      const token = ids.hex(rules.digits);
      return { account: { token }, key: token, headers: rules.headersOf(token) };
    },
  });
