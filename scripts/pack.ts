/** The tarball that `npm publish` would send. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.ts';

export const CHECKOUT = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param given path of a tarball, as the command line has it
 * @param folder where one is packed when none is given
 * @returns an absolute path
 */
export function tarballOf(given: string | undefined, folder: string): string {
  if (given !== undefined) return resolve(given);
  mkdirSync(folder, { recursive: true });
  const printed = run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], { cwd: CHECKOUT });
  const [{ filename }] = JSON.parse(printed) as [{ filename: string }];
  return join(folder, filename);
}
