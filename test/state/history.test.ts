/** Four replicas and eight writers: every answer, refusals too, fits one order of all calls. The checker is tried first. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { senderTo } from '../support/client.ts';
import { type Answer, type Call, type Event, explain } from '../support/history.ts';
import { isLong } from '../support/long.ts';
import { BEGIN, noServer, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { NOW } from '../support/start.ts';

const event = (from: number, to: number, call: Call, answer: Answer): Event => ({ from, to, call, answer });
const create = (id: string, value: string): Call => ({ what: 'create', id, value });
const put = (id: string, value: string): Call => ({ what: 'put', id, value });
const remove = (id: string): Call => ({ what: 'delete', id });
const read = (id: string): Call => ({ what: 'read', id });
const list: Call = { what: 'list' };
const counter = (number: number): Answer => ({ counter: number });
const value = (text: string): Answer => ({ value: text });
const lists = (text: string): Answer => ({ list: text });

/** `a` is created with the value 1 before everything else. */
const begun = event(0, 1, create('a', '1'), counter(1));

type History = readonly [what: string, ...events: readonly Event[]];

const WRONG: readonly History[] = [
  ['a lost update', event(2, 3, put('a', '2'), 'ok'), event(4, 5, read('a'), value('1'))],
  ['a lost creation', event(2, 3, create('b', '1'), counter(2)), event(4, 5, read('b'), 'missing')],
  [
    'a stale list after a creation',
    event(2, 3, create('b', '1'), counter(2)),
    event(4, 5, list, lists('a=1')),
  ],
  ['a stale list after an update', event(2, 3, put('a', '2'), 'ok'), event(4, 5, list, lists('a=1'))],
  [
    'a stale read after a newer one',
    event(2, 9, put('a', '2'), 'ok'),
    event(3, 4, read('a'), value('2')),
    event(5, 6, read('a'), value('1')),
  ],
  [
    'a dirty read of a refused creation',
    event(2, 3, create('a', '2'), 'taken'),
    event(4, 5, read('a'), value('2')),
  ],
  ['a read of a value from the future', event(2, 3, read('a'), value('2')), event(4, 5, put('a', '2'), 'ok')],
  [
    'a record that comes back after its removal',
    event(2, 3, remove('a'), 'ok'),
    event(4, 5, read('a'), value('1')),
  ],
  ['a removed record in a list', event(2, 3, remove('a'), 'ok'), event(4, 5, list, lists('a=1'))],
  ['two removals of one record', event(2, 4, remove('a'), 'ok'), event(3, 5, remove('a'), 'ok')],
  ['a duplicate that is accepted', event(2, 3, create('a', '2'), counter(2))],
  [
    'two creations of one record at once',
    event(2, 4, create('b', '1'), counter(2)),
    event(3, 5, create('b', '2'), counter(3)),
  ],
  [
    'a duplicate that was refused before the first',
    event(2, 3, create('b', '2'), 'taken'),
    event(4, 5, create('b', '1'), counter(2)),
  ],
  ['a gap in the counter', event(2, 3, create('b', '1'), counter(3))],
  [
    'a number that is drawn twice',
    event(2, 3, create('b', '1'), counter(2)),
    event(4, 5, create('c', '1'), counter(2)),
  ],
  [
    'a number that a refused creation has used up',
    event(2, 3, create('a', '1'), 'taken'),
    event(4, 5, create('b', '1'), counter(3)),
  ],
  [
    'a list with half of two creations in the wrong order',
    event(2, 3, create('b', '1'), counter(2)),
    event(4, 5, create('c', '1'), counter(3)),
    event(6, 7, list, lists('a=1 c=1 b=1')),
  ],
  [
    'a list that shows the second change and not the first',
    event(2, 3, put('a', '2'), 'ok'),
    event(4, 9, create('b', '1'), counter(2)),
    event(5, 8, list, lists('a=1 b=1')),
  ],
  [
    'two readers who see two changes in different orders',
    event(2, 20, put('a', '2'), 'ok'),
    event(2, 20, create('b', '1'), counter(2)),
    event(3, 4, list, lists('a=2')),
    event(5, 6, list, lists('a=1 b=1')),
  ],
  [
    'a record that is put and missing before and after',
    event(2, 3, read('b'), 'missing'),
    event(4, 5, put('b', '1'), 'ok'),
    event(6, 7, read('b'), 'missing'),
  ],
  [
    'a lost answer that took effect, then not, then did',
    event(2, 30, put('a', '2'), 'lost'),
    event(3, 4, read('a'), value('2')),
    event(5, 6, read('a'), value('1')),
  ],
];

