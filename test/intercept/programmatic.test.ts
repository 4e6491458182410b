/** Interception of this process, as Jest or any program uses it. */
import { Agent, get } from 'node:https';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/index.ts';

/** The status of a call to Engage's host; fails where the name is looked up, which is before anything leaves. */
const status = (agent: Agent | false = false): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const options = {
      agent,
      lookup: (_name: string, _options: unknown, found: (error: Error, address: string) => void) =>
        found(new Error('looked up'), ''),
    };
    get('https://api.engage.so/v1/users', options, (reply) => resolve(reply.resume().statusCode)).on(
      'error',
      reject,
    );
  });

test('leads calls to the emulator until it is undone', async () => {
  await using emulator = await createEmulator({ vendors: ['engage'], port: 0, intercept: true });
  const undo = emulator.intercept?.install();
  expect(await status()).toBe(401);
  undo?.();
  await expect(status()).rejects.toThrow('looked up');
});

test('a connection that a client keeps is closed when it is undone', async () => {
  await using emulator = await createEmulator({ vendors: ['engage'], port: 0, intercept: true });
  const undo = emulator.intercept?.install();
  const agent = new Agent({ keepAlive: true });
  expect(await status(agent)).toBe(401);
  undo?.();
  await expect(status(agent)).rejects.toThrow('looked up');
  agent.destroy();
});

test('what the emulator forwards to the real vendor does not come back to it', async () => {
  // No name server knows the host: a call that leaves fails, and one that comes back would begin anew.
  const upstreams = { engage: { to: 'http://real.invalid' } };
  const hosts = { engage: ['http://real.invalid'] };
  await using emulator = await createEmulator({
    vendors: ['engage'],
    port: 0,
    intercept: true,
    hosts,
    upstreams,
  });
  const undo = emulator.intercept?.install();
  const reply = await fetch(`${emulator.url('engage')}/v1/users`);
  undo?.();
  expect([reply.status, reply.headers.get('x-vendouble-error')]).toEqual([502, 'UPSTREAM']);
  expect(emulator.exchanges()).toHaveLength(1);
});
