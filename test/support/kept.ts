/** One connection that is kept: `fetch` opens a new one behind most of the requests that a random test sends. */
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface KeptReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface KeptConnection extends Disposable {
  send(
    method: string,
    url: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<KeptReply>;
}

export function keepConnection(): KeptConnection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    send: (method, url, headers, body) =>
      new Promise((resolve, reject) => {
        const sent = request(url, { agent, method, headers }, (reply) => {
          text(reply).then(
            (all) => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text: all }),
            reject,
          );
        });
        sent.on('error', reject).end(body);
      }),
    [Symbol.dispose]: () => agent.destroy(),
  };
}
