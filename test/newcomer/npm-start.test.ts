/** What npm does with the checkout's own scripts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

test.skipIf(process.platform === 'win32')(
  'npm start ends with the server when npm gets SIGTERM',
  async () => {
    const npm = spawn('npm', ['start', '--', 'engage', '--ephemeral', '--port', '0'], { cwd: root });
    let out = '';
    const url = await new Promise<string>((resolve) => {
      npm.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
        const ready = /^vendouble ready (http:\S+)$/m.exec(out)?.[1];
        if (ready !== undefined) resolve(ready);
      });
    });
    npm.kill('SIGTERM');
    // Standard output ends when the server does, which inherited it.
    await once(npm, 'close');
    await expect(fetch(`${url}/__admin/health`)).rejects.toThrow();
  },
  60_000,
);

test('README says what npm prints on an older Node', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8').replace(/\s+/g, ' ');
  expect(readme).toContain('on an older system Node, npm prints `EBADENGINE` warnings that you can ignore');
});