const RIGHT: readonly History[] = [
  [
    'an update that is seen while it runs',
    event(2, 9, put('a', '2'), 'ok'),
    event(3, 4, read('a'), value('1')),
    event(5, 6, read('a'), value('2')),
  ],
  [
    'one of two creations at once',
    event(2, 4, create('b', '1'), 'taken'),
    event(3, 5, create('b', '2'), counter(2)),
  ],
  ['a lost answer that took effect', event(2, 3, put('a', '2'), 'lost'), event(4, 5, read('a'), value('2'))],
  ['a lost answer that did not', event(2, 3, put('a', '2'), 'lost'), event(4, 5, read('a'), value('1'))],
  [
    'a record that is removed and made again',
    event(2, 3, remove('a'), 'ok'),
    event(4, 5, create('a', '2'), counter(2)),
    event(6, 7, list, lists('a=2')),
  ],
];

test.each(WRONG)('the checker rejects %s', (...[, ...events]) => {
  expect(explain([begun, ...(events as Event[])])).toBe(false);
});

test.each(RIGHT)('the checker accepts %s', (...[, ...events]) => {
  expect(explain([begun, ...(events as Event[])])).toBe(true);
});

const AS = { authorization: `Basic ${Buffer.from('public:private').toString('base64')}` };
const ROUNDS = isLong ? 250 : 6;
const CALLS = 50;
const WRITERS = 8;

describe.skipIf(noServer !== undefined)('four replicas on one PostgreSQL', () => {
  let server: PostgresServer;
  const replicas: Emulator[] = [];

  beforeAll(async () => {
    server = await startPostgres();
    for (let at = 0; at < 4; at++)
      replicas.push(
        await createEmulator({
          vendors: ['engage'],
          port: 0,
          strict: true,
          clock: NOW,
          state: server.url('history'),
        }),
      );
  }, BEGIN);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    server.stop();
  });

  const callOn = async (at: number, call: Call): Promise<Answer> => {
    const send = senderTo(replicas[at % 4]?.url('engage') ?? '', AS);
    if (call.what === 'list') {
      const { body } = await send('GET', '/v1/users?limit=30');
      return lists(
        body.data.map(({ uid, first_name }: Record<string, string>) => `${uid}=${first_name}`).join(' '),
      );
    }
    const path = `/v1/users/${call.id}`;
    if (call.what === 'create') {
      const { status, body } = await send('POST', '/v1/users', { id: call.id, first_name: call.value });
      // The counter is at the end of the identifier.
      if (status === 200) return counter(Number.parseInt(body.id.slice(-6), 16));
      return status === 400 ? 'taken' : 'unexpected';
    }
    const sent =
      call.what === 'read'
        ? await send('GET', path)
        : call.what === 'delete'
          ? await send('DELETE', path)
          : await send('PUT', path, { first_name: call.value });
    if (sent.status !== 200) return sent.status === 404 ? 'missing' : 'unexpected';
    return call.what === 'read' ? value(sent.body.first_name) : 'ok';
  };

  const anyCall = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ what: fc.constant('create' as const), id: fc.constantFrom('a', 'b', 'c', 'd') }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ what: fc.constant('put' as const), id: fc.constantFrom('a', 'b', 'c', 'd') }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ what: fc.constant('delete' as const), id: fc.constantFrom('a', 'b', 'c', 'd') }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ what: fc.constant('read' as const), id: fc.constantFrom('a', 'b', 'c', 'd') }),
    },
    { weight: 2, arbitrary: fc.constant({ what: 'list' as const }) },
  );

  test('every answer to random calls of eight writers fits one order of all of them', {
    timeout: isLong ? 1_800_000 : 60_000,
  }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await replicas[round % 4]?.reset();
      const events: Event[] = [];
      const calls = fc.sample(anyCall, { numRuns: CALLS * WRITERS, seed: round });
      await Promise.all(
        Array.from({ length: WRITERS }, async (_none, writer) => {
          for (let at = writer; at < calls.length; at += WRITERS) {
            const made = calls[at];
            if (made === undefined) break;
            // Every written value is another one, so that a reader knows whose it sees.
            const call: Call =
              made.what === 'create' || made.what === 'put' ? { ...made, value: `v${at}` } : made;
            const from = performance.now();
            const answer = await callOn(writer + at, call);
            events.push({ from, to: performance.now(), call, answer });
          }
        }),
      );
      expect(events).toHaveLength(CALLS * WRITERS);
      const isRight = explain(events);
      if (!isRight) process.stderr.write(`${events.map((one) => JSON.stringify(one)).join('\n')}\n`);
      expect(isRight).toBe(true);
    }
  });
});
