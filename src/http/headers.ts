/** Headers as the middle speaks of them. */
import type { IncomingHttpHeaders } from 'node:http';

/** Node makes one text of a header that is repeated, but not of this one, which no request needs. */
const isText = (headers: IncomingHttpHeaders): headers is Record<string, string> =>
  headers['set-cookie'] === undefined;

export function headersOf({ headers }: { readonly headers: IncomingHttpHeaders }): Record<string, string> {
  if (isText(headers)) return headers;
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
