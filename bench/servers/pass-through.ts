/** What any proxy costs: Node's own server and client, with the streams piped from one to the other. */
import { createServer } from 'node:http';
import { Agent, request } from 'node:https';
import { announce } from './child.ts';

const { to } = JSON.parse(process.argv[2] ?? '') as { readonly to: string };
const { host, hostname, port } = new URL(to);
const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });

const server = createServer((incoming, outgoing) => {
  const { method, url: path, headers } = incoming;
  const forwarded = request(
    { hostname, port, method, path, headers: { ...headers, host }, agent },
    (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    },
  );
  incoming.pipe(forwarded);
});
announce(server);
server.listen(0, '127.0.0.1');
