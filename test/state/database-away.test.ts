/** What a replica does while its database is away, and what is left of acknowledged writes afterwards. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { senderTo } from '../support/client.ts';
import { vendouble } from '../support/command.ts';
import { BEGIN, noServer, type PostgresServer, startPostgres } from '../support/postgres.ts';

const AS = { authorization: `Basic ${Buffer.from('public:private').toString('base64')}` };

describe.skipIf(noServer !== undefined)('a replica whose database is away', () => {
  let server: PostgresServer;
  let replica: Emulator;
  const send: ReturnType<typeof senderTo> = (...call) => senderTo(replica.url('engage'), AS)(...call);
  const health: ReturnType<typeof senderTo> = (...call) => senderTo(`${replica.url()}/__admin`, {})(...call);
  /** Waits for what the replica notices by itself. */
  const until = (status: number): Promise<void> =>
    vi.waitFor(async () => expect((await health('GET', '/health')).status).toBe(status), { timeout: 5_000 });

  beforeAll(async () => {
    server = await startPostgres({ fsync: 'on' });
    replica = await createEmulator({ vendors: ['engage'], port: 0, state: server.url('away') });
  }, BEGIN);
  afterAll(async () => {
    await replica.close();
    server.stop();
  });

  test('calls get 503 with Retry-After and health says why, then everything acknowledged is there again', async () => {
    expect((await send('POST', '/v1/users', { id: 'before' })).status).toBe(200);
    await until(200);
    server.kill();
    for (const call of [
      send('POST', '/v1/users', { id: 'during' }),
      send('GET', '/v1/users/before'),
      send('GET', '/v1/users/nobody'),
      send('GET', '/v1/users'),
    ]) {
      const { status, headers, body } = await call;
      expect([status, headers.get('retry-after')]).toEqual([503, '1']);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(body.title).toBe('STATE_AWAY');
    }
    await until(503);
    const { body, headers } = await health('GET', '/health');
    expect([body.status, body.replica.reachable, headers.get('retry-after')]).toEqual([
      'database away',
      false,
      '1',
    ]);
    await server.start();
    await until(200);
    expect((await send('GET', '/v1/users/before')).status).toBe(200);
    expect((await send('GET', '/v1/users/during')).status).toBe(404);
    expect((await send('POST', '/v1/users', { id: 'after' })).status).toBe(200);
  });

  test('health names the replica and the database', async () => {
    const { body } = await health('GET', '/health');
    expect(body.replica).toMatchObject({ name: expect.stringContaining(`-${process.pid}`), reachable: true });
    expect(body.replica.database).toBe(body.state);
  });

  test('a world that another replica made is refused by its name, never answered from an empty one', async () => {
    const { status, body } = await send('GET', '/v1/users', undefined, { 'x-vendouble-world': 'w1.other-7' });
    expect([status, body.title]).toEqual([404, 'NO_WORLD']);
    expect(body.detail).toContain('the replica other-7 keeps it and this is ');
    const world = await replica.createWorld();
    expect(world.id).toMatch(/^w1\..+-\d+$/);
    const own = await send('GET', '/v1/users', undefined, { 'x-vendouble-world': world.id });
    expect(own.status).toBe(200);
  });
});

test('beyond the loopback interface replicas need a token that all of them know', async () => {
  const state = 'postgres://vendouble:hidden@127.0.0.1:1/db';
  const { code, err } = await vendouble(['engage', '--port', '0', '--host', '0.0.0.0', '--state', state])
    .ended;
  expect(code).toBe(2);
  expect(err).toContain('VENDOUBLE_ADMIN_TOKEN');
});

test('a database that is not there ends the start with the reason, and without the password', async () => {
  const state = 'postgres://vendouble:hidden@127.0.0.1:1/db?password=hidden';
  const { code, err } = await vendouble(['engage', '--port', '0', '--state', state]).ended;
  expect(code).toBe(2);
  expect(err).toContain('the database postgres://vendouble@127.0.0.1:1/db?password=… cannot be used');
  expect(err).not.toContain('hidden');
});

test.each(['schema=public', 'schema=', 'pool=1', 'prepare=maybe'])(
  '?%s in the URL is refused',
  async (parameter) => {
    const { code, err } = await vendouble([
      'engage',
      '--port',
      '0',
      '--state',
      `postgres://127.0.0.1:1/db?${parameter}`,
    ]).ended;
    expect(code).toBe(2);
    expect(err).toContain(parameter.split('=')[0]);
  },
);
