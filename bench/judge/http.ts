/** Calls over HTTP, byte for byte as given. */
import { Agent, request } from 'node:http';
import type { Json } from './json.ts';
import { isJson } from './media.ts';

export interface Call {
  readonly method: string;
  /** With the path of the server and the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly json: Json | undefined;
  readonly milliseconds: number;
}

/** No answer came in time, or the connection broke. */
export interface Silence {
  readonly silent: string;
  readonly milliseconds: number;
}

function jsonOf(text: string, mediaType: string): Json | undefined {
  if (text === '' || !isJson(mediaType)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/** Bytes of a reply that are kept. */
const MOST = 20_000_000;

export function send(
  origin: string,
  { method, path, headers, body }: Call,
  patience: number,
): Promise<Answer | Silence> {
  const begun = performance.now();
  const taken = (): number => performance.now() - begun;
  return new Promise((resolve) => {
    const sent = request(
      new URL(origin),
      {
        method,
        path,
        agent,
        timeout: patience,
        headers: {
          accept: 'application/json, */*',
          ...headers,
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
      },
      (reply) => {
        let text = '';
        reply.setEncoding('utf8').on('data', (part: string) => {
          if (text.length < MOST) text += part;
        });
        reply.on('error', (cause) => resolve({ silent: cause.message, milliseconds: taken() }));
        reply.on('end', () => {
          const names = Object.entries(reply.headers).map(([name, value]) => [name, String(value)]);
          const flat = Object.fromEntries(names) as Record<string, string>;
          const json = jsonOf(text, flat['content-type'] ?? '');
          resolve({ status: reply.statusCode ?? 0, headers: flat, text, json, milliseconds: taken() });
        });
      },
    );
    const given = setTimeout(() => sent.destroy(new Error(`no answer within ${patience} ms`)), patience);
    sent.on('close', () => clearTimeout(given));
    sent.on('error', (cause) => resolve({ silent: cause.message, milliseconds: taken() }));
    sent.end(body);
  });
}

export const isAnswer = (answer: Answer | Silence): answer is Answer => 'status' in answer;
