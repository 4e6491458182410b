/** Folders of files in the package. They are the same for the sources and for the build. */
import { findPackageJSON } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';

/** The package's own package.json. */
export const PACKAGE_FILE = findPackageJSON(import.meta.url) ?? '';

const ROOT = dirname(PACKAGE_FILE);

const inPackage = (path: string): string => join(ROOT, path);

/** The folder of the code: `src` of a checkout, `dist` of the package. In the package this file is part of another. */
export const CODE = inPackage(relative(ROOT, import.meta.dirname).split(sep)[0] ?? '');

/** Contracts of the built-in vendors, `<vendor>/<version>.yaml`. */
export const SPECS = inPackage('specs');

/** Scenarios of the built-in vendors, `<vendor>/<name>.json`. */
export const FIXTURES = inPackage('fixtures');

/** What the contracts were parsed to when the package was built. A checkout has none. */
export const PREPARED = inPackage('dist/prepared');

/** The built web UI. */
export const PAGE = inPackage('dist/inspector');
