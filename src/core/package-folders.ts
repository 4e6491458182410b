/** Where the package keeps the files that it ships: the same from the sources and from the build. */
import { fileURLToPath } from 'node:url';

/** Of this file: `src/core/` in a checkout, `dist/core/` in the package. */
const inPackage = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Contracts of the built-in vendors, `<vendor>/<version>.yaml`. */
export const SPECS = inPackage('specs');

/** Scenarios of the built-in vendors, `<vendor>/<name>.json`. */
export const FIXTURES = inPackage('fixtures');

/** The built page. */
export const PAGE = inPackage('dist/inspector');
