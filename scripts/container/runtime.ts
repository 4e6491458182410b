/**
 * Copies the Node that runs this script, and the shared libraries it has loaded, to a folder.
 *
 * The base image of the Containerfile runs it without a shell: `node runtime.ts /runtime`. Node itself reports which
 * libraries it uses, so any base with a working Node will do, whatever its distribution and processor.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

interface Report {
  readonly sharedObjects: readonly string[];
}

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error('usage: node runtime.ts <folder>');

function copy(file: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(file, to);
}

const { sharedObjects } = process.report.getReport() as unknown as Report;
// The kernel's own object has a name but no file.
for (const library of sharedObjects.filter((name) => isAbsolute(name) && name !== process.execPath))
  copy(library, join(target, library));
copy(process.execPath, join(target, 'usr/local/bin/node'));
