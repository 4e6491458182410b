/** The running command line with little memory, under bodies made to harm: it serves on, and does not grow. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { badBodies } from '../support/bad-bodies.ts';
import { cli } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';
import { isLong } from '../support/long.ts';
import { request } from '../support/raw.ts';

const ROUNDS = isLong ? 200 : 4;
const CALM = 128;

const authorization = `Basic ${btoa('key:secret')}`;

const megabytesOf = (pid: number | undefined): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

test.runIf(process.platform === 'linux')(
  `${ROUNDS} rounds of bad bodies fit into a heap of 256 MB`,
  async () => {
    const cwd = temporaryFolder();
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=256', cli, 'engage', '--port', '0', '--strict'],
      { cwd },
    );
    const base = await new Promise<string>((resolve) =>
      child.stdout.on('data', (text) => {
        const [, url] = /^vendouble ready (\S+)$/m.exec(String(text)) ?? [];
        if (url !== undefined) resolve(url);
      }),
    );
    const round = async (): Promise<void> => {
      const replies = badBodies.map(({ body, type = 'application/json', headers }) =>
        request(base, {
          method: 'POST',
          path: '/engage/users',
          body,
          headers: { authorization, 'content-type': type, ...headers },
        }),
      );
      const statuses = (await Promise.all(replies)).map(({ status }) => status);
      expect(statuses.filter((status) => status < 400 || status > 499)).toEqual([]);
    };
    for (let at = 0; at < ROUNDS / 2; at++) await round();
    const half = megabytesOf(child.pid);
    for (let at = 0; at < ROUNDS / 2; at++) await round();
    expect(megabytesOf(child.pid) - half).toBeLessThan(CALM);
    const { status, body } = await request(base, { path: '/engage/users', headers: { authorization } });
    expect([status, JSON.parse(body).data]).toEqual([200, []]);
    child.kill('SIGTERM');
    expect((await once(child, 'close'))[0]).toBe(0);
    expect(readdirSync(join(cwd, '.vendouble'))).toEqual(['lock']);
  },
  1_200_000,
);
