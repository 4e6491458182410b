/** Runs examples/compose as its reader does, on podman's socket. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Checks } from '../checks.ts';
import type { Engine } from './engine.ts';

const FILE = fileURLToPath(new URL('../../examples/compose/compose.yaml', import.meta.url));

async function compose(
  engine: Engine,
  host: string,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string }> {
  const child = spawn('docker-compose', ['--no-ansi', '--file', FILE, ...args], {
    env: { ...process.env, DOCKER_HOST: host, COMPOSE_PROJECT_NAME: 'vendouble-example' },
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
  let running = true;
  const ended = once(child, 'close').finally(() => {
    running = false;
  });
  // podman leaves its timers of health checks to systemd, which CI machines may lack.
  while (running) {
    for (const id of engine.podman('ps', '--quiet').split('\n').filter(Boolean))
      engine.tryPodman('healthcheck', 'run', id);
    await Promise.race([ended, sleep(500)]);
  }
  const [code] = (await ended) as [number];
  return { code, out };
}

export async function checkCompose(checks: Checks, engine: Engine, image: string): Promise<void> {
  engine.podman('tag', image, 'localhost/vendouble:latest');
  const host = await engine.serve();
  await checks.run('examples/compose: its consumer waits, finds both hosts, and succeeds', async () => {
    const { code, out } = await compose(engine, host, 'up', '--no-build', '--exit-code-from', 'consumer');
    await compose(engine, host, 'down', '--volumes');
    assert.equal(code, 0, out);
    assert.match(out, /Ada and Rex are there/);
  });
}
