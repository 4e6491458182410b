/** The packages inside the build: their names, versions and licences, for people and as CycloneDX. */
import { readdirSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly folder: string;
}

interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

const LICENCE = /^(?:licen[cs]e|copying|notice)/i;

/** Folders may have a package.json of their own, which only says what kind of modules they hold. */
function packageOf(file: string): Package {
  const found = findPackageJSON(pathToFileURL(file));
  if (found === undefined) throw new Error(`${file} belongs to no package`);
  const { name, version, license } = JSON.parse(readFileSync(found, 'utf8')) as PackageJson;
  const folder = dirname(found);
  if (name === undefined || version === undefined) return packageOf(folder);
  if (license === undefined) throw new Error(`${name} does not name its licence`);
  return { name, version, license, folder };
}

/** @param modules paths of the bundled modules @throws {Error} for a package without a licence */
export function packagesOf(modules: readonly string[]): readonly Package[] {
  const packages = modules
    .filter((id) => id.includes('/node_modules/') && !id.startsWith('\0'))
    .map(packageOf);
  return [...new Map(packages.map((one) => [`${one.name}@${one.version}`, one])).values()].toSorted(
    (one, other) => (one.name < other.name ? -1 : 1),
  );
}

const licenceText = (folder: string): string =>
  readdirSync(folder)
    .filter((file) => LICENCE.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');

export const thirdPartyText = (packages: readonly Package[]): string =>
  [
    'vendouble contains code of these packages.',
    ...packages.map(({ name, version, license, folder }) =>
      [`${name} ${version} (${license})`, licenceText(folder)].filter((part) => part !== '').join('\n\n'),
    ),
  ].join(`\n\n${'-'.repeat(80)}\n\n`);

export const billOfMaterials = (packages: readonly Package[]): object => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  components: packages.map(({ name, version, license }) => ({
    type: 'library',
    name,
    version,
    'bom-ref': `${name}@${version}`,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    licenses: [{ expression: license }],
  })),
});
