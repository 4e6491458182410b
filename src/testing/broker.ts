/** A Pact broker: what the verifier needs to read pacts from it and to publish results. */
import { formatBasic } from '../core/authorization.ts';
import { PactError } from '../pact/pact-error.ts';

/** A Pact broker to read pacts from. */
export interface Broker {
  /** May contain the user name and the password: `https://user:password@host`. */
  readonly url: string;
  readonly token?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Name of the provider in the broker. */
  readonly provider: string;
  /** Consumer version selectors; by default main branches and everything deployed or released. */
  readonly selectors?: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** Publish the results under this version, in CI only (`CI` is set). */
  readonly providerVersion?: string | undefined;
  readonly providerBranch?: string | undefined;
  readonly providerTags?: readonly string[] | undefined;
  /** Pacts that no version of this provider has verified yet fail no run. */
  readonly enablePending?: boolean | undefined;
  /** ISO date: verify also pacts of branches that were published since, as pending ones. */
  readonly includeWipPactsSince?: string | undefined;
  /** Address of the CI run, published with the results. */
  readonly buildUrl?: string | undefined;
}

const inCI = (): boolean => !['', '0', 'false'].includes(process.env.CI ?? '');

/** The URL without credentials, and the credentials by themselves. @throws {PactError} for what is not a URL */
function accessOf({ url, token, username, password }: Broker): Omit<Broker, 'provider'> {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new PactError(`${JSON.stringify(url)} is not the URL of a broker; write https://host`);
  }
  const user = username ?? decodeURIComponent(parsed.username);
  const secret = password ?? decodeURIComponent(parsed.password);
  if (token !== undefined && user !== '')
    throw new PactError('the broker is given a token and a user name; give one of them');
  parsed.username = '';
  parsed.password = '';
  const plain = parsed.href.replace(/\/$/, '');
  if (user !== '') return { url: plain, username: user, password: secret };
  return { url: plain, ...(token === undefined ? {} : { token }) };
}

const present = (options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

/** Options of the verifier. @throws {PactError} for a URL or credentials that cannot be used */
export function brokerOptions(broker: Broker): Readonly<Record<string, unknown>> {
  const { url, token, username, password } = accessOf(broker);
  const { provider, selectors, providerVersion, providerBranch, providerTags, buildUrl } = broker;
  const { enablePending, includeWipPactsSince } = broker;
  return present({
    provider,
    pactBrokerUrl: url,
    pactBrokerToken: token,
    pactBrokerUsername: username,
    pactBrokerPassword: password,
    consumerVersionSelectors: selectors ?? [{ mainBranch: true }, { deployedOrReleased: true }],
    enablePending,
    includeWipPactsSince,
    providerVersionBranch: providerBranch,
    providerVersionTags: providerTags,
    buildUrl,
    ...(providerVersion === undefined ? {} : { providerVersion, publishVerificationResult: inCI() }),
  });
}

/** What a broker says in the body of an error. */
async function sentenceIn(reply: Response): Promise<string> {
  const text = await reply.text().catch(() => '');
  try {
    const { error, errors, message } = Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
    const said = Object(error).message ?? message ?? error ?? errors;
    return said === undefined ? '' : `: ${typeof said === 'string' ? said : JSON.stringify(said)}`;
  } catch {
    return '';
  }
}

/**
 * Asks the broker itself after the verifier failed, because the verifier hides what the broker said.
 *
 * @returns `undefined` when the broker answers
 */
export async function brokerProblem(broker: Broker): Promise<string | undefined> {
  const { url, token, username, password } = accessOf(broker);
  const authorization =
    username === undefined
      ? token === undefined
        ? undefined
        : `Bearer ${token}`
      : formatBasic(username, password);
  const headers = authorization === undefined ? {} : { authorization };
  const ask = (address: string): Promise<Response> => fetch(address, { headers });
  try {
    const index = await ask(`${url}/`);
    if (index.status === 401 || index.status === 403)
      return `the broker ${url} answers ${index.status}${await sentenceIn(index)}; check PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD`;
    return index.ok
      ? undefined
      : `the broker ${url} answers ${index.status}${await sentenceIn(index)}; check its URL`;
  } catch (cause) {
    const { message, cause: why } = cause as Error & { cause?: NodeJS.ErrnoException };
    return `the broker ${url} cannot be reached: ${why?.code ?? message}`;
  }
}
