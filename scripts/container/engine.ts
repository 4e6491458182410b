/** buildah and podman with a storage and settings of their own, which are gone afterwards. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ran, run, tryRun } from '../run.ts';

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
  /** Serves Docker's API until `close`. @returns what `DOCKER_HOST` has to be */
  serve(): Promise<string>;
  close(): void;
}

/** For machines whose control groups are mixed and whose limits are fixed, as many of CI's are. */
const settingsIn = (folder: string): string => `\
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
# A name without a registry is that of an image here.
compat_api_enforce_docker_hub = false
[network]
# The one in which containers find each other by name.
network_backend = "netavark"
network_config_dir = "${join(folder, 'networks')}"
# Bridges of other engines, and those they left behind, have 10.88 and 10.89.
default_subnet = "10.213.0.0/24"
default_subnet_pools = [{ base = "10.214.0.0/16", size = 24 }]
`;

export function createEngine(): Engine {
  const folder = mkdtempSync(join(tmpdir(), 'vendouble-images-'));
  const storage = ['--root', join(folder, 'storage'), '--runroot', join(folder, 'run')];
  const settings = join(folder, 'containers.conf');
  writeFileSync(settings, settingsIn(folder));
  const env = { CONTAINERS_CONF: settings };
  const tryPodman = (...args: readonly string[]): Ran => tryRun('podman', [...storage, ...args], { env });
  let address: string | undefined;
  let endService = (): void => {};
  return {
    build({ name, file, context, arguments: given = {} }) {
      const build = [
        ...storage,
        'build',
        // The default format has no HEALTHCHECK.
        ...['--format', 'docker'],
        // Needs nothing of the machine but root: no namespaces, no control groups.
        ...['--isolation', 'chroot'],
        ...Object.entries(given).flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]),
        ...['--quiet', '--tag', name, '--file', file, context],
      ];
      run('buildah', build, { env });
    },
    podman: (...args) => run('podman', [...storage, ...args], { env }),
    tryPodman,
    async serve() {
      if (address !== undefined) return address;
      const socket = join(folder, 'podman.sock');
      address = `unix://${socket}`;
      const service = spawn('podman', [...storage, 'system', 'service', '--time', '0', address], {
        env: { ...process.env, ...env },
        stdio: 'ignore',
      });
      endService = () => service.kill();
      for (let tries = 0; tries < 100 && !existsSync(socket); tries++) await sleep(50);
      return address;
    },
    close() {
      endService();
      tryPodman('rm', '--all', '--force', '--time', '0');
      tryPodman('volume', 'rm', '--all', '--force');
      tryPodman('network', 'prune', '--force');
      tryPodman('rmi', '--all', '--force');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
