/** A consumer of webhooks as a team would write it, good or with one planted fault. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

export const FAULTS = [
  'no signature check',
  'signature over a parsed body',
  'no tolerance',
  'no dedupe',
  'order-dependent',
  '500 on an unknown topic',
  '200 before reading',
  'work after a refusal',
  'no update before its creation',
] as const;
export type Fault = (typeof FAULTS)[number];

interface Event {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly data: { readonly id: string; readonly email: string };
}

/** Whether any signature is right, whatever its age. */
function isSignedEver(headers: IncomingMessage['headers'], body: string): boolean {
  const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

function isGenuine(headers: IncomingMessage['headers'], raw: string, fault: Fault | undefined): boolean {
  if (fault === 'no signature check') return true;
  if (fault === 'no tolerance') return isSignedEver(headers, raw);
  try {
    const body = fault === 'signature over a parsed body' ? JSON.stringify(JSON.parse(raw)) : raw;
    new Webhook(SECRET).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

/**
 * Keeps the e-mail of each user, and sends a letter for each event. `GET /state` shows both.
 *
 * @param background milliseconds after the reply at which a delivery has its effect; it has it before when absent
 */
export async function consumer(fault?: Fault, background?: number) {
  const users = new Map<string, { readonly email: string; readonly at: string }>();
  const seen = new Set<string>();
  let letters = 0;

  const apply = ({ id, type, timestamp, data }: Event): number => {
    if (type !== 'user.created' && type !== 'user.updated')
      return fault === '500 on an unknown topic' ? 500 : 204;
    if (fault === 'no update before its creation' && type === 'user.updated' && !users.has(data.id))
      return 404;
    if (seen.has(id) && fault !== 'no dedupe') return 200;
    seen.add(id);
    letters += 1;
    const known = users.get(data.id);
    if (fault === 'order-dependent' || known === undefined || known.at < timestamp)
      users.set(data.id, { email: data.email, at: timestamp });
    return 200;
  };

  const process = (notification: Event): number => {
    if (background === undefined) return apply(notification);
    setTimeout(() => apply(notification), background);
    return 202;
  };

  const server = createServer(async (incoming, reply) => {
    if (incoming.url === '/state') {
      reply.end(JSON.stringify({ letters, users: [...users.values()].map(({ email }) => email) }));
      return;
    }
    if (fault === '200 before reading') reply.writeHead(200).end();
    const raw = await text(incoming).catch(() => undefined);
    if (raw === undefined) return;
    if (fault === 'work after a refusal' && raw.length < 100_000) apply(JSON.parse(raw));
    const status =
      raw.length > 100_000 ? 413 : isGenuine(incoming.headers, raw, fault) ? process(JSON.parse(raw)) : 401;
    if (!reply.headersSent) reply.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    hooks: `${origin}/hooks`,
    state: `${origin}/state`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const event = {
  type: 'object',
  required: ['id', 'type', 'timestamp', 'data'],
  properties: {
    id: { type: 'string' },
    type: { type: 'string' },
    timestamp: { type: 'string', format: 'date-time' },
    data: {
      type: 'object',
      required: ['id', 'email'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        email: { type: 'string', format: 'email' },
        created_at: { type: 'integer' },
      },
    },
  },
};

const webhook = (type: string): object => ({
  post: {
    requestBody: {
      content: {
        'application/json': {
          schema: event,
          example: {
            id: 'evt_1',
            type,
            timestamp: '2026-01-01T00:00:00Z',
            data: {
              id: '0b2a8e14-90bb-4bd5-a1ab-6c2b4d7f2f10',
              email: 'ann@example.com',
              created_at: 1_767_225_600,
            },
          },
        },
      },
    },
    responses: { '2XX': { description: 'Taken' } },
  },
});

/** The document of the vendor that sends to it. */
export const document = {
  openapi: '3.1.0',
  info: { title: 'Users', version: '1' },
  'x-vendouble-webhook': { signer: 'standard-webhooks' },
  paths: {},
  webhooks: { 'user.created': webhook('user.created'), 'user.updated': webhook('user.updated') },
};
