/** A receiver of webhooks: it keeps what it hears and answers as a test says. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import type { Wire } from './client.ts';

export interface Heard {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** The exact text. */
  readonly text: string;
  readonly body: Wire;
}

export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly heard: readonly Heard[];
  /** The topics that were heard, in order. */
  topics(): readonly string[];
  clear(): void;
}

/** @param answer the status of the reply, or a function that gives it; it may call the emulator */
export async function receiver(
  answer: number | ((heard: Heard) => number | Promise<number>) = 200,
  headers: Record<string, string> = {},
): Promise<Receiver> {
  const heard: Heard[] = [];
  const server = createServer(async (request, reply) => {
    const text = await readText(request);
    const { method, url: path } = request;
    const one: Heard = { method, path, headers: request.headers, text, body: text && JSON.parse(text) };
    heard.push(one);
    const status = typeof answer === 'number' ? answer : await answer(one);
    reply.writeHead(status, headers).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    heard,
    url: `http://127.0.0.1:${port}/hooks`,
    topics: () => heard.map(({ body }) => body.topic),
    clear: () => void heard.splice(0),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
