/** Several `Set-Cookie` headers, which a reply has as lines of one. */
import type { OutgoingHttpHeaders } from 'node:http';

/** The headers as Node takes them, with a `Set-Cookie` for each line. */
export function cookieHeaders(headers: Readonly<Record<string, string>>): OutgoingHttpHeaders {
  const cookies = headers['set-cookie'];
  return cookies?.includes('\n') === true
    ? { ...headers, 'set-cookie': cookies.split('\n') }
    : { ...headers };
}
