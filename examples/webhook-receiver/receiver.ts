// receiver.ts
import { fileURLToPath } from 'node:url';
import express from 'express';
import { Inbox } from './inbox.ts';

export function createReceiver(inbox: Inbox) {
  const app = express();
  // The bytes as they arrived: they are what is signed.
  app.post('/hooks/intercom', express.raw({ type: () => true, limit: '1mb' }), (request, reply) => {
    reply.sendStatus(inbox.receive(request.body ?? Buffer.alloc(0), request.get('x-hub-signature')));
  });
  app.get('/state', (_request, reply) => {
    reply.json({ users: [...inbox.users.values()] });
  });
  return app;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  createReceiver(new Inbox(process.env.INTERCOM_SECRET ?? 'a-secret')).listen(3000, () =>
    console.log('receiver ready http://localhost:3000'),
  );
