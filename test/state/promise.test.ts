/** What the three modes promise, over HTTP. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/config.ts';
import type { EmulatorOptions } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

describe('the durability in /__admin/health', () => {
  test.each<[string, () => EmulatorOptions]>([
    ['ephemeral', () => ({})],
    ['durable', () => ({ state: temporaryFolder() })],
    ['relaxed', () => ({ state: temporaryFolder(), durability: 'relaxed' })],
  ])('is %s when configured so', async (durability, options) => {
    await using emulator = await startShop(options());
    expect(await admin(emulator, 'GET', '/health')).toMatchObject({ status: 200, body: { durability } });
  });

  test('cannot be configured without a state directory', async () => {
    await expect(startShop({ durability: 'relaxed' })).rejects.toThrow(ConfigError);
  });
});

test.each(['durable', 'relaxed'] as const)(
  'in the mode %s a reply is sent only when the journal holds its effect, also by the control plane',
  async (durability) => {
    const state = temporaryFolder();
    await using emulator = await startShop({ state, durability });
    const journal = (): string =>
      readdirSync(state)
        .filter((name) => name.startsWith('journal.'))
        .map((name) => readFileSync(join(state, name), 'utf8'))
        .join('');
    await shopAt(emulator.url('petshop')).create('Rex');
    expect(journal()).toContain('"name":"Rex"');
    await admin(emulator, 'POST', '/reset?what=state');
    expect(journal()).toContain('{"clear":""}');
    const snapshot = {
      'petshop/default': { sequence: 3, collections: { pets: [{ id: 'a', name: 'Tom' }] } },
    };
    await admin(emulator, 'PUT', '/worlds/default/snapshot', snapshot);
    expect(journal()).toContain('"name":"Tom"');
    await admin(emulator, 'POST', '/scenarios', { name: 'empty' });
    expect(await shopAt(emulator.url('petshop')).names()).toEqual(['Tom']);
  },
);

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const authorization = `Basic ${btoa('key:secret')}`;

test.skipIf(process.platform === 'win32')(
  'when a file may not grow, writes get 507 and change nothing, reads are answered, and a restart shows the same',
  async () => {
    const cwd = temporaryFolder();
    // In blocks of 512 or 1,024 bytes, as the shell likes.
    const child = spawn('sh', ['-c', `ulimit -f 8; exec "${process.execPath}" "${cli}" engage --port 0`], {
      cwd,
    });
    let out = '';
    let err = '';
    child.stderr.on('data', (text) => {
      err += text;
    });
    const url = await new Promise<string>((resolve) => {
      child.stdout.on('data', (text) => {
        out += text;
        const ready = /^vendouble ready (\S+)$/m.exec(out)?.[1];
        if (ready !== undefined) resolve(ready);
      });
    });
    expect(out).toContain('state: .vendouble (durable: ');
    const create = (id: string): Promise<Response> =>
      fetch(`${url}/engage/users`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ id, first_name: 'x'.repeat(500) }),
      });
    const kept: string[] = [];
    let refused: Response;
    for (let at = 0; ; at++) {
      const reply = await create(`u${at}`);
      if (reply.status !== 200) {
        refused = reply;
        break;
      }
      kept.push(`u${at}`);
    }
    expect([
      refused.status,
      refused.headers.get('content-type'),
      refused.headers.get('x-vendouble-error'),
    ]).toEqual([507, 'application/problem+json', 'NOT_KEPT']);
    expect(((await refused.json()) as { detail: string }).detail).toContain('nothing was changed');
    const read = (base: string, id: string): Promise<number> =>
      fetch(`${base}/engage/users/${id}`, { headers: { authorization } }).then(({ status }) => status);
    expect(await read(url, 'u0')).toBe(200);
    expect(await read(url, `u${kept.length}`)).toBe(404);
    expect(err.match(/507/g)?.length).toBe(1);
    child.kill('SIGKILL');

    const again = vendouble(['engage', '--port', '0'], { cwd });
    const base = await again.ready;
    for (const id of kept) expect(await read(base, id)).toBe(200);
    expect(await read(base, `u${kept.length}`)).toBe(404);
    again.process.kill('SIGTERM');
    expect((await again.ended).code).toBe(0);
  },
);
