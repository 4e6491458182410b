/** What an image holds and says of itself. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checks } from '../checks.ts';
import { run } from '../run.ts';
import type { Engine } from './engine.ts';

const MEGABYTE = 1_000_000;
export const LARGEST = 160 * MEGABYTE;

interface Inspected {
  readonly Size: number;
  readonly Config: {
    readonly User: string;
    readonly Volumes: Readonly<Record<string, object>>;
    readonly Labels: Readonly<Record<string, string>>;
    readonly Env: readonly string[];
  };
  readonly Healthcheck?: { readonly Test: readonly string[] };
}

/** One line of `tar --list --verbose --numeric-owner`. */
const LISTED = /^(?<mode>\S{10}) (?<owner>\d+\/\d+)\s+\d+ \S+ \S+ (?<path>.+?)(?: -> .*)?$/;

interface File {
  readonly mode: string;
  readonly owner: string;
  readonly path: string;
}

function filesOf(engine: Engine, image: string, folder: string): readonly File[] {
  const archive = join(folder, 'files.tar');
  const id = engine.podman('create', image).trim();
  try {
    engine.podman('export', '--output', archive, id);
  } finally {
    engine.podman('rm', '--volumes', id);
  }
  run('tar', ['-xf', archive, '-C', folder, 'app/package.json', 'app/sbom.cdx.json']);
  return run('tar', ['--list', '--verbose', '--numeric-owner', '--file', archive])
    .trim()
    .split('\n')
    .map((line) => {
      const { mode = '', owner = '', path = '' } = LISTED.exec(line)?.groups ?? {};
      return { mode, owner, path };
    });
}

const isShell = /(?:^|\/)(?:sh|bash|dash|ash|busybox|npm|apt|apt-get)$/;
const isSecret = /(?:^|\/)(?:\.npmrc|\.env|\.git|\.netrc|id_[a-z0-9]+|.*\.pem|.*\.key)$/;
/** What podman itself puts into a container. */
const isEngines = /^(?:dev|proc|sys|run|etc\/(?:hosts|hostname|resolv\.conf|mtab))(?:\/|$)/;

export async function checkImage(checks: Checks, engine: Engine, image: string): Promise<void> {
  const [inspected] = JSON.parse(engine.podman('inspect', image)) as [Inspected];
  const { Config: config } = inspected;
  const folder = mkdtempSync(join(tmpdir(), 'vendouble-image-'));
  try {
    const files = filesOf(engine, image, folder).filter(({ path }) => !isEngines.test(path));
    const { version } = JSON.parse(readFileSync(join(folder, 'app/package.json'), 'utf8')) as {
      version: string;
    };

    await checks.run(`has at most ${LARGEST / MEGABYTE} MB`, () => {
      assert.ok(inspected.Size <= LARGEST, `it has ${inspected.Size} bytes`);
      return `${(inspected.Size / MEGABYTE).toFixed(1)} MB`;
    });
    await checks.run('runs as the user 65532', () => assert.equal(config.User, '65532:65532'));
    await checks.run('keeps its health check', () =>
      assert.deepEqual(inspected.Healthcheck?.Test, ['CMD', 'node', '/app/dist/cli.js', 'health']),
    );
    await checks.run('has volumes for state and documents, which belong to its user', () => {
      assert.deepEqual(Object.keys(config.Volumes).sort(), ['/specs', '/state']);
      const owners = files.filter(({ path }) => /^(?:state|specs)\/$/.test(path)).map(({ owner }) => owner);
      assert.deepEqual(owners, ['65532/65532', '65532/65532']);
    });
    await checks.run('is labelled with version and licence', () => {
      assert.equal(config.Labels['org.opencontainers.image.version'], version);
      assert.equal(config.Labels['org.opencontainers.image.licenses'], 'MIT');
    });
    await checks.run('has no shell, no package manager, and no file of credentials', () => {
      const unwanted = files.filter(
        ({ path }) => isShell.test(path) || isSecret.test(path.replace(/\/$/, '')),
      );
      assert.deepEqual(unwanted, []);
      assert.ok(!config.Env.some((text) => /token|secret|password|key/i.test(text)));
    });
    await checks.run('lets its user change nothing but the volumes', () => {
      const changeable = files.filter(
        ({ mode, owner, path }) =>
          !/^(?:state|specs)\/$/.test(path) && (owner !== '0/0' || (mode[0] !== 'l' && mode[8] === 'w')),
      );
      assert.deepEqual(changeable, []);
    });
    await checks.run('brings the driver for PostgreSQL', () =>
      assert.ok(files.some(({ path }) => path === 'app/node_modules/postgres/package.json')),
    );
    await checks.run('lists what is inside', () => {
      const bill = JSON.parse(readFileSync(join(folder, 'app/sbom.cdx.json'), 'utf8')) as {
        readonly components: readonly { readonly name: string }[];
      };
      const named = bill.components.map(({ name }) => name);
      for (const name of ['express', 'ajv', 'yaml', 'postgres'])
        assert.ok(named.includes(name), `${name} is missing`);
      return `${named.length} packages`;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
