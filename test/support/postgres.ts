/** A PostgreSQL of its own for a test: in a temporary folder, on a private socket, as a user without rights. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';

/** The folder with `initdb`, or `undefined` where no server is installed. */
function binaries(): string | undefined {
  const installed = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one))
    : [];
  const onPath = (process.env.PATH ?? '').split(':');
  return [...installed.map((version) => join(DEBIAN, version, 'bin')), ...onPath].find((folder) =>
    existsSync(join(folder, 'initdb')),
  );
}

const BINARIES = binaries();

/** Why tests with a server are skipped; `undefined` where they run. */
export const noServer =
  BINARIES === undefined
    ? 'PostgreSQL is not installed (apt-get install postgresql), so this is not tried'
    : undefined;

if (noServer !== undefined && process.env.CI !== undefined) throw new Error(noServer);

/** PostgreSQL refuses to run as root. */
const runAs = (): { readonly uid: number; readonly gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (what: string): number => Number(execFileSync('id', [what, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
};

/** Milliseconds that a hook may take to make a database and start replicas, on a busy machine. */
export const BEGIN = 60_000;

export interface PostgresServer {
  /** For `--state`. @param schema one for each test keeps them apart */
  url(schema: string): string;
  /** Ends it at once, as a power cut would. */
  kill(): void;
  /** Starts it again. */
  start(): Promise<void>;
  stop(): void;
  /** Lines of its log. */
  log(): readonly string[];
  readonly folder: string;
}

/** @param settings of postgresql.conf; without `fsync` unless they say so */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  if (BINARIES === undefined) throw new Error(noServer);
  const owner = runAs();
  const folder = mkdtempSync(join(tmpdir(), 'vd-pg-'));
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const run = (program: string, ...args: readonly string[]): void => {
    const ended = spawnSync(join(BINARIES, program), args, {
      ...owner,
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (ended.status !== 0) throw new Error(`${program} ended with ${ended.status}: ${ended.stderr}`);
  };
  run('initdb', '-A', 'trust', '-U', 'vendouble', '-E', 'UTF8', '--no-sync', '--no-locale', '-D', data);
  const log = join(folder, 'log');
  const all = { fsync: 'off', max_connections: '200', ...settings };
  const options = [
    `-c listen_addresses= -c unix_socket_directories=${folder}`,
    ...Object.entries(all).map(([name, value]) => `-c ${name}=${value}`),
  ].join(' ');
  const begin = (): void => run('pg_ctl', '-w', '-D', data, '-l', log, '-o', options, 'start');
  // What a kill leaves running for a moment still holds the shared memory.
  const start = async (): Promise<void> => {
    for (let left = 20; left > 0; left--) {
      try {
        return begin();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
    begin();
  };
  await start();
  return {
    folder,
    url: (schema) => `postgres://vendouble@localhost/postgres?host=${folder}&schema=${schema}`,
    kill: () => {
      const [postmaster] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      // Its children first: they would hold the shared memory for a while.
      spawnSync('pkill', ['-KILL', '-P', String(postmaster)]);
      process.kill(Number(postmaster), 'SIGKILL');
    },
    start,
    stop: () => {
      if (existsSync(join(data, 'postmaster.pid')))
        spawnSync(join(BINARIES, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], {
          ...owner,
          cwd: folder,
        });
      rmSync(folder, { recursive: true, force: true });
    },
    log: () => readFileSync(log, 'utf8').split('\n'),
  };
}
