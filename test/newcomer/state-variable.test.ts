/** VENDOUBLE_STATE is a default: a flag on the command line wins over it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

test('--ephemeral wins over VENDOUBLE_STATE and VENDOUBLE_DURABILITY', async () => {
  const cwd = temporaryFolder();
  const env = { VENDOUBLE_STATE: 'kept', VENDOUBLE_DURABILITY: 'relaxed' };
  const run = vendouble(['start', '--ephemeral', '--port', '0', 'engage'], { cwd, env });
  await run.ready;
  run.process.kill('SIGTERM');
  expect((await run.ended).code).toBe(0);
  expect(existsSync(join(cwd, 'kept'))).toBe(false);
});

test('VENDOUBLE_STATE names the directory where no flag does', async () => {
  const cwd = temporaryFolder();
  const run = vendouble(['start', '--port', '0', 'engage'], { cwd, env: { VENDOUBLE_STATE: 'kept' } });
  await run.ready;
  run.process.kill('SIGTERM');
  await run.ended;
  expect(existsSync(join(cwd, 'kept'))).toBe(true);
});
