/** Folders of files in the package. They are the same for the sources and for the build. */
import { fileURLToPath } from 'node:url';

/** This file is in `src/core/` of a checkout and in `dist/core/` of the package. */
const inPackage = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Contracts of the built-in vendors, `<vendor>/<version>.yaml`. */
export const SPECS = inPackage('specs');

/** Scenarios of the built-in vendors, `<vendor>/<name>.json`. */
export const FIXTURES = inPackage('fixtures');

/** The built web UI. */
export const PAGE = inPackage('dist/inspector');
