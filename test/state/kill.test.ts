/** The running command line, killed under load: every acknowledged user is there, and no client saw one that is not. */
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';
import { isLong } from '../support/long.ts';

const KILLS = isLong ? 200 : 2;
const WRITERS = 16;
/** Rounds in one directory, so that journals are recovered onto snapshots that hold much. */
const ROUNDS = 20;

const authorization = `Basic ${btoa('key:secret')}`;
const headers = { authorization, 'content-type': 'application/json' };

interface Load {
  /** Ids that some reply said are there. */
  readonly promised: Set<string>;
  /** Ids that were asked for. */
  readonly asked: Set<string>;
}

/** Writes until the process is gone; now and then reads what another writer has only asked for. */
async function write(base: string, writer: string, { promised, asked }: Load): Promise<void> {
  try {
    for (let at = 0; ; at++) {
      const id = `${writer}n${at}`;
      asked.add(id);
      const created = await fetch(`${base}/users`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ id, first_name: 'x'.repeat(200) }),
      });
      if (created.status !== 200) throw new Error(`${created.status} ${await created.text()}`);
      promised.add(id);
      const [other = id] = [...asked].slice(-1);
      const seen = await fetch(`${base}/users/${other}`, { headers });
      if (seen.status === 200) promised.add(other);
      await seen.text();
    }
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
  }
}

async function idsOf(base: string): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const reply = await fetch(`${base}/__admin/records/engage/users?limit=1000&offset=${found.length}`);
    const { total, records } = (await reply.json()) as {
      total: number;
      records: { uid: string; first_name: string }[];
    };
    // None is half present.
    expect(records.every(({ first_name }) => first_name.length === 200)).toBe(true);
    found.push(...records.map(({ uid }) => uid));
    if (found.length >= total) return found;
  }
}

test(`after each of ${KILLS} kills under load, every acknowledged record is there`, async () => {
  let cwd = temporaryFolder();
  const load: Load = { promised: new Set(), asked: new Set() };
  for (let kill = 0; kill < KILLS; kill++) {
    if (kill % ROUNDS === 0) {
      cwd = temporaryFolder();
      load.promised.clear();
      load.asked.clear();
    }
    const run = vendouble(['engage', '--port', '0', '--seed', '1'], { cwd });
    const base = await run.ready;
    const held = new Set(await idsOf(base));
    expect(
      [...load.promised].filter((id) => !held.has(id)),
      `after kill ${kill}`,
    ).toEqual([]);
    expect(
      [...held].filter((id) => !load.asked.has(id)),
      `after kill ${kill}`,
    ).toEqual([]);
    const before = load.promised.size;
    const writers = Array.from({ length: WRITERS }, (_, writer) =>
      write(`${base}/engage`, `k${kill}w${writer}`, load),
    );
    // Later every time, from the first replies on.
    const enough = before + 1 + ((kill * 37) % 300);
    const reached = (async () => {
      while (load.promised.size < enough) await setImmediate();
    })();
    await Promise.race([reached, Promise.all(writers)]);
    run.process.kill('SIGKILL');
    await once(run.process, 'exit');
    await Promise.all(writers);
  }
  const last = vendouble(['engage', '--port', '0'], { cwd });
  const held = new Set(await idsOf(await last.ready));
  expect([...load.promised].filter((id) => !held.has(id))).toEqual([]);
  expect(load.promised.size).toBeGreaterThan(0);
  last.process.kill('SIGTERM');
  expect((await last.ended).code).toBe(0);
}, 3_600_000);
