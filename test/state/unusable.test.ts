/** State directories that cannot be used end the start with exit code 2 and the reason. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

test.each(['mysql://user:hidden@127.0.0.1/db', 's3://bucket/state', 'file:///state'])(
  '--state %s is refused, and no folder of that name is made',
  async (state) => {
    const cwd = temporaryFolder();
    const { code, err } = await vendouble(['engage', '--port', '0', '--state', state], { cwd }).ended;
    expect(code).toBe(2);
    expect(err).toContain(`state cannot be kept at a ${state.split(':')[0]} URL`);
    expect(err).not.toContain('hidden');
    expect(existsSync(join(cwd, `${state.split(':')[0]}:`))).toBe(false);
  },
);

test.runIf(process.platform === 'linux')('--state below /proc is refused with the reason', async () => {
  const { code, err } = await vendouble(['engage', '--port', '0', '--state', '/proc/none/state']).ended;
  expect(code).toBe(2);
  expect(err).toContain('the state directory /proc/none/state cannot be used');
});
