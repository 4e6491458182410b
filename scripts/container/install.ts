/** Installs a packed vendouble with the exact production dependencies of the lock file, and nothing that is not needed to run. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.ts';

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  scripts?: Record<string, string>;
}

interface LockEntry extends Manifest {
  dev?: boolean;
  devOptional?: boolean;
  peer?: boolean;
}

interface Lock {
  readonly packages: Record<string, LockEntry>;
}

/** Optional peers that the image brings, because its user cannot install them. */
const BROUGHT_PEERS = ['postgres'];

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const writeJson = (file: string, value: unknown): void =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

/** Makes the peers that the image brings ordinary dependencies, and forgets those of development. */
function forProduction(manifest: Manifest): Manifest {
  const peers = BROUGHT_PEERS.flatMap((name) => {
    const version = manifest.devDependencies?.[name];
    return manifest.peerDependencies?.[name] === undefined || version === undefined ? [] : [[name, version]];
  });
  const { devDependencies: _dev, scripts: _scripts, ...rest } = manifest;
  return { ...rest, dependencies: { ...rest.dependencies, ...Object.fromEntries(peers) } };
}

/** Declarations, source maps and pages: a fifth of the dependencies, read by nothing that runs. */
const UNREAD = /\.(?:d\.[mc]?ts|map|flow|markdown|md)$/i;
const LICENCE = /licen[cs]e|notice|copying/i;

function removeUnread(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && UNREAD.test(entry.name) && !LICENCE.test(entry.name))
      rmSync(join(entry.parentPath, entry.name));
}

interface Bill {
  serialNumber?: string;
  readonly metadata: { timestamp?: string };
  readonly components: { externalReferences?: readonly { readonly type: string }[] }[];
}

/** What is inside, as CycloneDX; without the time, the random number and the download addresses that differ by machine. */
function billOfMaterials(folder: string): Bill {
  const bill = JSON.parse(
    run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'], { cwd: folder }),
  ) as Bill;
  delete bill.serialNumber;
  delete bill.metadata.timestamp;
  for (const component of bill.components)
    component.externalReferences =
      component.externalReferences?.filter(({ type }) => type !== 'distribution') ?? [];
  return bill;
}

/**
 * @param tarball made by `npm pack`
 * @param checkout whose package-lock.json pins the dependencies
 * @param folder empty
 */
export function installPackage(tarball: string, checkout: string, folder: string): void {
  run('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
  const manifest = forProduction(readJson(join(folder, 'package.json')) as Manifest);
  const lock = readJson(join(checkout, 'package-lock.json')) as Lock;
  for (const name of BROUGHT_PEERS) {
    const entry = lock.packages[`node_modules/${name}`];
    if (manifest.dependencies?.[name] === undefined || entry === undefined) continue;
    delete entry.dev;
    delete entry.devOptional;
    delete entry.peer;
  }
  const root = lock.packages[''];
  if (root === undefined) throw new Error('package-lock.json has no root');
  writeJson(join(folder, 'package.json'), manifest);
  writeJson(join(folder, 'package-lock.json'), {
    ...lock,
    packages: { ...lock.packages, '': forProduction(root) },
  });
  run(
    'npm',
    ['ci', '--omit=dev', '--omit=optional', '--omit=peer', '--ignore-scripts', '--no-audit', '--no-fund'],
    {
      cwd: folder,
    },
  );
  const bundled = readJson(join(folder, 'dist/sbom.cdx.json')) as Bill;
  const bill = billOfMaterials(folder);
  writeJson(join(folder, 'sbom.cdx.json'), {
    ...bill,
    components: [...bundled.components, ...bill.components],
  });
  for (const file of ['package-lock.json', 'node_modules/.package-lock.json'])
    rmSync(join(folder, file), { force: true });
  rmSync(join(folder, 'node_modules/.bin'), { recursive: true, force: true });
  removeUnread(folder);
}
