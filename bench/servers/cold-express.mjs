// The least that a program with Express does before its first call: what a cold start is compared with.
import express from 'express';

const app = express();
app.use(express.json());
app.get('/engage/v1/users', (_request, response) => response.json({ data: [] }));
const server = app.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () =>
  console.log(`ready http://127.0.0.1:${server.address().port}`),
);
