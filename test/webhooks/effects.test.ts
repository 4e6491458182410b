/** Deliveries equal committed effects: over random calls, faults and failures, and over a kill. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { senderTo } from '../support/client.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder, writeDocuments } from '../support/document.ts';
import { isLong } from '../support/long.ts';
import { receiver } from '../support/receiver.ts';
import { NOW } from '../support/start.ts';

const USERS = ['1', '2', '3'];

const user = fc.constantFrom(...USERS);
const email = fc.constantFrom('a@example.com', 'b@example.com');
const fault = fc.option(fc.constantFrom('before', 'after', 'status'), { nil: undefined });

/** One call, and the fault that meets it. */
const step = fc.oneof(
  fc.record({ do: fc.constant('save'), user, email, fault }),
  fc.record({ do: fc.constant('archive'), user, fault }),
  fc.record({ do: fc.constant('tag'), user, untag: fc.boolean(), fault }),
  // The second one does not exist, so that all of the call is taken back.
  fc.record({ do: fc.constant('tag with a mistake'), user, fault }),
);

interface Step {
  readonly do: string;
  readonly user: string;
  readonly email?: string;
  readonly untag?: boolean;
  readonly fault?: string | undefined;
}

/** What a call says and, by a model that shares nothing with the emulator, which topics it causes. */
class Model {
  readonly #users = new Map<string, { email: string; tagged: boolean }>();

  requestOf({ do: what, user: user_id, email: address, untag }: Step): readonly [string, string, object?] {
    if (what === 'save') return ['POST', '/users', { user_id, email: address }];
    if (what === 'archive') return ['DELETE', `/users?user_id=${user_id}`];
    const users = [{ user_id, ...(untag ? { untag } : {}) }];
    if (what === 'tag with a mistake') users.push({ user_id: 'nobody' });
    return ['POST', '/tags', { name: 'VIP', users }];
  }

  effectOf({ do: what, user: id, email: address = '', untag = false }: Step): readonly string[] {
    const known = this.#users.get(id);
    if (what === 'save') {
      this.#users.set(id, { email: address, tagged: known?.tagged ?? false });
      if (known === undefined) return [`user.created ${id}`];
      return known.email === address ? [] : [`user.email.updated ${id}`];
    }
    if (known === undefined || what === 'tag with a mistake') return [];
    if (what === 'archive') {
      this.#users.delete(id);
      return [`user.deleted ${id}`];
    }
    if (known.tagged !== untag) return [];
    known.tagged = !untag;
    return [`user.tag.${untag ? 'deleted' : 'created'} ${id}`];
  }
}

test('deliveries equal committed effects over random calls, faults and mistakes', async () => {
  await using emulator = await createEmulator({ vendors: ['intercom'], port: 0, clock: NOW, strict: true });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps: readonly Step[]) => {
      const { id, urls } = await emulator.createWorld();
      emulator.collectWebhooks({}, id);
      const send = senderTo(urls.intercom ?? '', {
        authorization: 'Bearer token',
        accept: 'application/json',
      });
      const model = new Model();
      const expected: string[] = [];
      for (const one of steps) {
        const { fault: way } = one;
        if (way !== undefined)
          emulator.addFault(
            { times: 1, ...(way === 'status' ? { status: 503 } : { abort: way as 'before' | 'after' }) },
            id,
          );
        await send(...model.requestOf(one)).catch(() => {});
        if (way !== 'before' && way !== 'status') expected.push(...model.effectOf(one));
      }
      const taken = await emulator.takeWebhooks('*', id);
      const delivered = taken.map(({ topic, body }) => {
        const { item } = JSON.parse(body).data;
        return `${topic} ${(item.user ?? item).user_id}`;
      });
      expect(delivered).toEqual(expected);
      expect(new Set(taken.map(({ body }) => JSON.parse(body).id))).toHaveLength(taken.length);
      emulator.deleteWorld(id);
    }),
    { numRuns: isLong ? 1_000 : 60, seed: 23 },
  );
});

test('a process that is killed while it delivers delivers the same message after the next start', async () => {
  const state = temporaryFolder();
  const killed = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  await using hooks = await receiver(async () => {
    if (hooks.heard.length > 1) return 200;
    held.resolve();
    await killed.promise;
    return 200;
  });
  const config = writeDocuments({
    'vendouble.json': { vendors: ['intercom'], webhooks: { intercom: [{ url: hooks.url }] } },
  });
  const args = ['start', '--config', config, '--state', state, '--port', '0'];
  const first = vendouble(args);
  const url = await first.ready;
  const sent = senderTo(`${url}/intercom`, { authorization: 'Bearer token', accept: 'application/json' })(
    'POST',
    '/users',
    { user_id: '1' },
  );
  expect((await sent).status).toBe(200);
  await held.promise;
  first.process.kill('SIGKILL');
  await first.ended;
  killed.resolve();
  const second = vendouble(args);
  await second.ready;
  await expect.poll(() => hooks.heard.length).toBe(2);
  const [before, after] = hooks.heard.map(({ body }) => body.id);
  expect(after).toBe(before);
  second.process.kill('SIGTERM');
  await second.ended;
}, 30_000);
