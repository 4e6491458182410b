/** Replicas and the database are killed under load: nothing acknowledged is lost, and nothing is applied by halves. */
import { describe, expect, test, vi } from 'vitest';
import { connect } from '../../src/postgres/driver.ts';
import { withStateDatabase } from '../../src/postgres/maintenance.ts';
import { readDatabaseUrl } from '../../src/postgres/url.ts';
import { senderTo } from '../support/client.ts';
import { type Run, vendouble } from '../support/command.ts';
import { isLong } from '../support/long.ts';
import { noServer, startPostgres } from '../support/postgres.ts';

const AS = { authorization: `Basic ${Buffer.from('public:private').toString('base64')}` };
/** Kills of a replica; every fifth is one of the database instead. */
const KILLS = isLong ? 120 : 5;
const WRITERS = 4;

describe.skipIf(noServer !== undefined)('kill -9 under load', () => {
  test('every acknowledged write is there, and the indexes agree with the records', {
    timeout: 1_200_000,
  }, async () => {
    const server = await startPostgres({ fsync: 'on' });
    const state = server.url('kill');
    const start = (): Run => vendouble(['start', 'engage', '--port', '0', '--state', state]);
    const replicas: Run[] = [start(), start()];
    const urls = await Promise.all(replicas.map(({ ready }) => ready));
    const acknowledged: string[] = [];
    let isOver = false;
    let made = 0;
    try {
      const writers = Array.from({ length: WRITERS }, async (_none, writer) => {
        while (!isOver) {
          const id = `w${writer}x${made++}`;
          const sent = await senderTo(`${urls[made % 2]}/engage`, AS)('POST', '/v1/users', { id }).catch(
            () => undefined,
          );
          if (sent?.status === 200) acknowledged.push(id);
          else await new Promise((resolve) => setTimeout(resolve, 10));
        }
      });
      /** Both replicas acknowledge writes again. */
      const serving = (timeout: number): Promise<void> =>
        vi.waitFor(
          async () => {
            for (const url of urls)
              expect(
                (await senderTo(`${url}/engage`, AS)('PUT', '/v1/users/probe', { first_name: url })).status,
              ).toBe(200);
          },
          { timeout, interval: 50 },
        );
      await serving(10_000);
      for (let kill = 1; kill <= KILLS; kill++) {
        const before = acknowledged.length;
        await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + 5), {
          timeout: 20_000,
          interval: 5,
        });
        if (kill % 5 === 0) {
          server.kill();
          await server.start();
          await serving(5_000);
          continue;
        }
        const at = kill % 2;
        replicas[at]?.process.kill('SIGKILL');
        const next = start();
        replicas[at] = next;
        urls[at] = await next.ready;
      }
      await serving(10_000);
      isOver = true;
      await Promise.all(writers);
      const { dump } = await withStateDatabase(state, ({ read }) => read());
      const scope = dump['engage/default'];
      const users = new Set(scope?.collections.users?.map(({ uid }) => uid));
      expect(acknowledged.filter((id) => !users.has(id))).toEqual([]);
      expect(scope?.sequence).toBe(users.size);
      const database = await connect(readDatabaseUrl(state), 'test');
      const [rows] = await database.query<{ readonly lost: number; readonly extra: number }>(
        `select count(*) filter (where u.place is null)::float8 as lost, count(*) filter (where r.place is null)::float8 as extra
         from (select scope, place from kill.record where collection = 'users') r
         full join (select scope, place from kill.unique_value where collection = 'users') u using (scope, place)`,
      );
      await database.close();
      expect(rows).toEqual({ lost: 0, extra: 0 });
    } finally {
      isOver = true;
      for (const { process } of replicas) process.kill('SIGKILL');
      server.stop();
    }
  });
});
