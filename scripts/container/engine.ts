/** buildah and podman with a storage of their own, which is gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ran, run, tryRun } from './run.ts';

export interface Build {
  readonly name: string;
  readonly file: string;
  readonly context: string;
  readonly arguments?: Readonly<Record<string, string>>;
}

export interface Engine {
  build(build: Build): void;
  /** @throws {Error} with what podman wrote, when it fails */
  podman(...args: readonly string[]): string;
  tryPodman(...args: readonly string[]): Ran;
  close(): void;
}

export function createEngine(): Engine {
  const folder = mkdtempSync(join(tmpdir(), 'vendouble-images-'));
  const storage = ['--root', join(folder, 'storage'), '--runroot', join(folder, 'run')];
  // crun refuses the mixed control groups of many CI machines; a log without journald needs a file.
  const podman = [
    '--runtime',
    'runc',
    '--cgroup-manager',
    'cgroupfs',
    '--events-backend',
    'file',
    ...storage,
  ];
  return {
    build({ name, file, context, arguments: given = {} }) {
      run('buildah', [
        ...storage,
        'build',
        // The default format has no HEALTHCHECK and drops it without a word that fails.
        ...['--format', 'docker'],
        // Needs nothing of the machine but root: no namespaces, no control groups.
        ...['--isolation', 'chroot'],
        ...Object.entries(given).flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]),
        ...['--quiet', '--tag', name, '--file', file, context],
      ]);
    },
    podman: (...args) => run('podman', [...podman, ...args]),
    tryPodman: (...args) => tryRun('podman', [...podman, ...args]),
    close() {
      tryRun('podman', [...podman, 'rm', '--all', '--force', '--time', '0']);
      tryRun('podman', [...podman, 'volume', 'rm', '--all', '--force']);
      tryRun('podman', [...podman, 'rmi', '--all', '--force']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
