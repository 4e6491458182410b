/** What to measure against: bare Express with its own body parser and a Map, giving the replies that Engage gives. */
import express from 'express';
import { announce } from './child.ts';

interface User {
  readonly id: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly email?: string;
  readonly number?: string;
  readonly meta?: Readonly<Record<string, string | number | boolean>>;
}

const users = new Map<string, object>();
const app = express();
app.use(express.json());

app.post('/engage/v1/users', ({ body }: { body: User }, response) => {
  const user = {
    id: users.size.toString(16).padStart(24, '0'),
    uid: body.id,
    first_name: body.first_name ?? null,
    last_name: body.last_name ?? null,
    number: body.number ?? null,
    email: body.email ?? null,
    devices: [],
    lists: [],
    segments: [],
    meta: body.meta ?? {},
    created_at: new Date().toISOString(),
  };
  users.set(body.id, user);
  response.json(user);
});

app.get('/engage/v1/users/:uid', ({ params }, response) => {
  const user = users.get(params.uid);
  if (user === undefined) response.status(404).json({ error: 'not found' });
  else response.json(user);
});

announce(app.listen(0, '127.0.0.1'));
