/** The official client, sequence-node 0.2.10, unmodified; only its documented `host` points here. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import sequenceNode from 'sequence-node';
import { describe, expect, test } from 'vitest';
import { count, read, start, TOKEN } from './support.ts';

const run = promisify(execFile);

// The package is CommonJS with a default export of its own.
const { default: Sequence } = sequenceNode;

describe('the client sequence-node', () => {
  test('identifies a user, who can be read back', async () => {
    await using emulator = await start();
    const client = new Sequence(TOKEN, { host: emulator.url('sequence') });
    const reply = await new Promise((resolve, reject) => {
      client.identify(
        { userId: '2zeqgSkKjz', traits: { first_name: 'Wei', email: 'pifagor@example.me', plan: 'premium' } },
        (error, data) => (error ? reject(error) : resolve(data)),
      );
    });
    expect(reply).toMatchObject({
      status: 200,
      data: {
        success: true,
        total: 1,
        errors: 0,
        processed: 1,
        batch: [{ messageId: expect.stringMatching(/^[0-9a-z]{10,20}$/), success: true, processed: true }],
      },
    });
    expect(await read(emulator, '2zeqgSkKjz')).toMatchObject({
      firstName: 'Wei',
      email: 'pifagor@example.me',
      traits: { plan: 'premium' },
    });
  });

  test('flushes its queue, and an event with the same messageId counts once', async () => {
    await using emulator = await start();
    const client = new Sequence(TOKEN, { host: emulator.url('sequence') });
    const first = new Promise((resolve) => client.track({ userId: 'u', event: 'First' }, resolve));
    await first;
    const event = { userId: 'u', event: 'Viewed', properties: { page: 1 }, messageId: 'm1' };
    client.track(event);
    client.track(event);
    client.identify({ userId: 'u', traits: { plan: 'pro' } });
    client.identify({ userId: 'u', traits: { plan: null, logins: 5 } });
    const { data } = await new Promise<{ data: { processed: number; batch: object[] } }>(
      (resolve, reject) => {
        client.flush((error, reply) => (error ? reject(error) : resolve(reply)));
      },
    );
    expect(data.processed).toBe(3);
    expect(data.batch.map((element) => 'processed' in element && element.processed)).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect((await read(emulator, 'u')).traits).toEqual({ logins: 5 });
    expect(await count(emulator)).toBe(1);
  });

  test('passes the error for an invalid token to the callback of flush', async () => {
    await using emulator = await start();
    const client = new Sequence('invalid', { host: emulator.url('sequence') });
    // What is enqueued first is flushed at once, by a promise that no caller can catch; the test calls `flush` instead.
    client.flushed = true;
    client.identify({ userId: 'u', traits: {} });
    const error = await new Promise((resolve) => client.flush(resolve));
    expect(error).toEqual(new Error('Unauthorized'));
    expect(await count(emulator)).toBe(0);
  });

  test('passes an error to the callback of the first identify, and a program that handles no rejection ends', async () => {
    await using emulator = await start();
    const program = `
      const { default: Sequence } = require('sequence-node');
      const client = new Sequence('invalid', { host: ${JSON.stringify(emulator.url('sequence'))} });
      client.identify({ userId: 'u', traits: {} }, (error) => console.log(error.message));
    `;
    const ended = await run(process.execPath, ['-e', program]).catch((error) => error);
    expect(ended).toMatchObject({ code: 1, stdout: 'Unauthorized\n' });
    expect(ended.stderr).toContain('Error: Unauthorized');
  });
});
