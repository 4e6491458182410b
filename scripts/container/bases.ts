/**
 * Base images made from nothing but the Node that runs this script, for machines without an image registry.
 *
 * The two differ as published images do: in one Node lies where the official image has it, among Debian's symbolic
 * links; in the other it lies elsewhere, and there is nothing but it.
 */
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../run.ts';
import type { Engine } from './engine.ts';

const RUNTIME = fileURLToPath(new URL('runtime.ts', import.meta.url));

export const BASES = ['official', 'minimal'] as const;
export type Base = (typeof BASES)[number];

const SEARCHED: Readonly<Record<Base, string>> = {
  official: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  minimal: '/opt/node',
};

const LAYOUTS: Readonly<Record<Base, (root: string) => void>> = {
  official(root) {
    for (const name of ['lib', 'lib64']) {
      renameSync(join(root, name), join(root, 'usr', name));
      symlinkSync(`usr/${name}`, join(root, name));
    }
  },
  minimal(root) {
    mkdirSync(join(root, 'opt/node'), { recursive: true });
    renameSync(join(root, 'usr/local/bin/node'), join(root, 'opt/node/node'));
    rmSync(join(root, 'usr'), { recursive: true });
  },
};

/** @returns the name of the image */
export function makeBase(engine: Engine, base: Base): string {
  const name = `localhost/vendouble-base-${base}`;
  const folder = mkdtempSync(join(tmpdir(), 'vendouble-base-'));
  try {
    const root = join(folder, 'root');
    run(process.execPath, [RUNTIME, root]);
    LAYOUTS[base](root);
    const file = join(folder, 'Containerfile');
    writeFileSync(file, `FROM scratch\nCOPY root/ /\nENV PATH=${SEARCHED[base]}\n`);
    engine.build({ name, file, context: folder });
    return name;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
