/** Replicas on one database: what one has acknowledged, all of them show. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { senderTo } from '../support/client.ts';
import { noServer, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { NOW } from '../support/start.ts';

const AS = { authorization: `Basic ${Buffer.from('public:private').toString('base64')}` };

if (noServer !== undefined) process.stderr.write(`${noServer}\n`);

describe.skipIf(noServer !== undefined)('two replicas on one PostgreSQL', () => {
  let server: PostgresServer;
  const replicas: Emulator[] = [];
  const sendTo = (at: number): ReturnType<typeof senderTo> => senderTo(replicas[at]?.url('engage') ?? '', AS);

  beforeAll(async () => {
    server = await startPostgres();
    for (let at = 0; at < 2; at++)
      replicas.push(
        await createEmulator({
          vendors: ['engage'],
          port: 0,
          strict: true,
          seed: 1,
          clock: NOW,
          state: server.url('shared'),
        }),
      );
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.close();
    server.stop();
  });

  test('a user that one replica has created is found, listed, and refused as a duplicate by the other', async () => {
    const [one, other] = [sendTo(0), sendTo(1)];
    const user = { id: 'jane', email: 'jane@example.com' };
    expect((await one('POST', '/v1/users', user)).status).toBe(200);
    expect((await other('GET', '/v1/users/jane')).body.email).toBe('jane@example.com');
    expect((await other('GET', '/v1/users')).body.data).toHaveLength(1);
    expect((await other('POST', '/v1/users', user)).status).toBe(400);
    expect((await other('DELETE', '/v1/users/jane')).status).toBe(200);
    expect((await one('GET', '/v1/users/jane')).status).toBe(404);
  });

  test('of one new user sent to both at once, one replica keeps it and the other refuses it', async () => {
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(
        [0, 1, 0, 1].map((at) => sendTo(at)('POST', '/v1/users', { id: `both${round}` })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    }
  });

  test('identifiers are drawn from one counter, each of them once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_none, at) => sendTo(at % 2)('POST', '/v1/users', { id: `many${at}` })),
    );
    const ids = answers.map(({ body }) => body.id);
    expect(new Set(ids).size).toBe(60);
    // The counter is at the end of an identifier: no number is left out.
    const counters = ids.map((id) => Number.parseInt(id.slice(-6), 16)).sort((a, b) => a - b);
    expect((counters.at(-1) ?? 0) - (counters[0] ?? 0)).toBe(59);
  });
});
