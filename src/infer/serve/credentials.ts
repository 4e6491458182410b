/** Reads credentials from headers, cookies and the query, by the document's security schemes. */
import { type Documents, member } from '../../contract/document/load-document.ts';
import { securitySchemes } from '../../contract/document/security.ts';
import { formatBasic, parseAuthorization, parseBasic, parseBearer } from '../../core/authorization.ts';
import { sameSecret } from '../../core/secret.ts';
import {
  type Account,
  DEFAULT_ACCOUNT,
  type Headers,
  type Identity,
  type Vendor,
} from '../../core/vendor.ts';

interface Scheme {
  readonly name: string;
  readonly type: string;
  /** The scheme of type `http`, in lower case. */
  readonly scheme: string;
  readonly in: string;
  /** Name of the header, query parameter or cookie. */
  readonly parameter: string;
}

function schemesOf(documents: Documents): readonly Scheme[] {
  return securitySchemes(documents).map(([name, scheme]) => {
    const text = (word: string): string => String(member(scheme, word)?.value ?? '');
    return {
      name,
      type: text('type'),
      scheme: text('scheme').toLowerCase(),
      in: text('in'),
      parameter: text('name'),
    };
  });
}

const cookieOf = (headers: Headers, name: string): string | undefined =>
  (headers.cookie ?? '')
    .split(/;\s*/)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** The token that was sent for a scheme; `undefined` if there is none. */
function tokenOf(scheme: Scheme, headers: Headers, query: string): string | undefined {
  if (scheme.type === 'apiKey') {
    if (scheme.in === 'query') return new URLSearchParams(query).get(scheme.parameter) ?? undefined;
    return scheme.in === 'cookie'
      ? cookieOf(headers, scheme.parameter)
      : headers[scheme.parameter.toLowerCase()];
  }
  const header = headers.authorization ?? '';
  const wanted = scheme.type === 'http' ? scheme.scheme : 'bearer';
  if (wanted === 'basic') return parseBasic(header)?.user;
  if (wanted === 'bearer') return parseBearer(header);
  const sent = parseAuthorization(header);
  return sent?.scheme === wanted ? sent.value : undefined;
}

function accountOf(token: string, accounts: readonly Account[]): string | undefined {
  if (accounts.length === 0) return token === '' || token.startsWith('invalid') ? undefined : DEFAULT_ACCOUNT;
  return accounts.find((account) => sameSecret(account.token ?? '', token))?.token;
}

/** Creates the credential functions of a vendor from the document's security schemes. */
export function credentialReader(documents: Documents): Pick<Vendor, 'identify' | 'keyOf' | 'issue'> {
  const schemes = schemesOf(documents);
  const [first] = schemes.toSorted((one, other) => Number(one.in === 'query') - Number(other.in === 'query'));

  const identify = (headers: Headers, accounts: readonly Account[], query: string): Identity => {
    const sent = schemes.flatMap(({ name, ...scheme }) => {
      const token = tokenOf({ name, ...scheme }, headers, query);
      return token === undefined ? [] : [{ name, account: accountOf(token, accounts) }];
    });
    const known = sent.filter(({ account }) => account !== undefined);
    const account = known[0]?.account;
    if (account !== undefined) return { caller: { account, schemes: known.map(({ name }) => name) } };
    const reason = sent.length > 0 ? 'wrong' : headers.authorization === undefined ? 'missing' : 'malformed';
    return { failure: { kind: 'unauthenticated', reason } };
  };

  return {
    identify,
    keyOf: (headers, query) =>
      schemes.map((scheme) => tokenOf(scheme, headers, query)).find((token) => token !== undefined),
    issue: (ids) => {
      const token = ids.hex(32);
      const value = first?.scheme === 'basic' ? formatBasic(token) : `Bearer ${token}`;
      const headers: Headers =
        first === undefined || first.in === 'query'
          ? {}
          : first.type !== 'apiKey'
            ? { authorization: value }
            : first.in === 'cookie'
              ? { cookie: `${first.parameter}=${token}` }
              : { [first.parameter.toLowerCase()]: token };
      return { account: { token }, key: token, headers };
    },
  };
}
