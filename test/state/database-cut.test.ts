/** Connections that break around commits, and what the statements of a call cost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { senderTo } from '../support/client.ts';
import { CUTS, type CuttingProxy, openCuttingProxy } from '../support/cutting-proxy.ts';
import { isLong } from '../support/long.ts';
import { BEGIN, noServer, type PostgresServer, startPostgres } from '../support/postgres.ts';

const AS = { authorization: `Basic ${Buffer.from('public:private').toString('base64')}` };
const ROUNDS = isLong ? 1_000 : 40;

describe.skipIf(noServer !== undefined)('commits on one PostgreSQL', () => {
  let server: PostgresServer;
  let proxy: CuttingProxy;
  let replica: Emulator;
  let other: Emulator;

  beforeAll(async () => {
    server = await startPostgres({ log_min_duration_statement: '0' });
    proxy = await openCuttingProxy(server);
    replica = await createEmulator({ vendors: ['engage'], port: 0, state: proxy.url('cut') });
    other = await createEmulator({ vendors: ['engage'], port: 0, state: server.url('cut') });
  }, BEGIN);
  afterAll(async () => {
    await other.close();
    proxy.close();
    await replica.close();
    server.stop();
  });

  test('a connection that breaks before, in or after a commit neither loses nor doubles it', {
    timeout: 300_000,
  }, async () => {
    const send = senderTo(replica.url('engage'), AS);
    const check = senderTo(other.url('engage'), AS);
    const counters: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      proxy.cutNext(CUTS[round % CUTS.length] ?? 'before');
      const created = await send('POST', '/v1/users', { id: `cut${round}`, first_name: 'one' });
      // The replica asks what became of it, and repeats what did not happen.
      expect([created.status, created.text]).toEqual([200, expect.any(String)]);
      counters.push(Number.parseInt(created.body.id.slice(-6), 16));
      // Other writes to the scope come before the late commit arrives.
      const isUpdated = round % 3 === 0;
      const last = isUpdated ? await check('PUT', `/v1/users/cut${round}`, { first_name: 'two' }) : created;
      expect(last.status).toBe(200);
      const seen = await check('GET', `/v1/users/cut${round}`);
      expect([seen.status, seen.body.id]).toEqual([200, created.body.id]);
      expect(seen.body.first_name).toBe(isUpdated ? 'two' : 'one');
    }
    expect(proxy.cuts).toBe(ROUNDS);
    // Each number once, and none left out.
    expect(counters).toEqual(Array.from({ length: ROUNDS }, (_none, at) => at + 1));
    const dump = await other.snapshot();
    expect(Object.values(dump)[0]?.collections.users).toHaveLength(ROUNDS);
  });

  /** Statements of the replica between two moments, without its questions whether the database is there. */
  const statementsOf = async (work: () => Promise<void>): Promise<readonly string[]> => {
    const before = server.log().length;
    await work();
    return server
      .log()
      .slice(before)
      .filter((line) => /duration: .* (execute|statement)/.test(line) && !line.includes('select 1 as here'))
      .map((line) => line.replace(/^.*duration: [\d.]+ ms {2}/, ''));
  };

  test('a create is one statement, a read is one, and none is a NOTIFY', async () => {
    const send = senderTo(other.url('engage'), AS);
    // It learns that the identifiers of new users are usually free.
    for (const id of ['learn1', 'learn2', 'learn3']) await send('POST', '/v1/users', { id });
    const creates = await statementsOf(async () => {
      for (let at = 0; at < 10; at++)
        expect((await send('POST', '/v1/users', { id: `count${at}` })).status).toBe(200);
    });
    expect(creates).toHaveLength(10);
    for (const statement of creates) expect(statement).toContain('.commit($1');
    const reads = await statementsOf(async () => {
      for (let at = 0; at < 10; at++) expect((await send('GET', `/v1/users/count${at}`)).status).toBe(200);
    });
    expect(reads).toHaveLength(10);
    const lists = await statementsOf(async () => {
      expect((await send('GET', '/v1/users?limit=5')).status).toBe(200);
    });
    expect(lists).toHaveLength(1);
    const refused = await statementsOf(async () => {
      expect((await send('GET', '/v1/users/nobody')).status).toBe(404);
    });
    expect(refused).toHaveLength(1);
    expect(server.log().filter((line) => /notify/i.test(line))).toEqual([]);
  });
});
