/** Replicas on one database: what one has acknowledged, all of them show. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { openDatabase } from '../../src/postgres/open.ts';
import { senderTo } from '../support/client.ts';
import { temporaryFolder } from '../support/document.ts';
import { BEGIN, noServer, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { NOW } from '../support/start.ts';

const PETS = `openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      responses:
        '200':
          description: All
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Pet' } }
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses:
        '201': { description: Created, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
  /pets/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        '200': { description: One, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { id: { type: integer, readOnly: true }, name: { type: string } } }
`;

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
  }, BEGIN);
  afterAll(async () => {
    for (const replica of replicas) await replica.close();
    server.stop();
  });

  test('a user that one replica has created is found, listed, and refused as a duplicate by the other', async () => {
    const [one, other] = [sendTo(0), sendTo(1)];
    const user = { id: 'jane', email: 'jane@example.com' };
    await replicas[0]?.reset();
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

  test('a reset through one replica leaves the first records of a document to all of them', async () => {
    const document = join(temporaryFolder(), 'pets.yaml');
    writeFileSync(document, PETS);
    const options = {
      documents: { pets: { spec: document } },
      vendors: [],
      port: 0,
      state: server.url('first'),
      records: 2,
    };
    await using one = await createEmulator(options);
    await using other = await createEmulator(options);
    const names = async ({ url }: Emulator): Promise<readonly string[]> =>
      (await senderTo(url('pets'), {})('GET', '/pets')).body.map(({ name }: { name: string }) => name);
    const first = await names(one);
    expect(first).toHaveLength(2);
    expect(await names(other)).toEqual(first);
    expect((await senderTo(one.url('pets'), {})('POST', '/pets', { name: 'Tom' })).status).toBe(201);
    expect(await names(other)).toEqual([...first, 'Tom']);
    await one.reset();
    expect([await names(other), await names(one)]).toEqual([first, first]);
  });

  test('replicas that start together on an empty database make its tables once', async () => {
    for (let round = 0; round < 5; round++) {
      const url = server.url(`together${round}`);
      const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase(url, false)));
      expect(await Promise.all(opened.map(({ store }) => store.scopes()))).toEqual([[], [], [], []]);
      await Promise.all(opened.map(({ store }) => store.close()));
    }
  });
});
