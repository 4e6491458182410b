/** Request headers as plain texts by name. */
import type { IncomingHttpHeaders } from 'node:http';

/** Node joins repeated headers into one text, except `set-cookie`, which requests do not have. */
const isText = (headers: IncomingHttpHeaders): headers is Record<string, string> =>
  headers['set-cookie'] === undefined;

export function headersOf({ headers }: { readonly headers: IncomingHttpHeaders }): Record<string, string> {
  if (isText(headers)) return headers;
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
