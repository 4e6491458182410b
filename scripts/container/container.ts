/** A container as an orchestrator would run it: nothing to write to but its volumes, no capabilities, not root. */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from './engine.ts';

const LOCKED_DOWN = [
  '--read-only',
  '--read-only-tmpfs=false',
  '--cap-drop=all',
  '--security-opt=no-new-privileges',
];

export interface Container {
  readonly id: string;
  readonly url: string;
  /** Milliseconds from `podman run` to the first reply. */
  readonly readyAfter: number;
  logs(): string;
  /** Sends SIGTERM, as an engine does. @returns the exit code, and how long the program took to end in milliseconds */
  stop(): Promise<{ readonly code: number; readonly took: number }>;
}

const PATIENCE = 20_000;

/** @throws {Error} with the logs of the container, when it does not answer */
async function untilReady(url: string, logs: () => string): Promise<void> {
  const until = performance.now() + PATIENCE;
  while (performance.now() < until) {
    const answers = await fetch(`${url}/__admin/health`).then(
      () => true,
      () => false,
    );
    if (answers) return;
    await sleep(25);
  }
  throw new Error(`nothing answers at ${url}\n${logs()}`);
}

export async function startContainer(
  engine: Engine,
  image: string,
  { options = [], command = [] }: { options?: readonly string[]; command?: readonly string[] } = {},
): Promise<Container> {
  const began = performance.now();
  const published = ['--publish', '127.0.0.1::4010'];
  const id = engine
    .podman('run', '--detach', ...LOCKED_DOWN, ...published, ...options, image, ...command)
    .trim();
  const logs = (): string => {
    const { out, err } = engine.tryPodman('logs', id);
    return out + err;
  };
  try {
    const url = `http://${engine.podman('port', id, '4010/tcp').trim()}`;
    await untilReady(url, logs);
    return {
      id,
      url,
      readyAfter: performance.now() - began,
      logs,
      async stop() {
        // The engine's own command takes longer than the program, and the more the busier the machine is.
        const pid = Number(engine.podman('inspect', '--format', '{{.State.Pid}}', id));
        const from = performance.now();
        process.kill(pid, 'SIGTERM');
        while (existsSync(`/proc/${pid}`) && performance.now() - from < PATIENCE) await sleep(5);
        const took = performance.now() - from;
        const code = Number(engine.podman('wait', id));
        engine.podman('rm', id);
        return { code, took };
      },
    };
  } catch (cause) {
    throw new Error(`the container did not start: ${(cause as Error).message}\n${logs()}`);
  }
}
