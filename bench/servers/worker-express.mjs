// A fresh worker, as a test runner starts one: imports Express, listens and answers one call.
import { parentPort } from 'node:worker_threads';
import express from 'express';

const app = express();
app.use(express.json());
app.get('/engage/v1/users', (_request, response) => response.json({ data: [] }));
const server = app.listen(0, '127.0.0.1', async () => {
  const reply = await fetch(`http://127.0.0.1:${server.address().port}/engage/v1/users`);
  await reply.text();
  parentPort.postMessage(reply.status);
});
