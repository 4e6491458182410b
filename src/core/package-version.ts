/** The version of this package. */
import { readFileSync } from 'node:fs';
import { PACKAGE_FILE } from './package-folders.ts';

export const packageVersion = (): string =>
  (JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as { version: string }).version;
