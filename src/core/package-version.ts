/** The version of this package. */
import { readFileSync } from 'node:fs';
import { lazy } from './lazy.ts';
import { PACKAGE_FILE } from './package-folders.ts';

export const packageVersion = lazy(
  () => (JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as { version: string }).version,
);
