/** Following a world: server-sent events of the control plane. */
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { request } from '../support/raw.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

interface Event {
  readonly event: string;
  readonly data: never;
}

/** Reads events one by one. */
async function* follow(emulator: Emulator, query = ''): AsyncGenerator<Event> {
  const reply = await fetch(`${emulator.url()}/__admin/events${query}`);
  if (reply.body === null) return;
  let text = '';
  for await (const part of reply.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, event] = /^event: (.*)$/m.exec(block) ?? [];
      const [, data] = /^data: (.*)$/m.exec(block) ?? [];
      if (event !== undefined && data !== undefined) yield { event, data: JSON.parse(data) as never };
    }
  }
}

const next = async (events: AsyncGenerator<Event>): Promise<unknown[]> => {
  const { value } = await events.next();
  return [value?.event, value?.data];
};

const glance = (id: string, more: object): unknown => expect.objectContaining({ id, ...more });

describe('the event stream of a world', () => {
  test('has the kept exchanges, every new exchange, and each change through the control plane', async () => {
    await using emulator = await startShop();
    const shop = shopAt(emulator.url('petshop'));
    await shop.create('Rex');
    const events = follow(emulator);
    expect(await next(events)).toEqual([
      'exchanges',
      {
        exchanges: [
          glance('default-1', { operation: 'createPet', status: 201, source: 'modelled', drift: 0 }),
        ],
      },
    ]);
    await shop.create('Rex');
    expect(await next(events)).toEqual([
      'exchange',
      glance('default-2', {
        method: 'POST',
        path: '/pets',
        status: 409,
        source: 'failure',
        failure: 'domain',
      }),
    ]);
    await admin(emulator, 'POST', '/faults', { status: 500 });
    expect(await next(events)).toEqual(['controlled', { operation: 'addFault' }]);
    await events.return(undefined);
  });

  test('has no exchanges of other worlds, and no secrets', async () => {
    await using emulator = await startShop();
    const world = await emulator.createWorld();
    const events = follow(emulator, `?world=${world.id}`);
    expect(await next(events)).toEqual(['exchanges', { exchanges: [] }]);
    await fetch(emulator.url('petshop'));
    await fetch(`${world.urls.petshop}/pets?api_key=canary`);
    const [, told] = await next(events);
    expect(told).toEqual(glance('w1-1', { path: '/pets?api_key=***' }));
    await events.return(undefined);
  });

  test('does not keep the emulator from closing', async () => {
    const emulator = await startShop();
    const events = follow(emulator);
    await next(events);
    const end = events.next();
    await emulator.close();
    expect((await end).done).toBe(true);
  });

  test('is refused for an unknown world and to a page of another origin', async () => {
    await using emulator = await startShop();
    expect((await request(emulator.url(), { path: '/__admin/events?world=w9' })).status).toBe(404);
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const refused = await request(emulator.url(), { path: '/__admin/events', headers });
      expect(refused.status).toBe(403);
    }
  });

  test('sends all exchanges again after the follower fell behind', async () => {
    await using emulator = await startShop();
    const followed = emulator.follow();
    const shop = shopAt(emulator.url('petshop'));
    for (let made = 0; made < 1_001; made++) await shop.create('Rex');
    const kinds: string[] = [];
    let last = 0;
    for await (const happening of followed) {
      kinds.push(happening.kind);
      if (happening.kind === 'exchanges' && kinds.length > 1) {
        last = happening.exchanges.length;
        break;
      }
    }
    expect([kinds.length, kinds.at(-1), last]).toEqual([1_001, 'exchanges', 1_000]);
  });

  test('is refused beyond the limit of followers', async () => {
    await using emulator = await startShop();
    const all = Array.from({ length: 32 }, () => emulator.follow());
    const { status, body } = await admin(emulator, 'GET', '/events');
    expect([status, body]).toMatchObject([429, { detail: expect.stringContaining('close some pages') }]);
    await all[0]?.cancel();
    expect(() => emulator.follow()).not.toThrow();
  });
});
