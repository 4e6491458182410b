/** Masks the secrets in what is shown of a call. */
import type { EmittedEvent } from '../core/store.ts';
import { splitTarget } from '../core/url-parts.ts';
import type { Issue } from '../core/vendor.ts';

const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);
const SECRET =
  'token|secret|(?:api|private)[-_ ]?key|passw(?:or)?d|passphrase|pwd|credential|bearer|authori[sz]ation|(?<![a-z])pin(?![a-z])';
const SECRET_NAME = new RegExp(SECRET, 'i');
/** Whole names of headers and query parameters by which API keys and sessions are sent. In a body they mean too much else. */
const KEY_NAME = /^(?:x[-_])?(?:auth|jwt|key|session|session[-_]?id|sid|sig|signature)$/i;
/** Matches `"password": "…` and `token=…`. Its repetitions are bounded: a client may send 64 KB of one word. */
const SECRET_IN_TEXT = new RegExp(
  `((?:${SECRET})[\\w-]{0,40}\\]?[\\\\"']{0,4}\\s{0,4}[:=]\\s{0,4})("(?:[^"\\\\]|\\\\.)*"?|[^\\s,;&}\\]]+)`,
  'gi',
);

/** Replaces a secret. */
export const MASK = '***';

export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);

/** Names of headers and query parameters that a document's security schemes use, in lower case. */
export type SecretNames = ReadonlySet<string>;

const NO_NAMES: SecretNames = new Set();

const isSecretHeader = (name: string, names: SecretNames): boolean =>
  SECRET_HEADERS.has(name) || SECRET_NAME.test(name) || KEY_NAME.test(name) || names.has(name);

/** Keeps the scheme of an authorization, which helps to see what was wrong with it. */
function masked(name: string, value: string): string {
  const [, scheme] = /^(\w+) ./.exec(name.endsWith('authorization') ? value : '') ?? [];
  return scheme === undefined ? MASK : `${scheme} ${MASK}`;
}

export const redactHeaders = (
  headers: Readonly<Record<string, string>>,
  names: SecretNames = NO_NAMES,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      isSecretHeader(name.toLowerCase(), names) ? masked(name.toLowerCase(), value) : value,
    ]),
  );

/** Masks a value by its place, such as `body/meta/token`. */
export function redactAt(place: string, value: unknown, names: SecretNames = NO_NAMES): unknown {
  const [root, ...inside] = place.toLowerCase().split('/');
  const isSent = root === 'headers' || root === 'query';
  const isSecret =
    SECRET_NAME.test(place) || (isSent && inside.some((name) => KEY_NAME.test(name) || names.has(name)));
  return isSecret && canBeSecret(value) ? MASK : redactValue(value);
}

const decoded = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

const isSecretParameter = (name: string, names: SecretNames): boolean =>
  SECRET_NAME.test(name) || KEY_NAME.test(name) || names.has(name.toLowerCase());

const maskFields = (fields: string, isSecret: (name: string) => boolean): string =>
  fields
    .split('&')
    .map((field) => {
      const [name = ''] = field.split('=', 1);
      return name !== field && isSecret(decoded(name)) ? `${name}=${MASK}` : field;
    })
    .join('&');

export function redactPath(path: string, names: SecretNames = NO_NAMES): string {
  const { path: bare, query } = splitTarget(path);
  return bare === path ? path : `${bare}?${maskFields(query, (name) => isSecretParameter(name, names))}`;
}

/** Masks the secrets in a text that cannot be parsed. */
export const redactText = (text: string): string => text.replace(SECRET_IN_TEXT, `$1${MASK}`);

/** Whether a value can be a secret. A boolean and nothing cannot. */
const canBeSecret = (value: unknown): boolean =>
  value !== null && value !== undefined && typeof value !== 'boolean';

/** Masks the secrets in an object, by the names of its members. */
export const redactMembers = (members: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(members).map(([name, inside]) => [
      name,
      SECRET_NAME.test(name) && canBeSecret(inside) ? MASK : redactValue(inside),
    ]),
  );

export function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redactValue);
  return typeof value === 'object' && value !== null ? redactMembers(value) : value;
}

/** @returns the same text when it has no secrets */
export function redactBody(body: string, mediaType: string): string {
  // A name may also be escaped.
  if (!SECRET_NAME.test(body) && !/\\u|%/.test(body)) return body;
  if (/^application\/x-www-form-urlencoded\b/i.test(mediaType)) return maskFields(body, isSecretName);
  try {
    const value: unknown = JSON.parse(body);
    const hidden = JSON.stringify(redactValue(value));
    return hidden === JSON.stringify(value) ? body : hidden;
  } catch {
    return redactText(body);
  }
}

/** As with bodies, what is JSON is masked by the names of its members. */
export const redactEvent = ({ topic, item }: EmittedEvent): EmittedEvent => ({
  topic: redactText(topic),
  item: redactValue(item) as EmittedEvent['item'],
});

export function redactIssue(issue: Issue, names: SecretNames = NO_NAMES): Issue {
  const secret =
    canBeSecret(issue.value) &&
    (issue.in === 'cookie' ||
      issue.pointer
        .split('/')
        .some(
          (name) =>
            SECRET_NAME.test(name) ||
            (issue.in === 'header' && isSecretHeader(name.toLowerCase(), names)) ||
            (issue.in === 'query' && isSecretParameter(name, names)),
        ));
  return { ...issue, value: secret ? MASK : redactValue(issue.value) };
}
