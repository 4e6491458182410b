/** One writer to a directory, whatever the others are and however it ends. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { acquireLock } from '../../src/state/lock.ts';
import { StateFileError } from '../../src/state/state-error.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';
import { isLong } from '../support/long.ts';
import { shopAt, startShop } from '../support/shop.ts';

test('a second process is refused, with the pid and the address of the first', async () => {
  const state = temporaryFolder();
  await using first = await startShop({ state });
  const { code, err } = await vendouble(['engage', '--port', '0', '--state', state]).ended;
  expect([code, err]).toEqual([
    2,
    `vendouble: the state directory ${state} is in use by the process ${process.pid} at ${first.url()}; stop that, or name another directory with --state\n`,
  ]);
  expect((await shopAt(first.url('petshop')).create('Rex')).status).toBe(201);
});

test('a second emulator in the same process is refused until the first is closed', async () => {
  const state = temporaryFolder();
  const first = await startShop({ state });
  await expect(startShop({ state })).rejects.toThrow(StateFileError);
  await expect(startShop({ state })).rejects.toThrow(`in use by the process ${process.pid}`);
  await first.close();
  await (await startShop({ state })).close();
});

test('the lock of a killed process is free, and that of a suspended process is not', async () => {
  const state = temporaryFolder();
  const holder = fork(fileURLToPath(new URL('../support/locker.ts', import.meta.url)));
  holder.send({ take: state });
  expect(await once(holder, 'message')).toEqual(['won', undefined]);
  holder.kill('SIGSTOP');
  expect(() => acquireLock(state)).toThrow(`in use by the process ${holder.pid};`);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect(existsSync(join(state, 'owner.json'))).toBe(true);
  acquireLock(state).release();
});

test('a pid in owner.json alone does not lock the directory', () => {
  const state = temporaryFolder();
  writeFileSync(join(state, 'owner.json'), JSON.stringify({ pid: 1 }));
  acquireLock(state).release();
});

test('of several processes that lock a directory at once, one succeeds', async () => {
  const racers = Array.from({ length: 4 }, () =>
    fork(fileURLToPath(new URL('../support/locker.ts', import.meta.url))),
  );
  const all = async (message: object): Promise<unknown[]> => {
    const answers = racers.map((racer) => once(racer, 'message'));
    for (const racer of racers) racer.send(message);
    return (await Promise.all(answers)).map(([answer]) => answer);
  };
  try {
    const state = temporaryFolder();
    for (let round = 0; round < (isLong ? 300 : 4); round++) {
      expect((await all({ take: state })).sort()).toEqual(['lost', 'lost', 'lost', 'won']);
      await all({});
    }
  } finally {
    for (const racer of racers) racer.kill();
  }
}, 200_000);

test('a state directory that is a file is refused, with its name', async () => {
  const file = join(temporaryFolder(), 'state');
  writeFileSync(file, '');
  await expect(startShop({ state: file })).rejects.toThrow(
    `the state directory ${file} cannot be used: something else has this name already (EEXIST)`,
  );
});
