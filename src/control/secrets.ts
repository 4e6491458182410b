/** Takes the secrets out of what is kept and shown of a call. */
import type { Issue } from '../vendor.ts';

const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key']);
const SECRET_NAME = /token|secret|api_?key|password/i;
const SECRET_QUERY = /([?&](?:[^=&]*(?:token|secret|api_?key|password)[^=&]*)=)[^&]*/gi;

/** What stands for a secret wherever one was. */
export const MASK = '***';

/** Keeps the scheme, which tells a mistake from a missing credential. */
const masked = (value: string): string =>
  /^(\w+) ./.exec(value)?.[1] === undefined ? MASK : `${value.split(' ')[0]} ${MASK}`;

export const maskHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.has(name) ? masked(value) : value]),
  );

export const maskPath = (path: string): string => path.replace(SECRET_QUERY, `$1${MASK}`);

/** Secrets inside a value, by the names of its members. */
export const maskValue = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? JSON.parse(
        JSON.stringify(value, (name, inside: unknown) =>
          SECRET_NAME.test(name) && (typeof inside === 'string' || typeof inside === 'number')
            ? MASK
            : inside,
        ),
      )
    : value;

/** A body of JSON or of a form; the text as it was where it has no secrets. */
export function maskBody(body: string, mediaType: string): string {
  if (!SECRET_NAME.test(body)) return body;
  if (/^application\/x-www-form-urlencoded\b/i.test(mediaType)) return maskPath(`&${body}`).slice(1);
  try {
    const value: unknown = JSON.parse(body);
    const hidden = JSON.stringify(maskValue(value));
    return hidden === JSON.stringify(value) ? body : hidden;
  } catch {
    return body;
  }
}

export function maskIssue(issue: Issue): Issue {
  const name = issue.pointer.split('/').at(-1) ?? '';
  const secret =
    issue.in === 'cookie' ||
    (issue.in === 'header' && SECRET_HEADERS.has(name.toLowerCase())) ||
    (SECRET_NAME.test(name) && (typeof issue.value === 'string' || typeof issue.value === 'number'));
  return { ...issue, value: secret ? MASK : maskValue(issue.value) };
}
