/**
 * Makes the build context of the Containerfile: `npm run container:context [tarball]`.
 *
 * The image holds what `npm pack` packs, with the production dependencies that package-lock.json pins.
 */
import { copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT, tarballOf } from '../pack.ts';
import { run } from '../run.ts';
import { installPackage } from './install.ts';

/** Where `docker build` finds it. */
export const CONTEXT = join(CHECKOUT, 'build/container');

const USER = 65532;

/** What a C library reads about users and name look-ups; there is no other system in the image. */
const SYSTEM_FILES: Readonly<Record<string, string>> = {
  passwd: `root:x:0:0:root:/:/sbin/nologin\nvendouble:x:${USER}:${USER}:vendouble:/specs:/sbin/nologin\n`,
  group: `root:x:0:\nvendouble:x:${USER}:\n`,
  'nsswitch.conf': 'hosts: files dns\n',
};

/**
 * @param tarball made by `npm pack`
 * @param folder emptied first
 */
export function makeContext(tarball: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const at = (...path: readonly string[]): string => join(folder, ...path);
  for (const path of ['root/app', 'root/etc', 'root/node_modules', 'volumes/state', 'volumes/specs'])
    mkdirSync(at(path), { recursive: true });
  for (const [name, text] of Object.entries(SYSTEM_FILES)) writeFileSync(at('root/etc', name), text);

  installPackage(tarball, CHECKOUT, at('root/app'));
  // Vendors in TypeScript that are mounted into /specs import the package by its name.
  symlinkSync('../app', at('root/node_modules/vendouble'));

  copyFileSync(join(CHECKOUT, 'scripts/container/runtime.ts'), at('runtime.ts'));
  run('chmod', ['-R', 'u=rwX,go=rX', folder]);
}

if (import.meta.main) {
  const [given] = process.argv.slice(2);
  makeContext(tarballOf(given, join(CHECKOUT, 'build')), CONTEXT);
  process.stdout.write(`${CONTEXT}\n`);
}
