/** The package as its user has it after `npm install`. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.ts';
import { BUDGET, within } from './budget.ts';

/** Licences that a project under MIT may depend on without a question to anyone. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'Unlicense',
  'BlueOak-1.0.0',
]);

interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** @param folder becomes a project with the package as its only dependency */
export function install(tarball: string, folder: string): void {
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', tarball], { cwd: folder });
}

function dependenciesIn(folder: string): readonly Dependency[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === 'package.json')
    .filter(({ parentPath }) => /node_modules\/(?:@[^/]+\/)?[^/]+$/.test(parentPath))
    .map(
      ({ parentPath }) => JSON.parse(readFileSync(join(parentPath, 'package.json'), 'utf8')) as Dependency,
    );
}

interface Bill {
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly licenses: readonly { readonly expression: string }[];
  }[];
}

/** The packages whose code is in the build. */
function bundledIn(folder: string): readonly Dependency[] {
  const { components } = JSON.parse(readFileSync(join(folder, 'dist/sbom.cdx.json'), 'utf8')) as Bill;
  return components.map(({ name, version, licenses: [license] }) => ({
    name,
    version,
    license: license?.expression ?? '',
  }));
}

export function checkLicences(folder: string): string {
  const installed = join(folder, 'node_modules');
  const dependencies = [...dependenciesIn(installed), ...bundledIn(join(installed, 'vendouble'))];
  const questionable = dependencies.filter(({ license }) => !ALLOWED.has(license ?? ''));
  assert.deepEqual(
    questionable.map(({ name, version, license = 'none' }) => `${name}@${version}: ${license}`),
    [],
  );
  assert.ok(
    dependencies.length <= BUDGET.packages,
    `${dependencies.length} packages, ${BUDGET.packages} at most`,
  );
  return `${dependencies.length} packages`;
}

export function checkInstalledSize(folder: string): string {
  const files = readdirSync(join(folder, 'node_modules'), { recursive: true, withFileTypes: true });
  const bytes = files
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  return within('installed', bytes, BUDGET.installed);
}
