/** A client of a vendor as a test would write it: one function that sends a request and reads the whole answer. */

/** A JSON value of the wire; tests know what is in it. */
// biome-ignore lint/suspicious/noExplicitAny: replies are compared, not computed with
export type Wire = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body, `undefined` where there is none. @throws {SyntaxError} when it is no JSON */
  readonly body: Wire;
}

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** `user:password` as an Authorization header. */
export const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString('base64')}`;

/**
 * @param base what paths are put behind; an absolute URL is taken as it is
 * @param own headers, unless a call says otherwise
 */
export const senderTo =
  (base: string, own: Readonly<Record<string, string>>): Send =>
  async (method, path, body, headers = {}) => {
    const reply = await fetch(path.startsWith('http') ? path : base + path, {
      method,
      redirect: 'manual',
      headers: { ...own, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await reply.text();
    return {
      status: reply.status,
      headers: reply.headers,
      text,
      get body() {
        return text === '' ? undefined : JSON.parse(text);
      },
    };
  };
