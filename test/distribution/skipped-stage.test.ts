/** The stages of `.ci/run` that need tools: without them they are skipped loudly, and in CI that is a failure. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/document.ts';

const stage = join(import.meta.dirname, '../../.ci/stages/container');

/** A machine without containers: `uname` says so. */
function onAnotherSystem(env: Readonly<Record<string, string>>) {
  const tools = temporaryFolder();
  writeFileSync(join(tools, 'uname'), '#!/bin/sh\necho Darwin\n', { mode: 0o755 });
  const { CI: _, VENDOUBLE_SKIP: __, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync('bash', [stage], {
    encoding: 'utf8',
    env: { ...rest, PATH: `${tools}:${process.env.PATH}`, ...env },
  });
  return { status, said: stdout + stderr };
}

test.each([
  ['on a developer’s machine', {}, 0],
  ['in CI', { CI: '1' }, 1],
  ['in CI where VENDOUBLE_SKIP names it', { CI: '1', VENDOUBLE_SKIP: 'intercept,container' }, 0],
  ['in CI where VENDOUBLE_SKIP names another', { CI: '1', VENDOUBLE_SKIP: 'intercept' }, 1],
])('the container stage without containers %s says that it is skipped, and why', (_where, env, code) => {
  const { status, said } = onAnotherSystem(env);
  expect([status, said]).toEqual([code, expect.stringContaining('containers need Linux')]);
});
