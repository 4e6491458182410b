/** The types of what the package exports, and of nothing else: readers of an editor see no inner modules. */
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { manifest } from '../manifest.ts';
import { CHECKOUT } from '../pack.ts';
import { run } from '../run.ts';

/** `.d.ts`, `.d.mts` or `.d.cts`. */
const DECLARATIONS = /\.d\.[cm]?ts$/;

/** @param outside tells the modules whose types are not written out */
async function bundle(
  from: string,
  to: string,
  files: readonly string[],
  outside: (id: string) => boolean,
): Promise<void> {
  const build = await rolldown({
    cwd: CHECKOUT,
    input: Object.fromEntries(files.map((file) => [file.replace(DECLARATIONS, ''), join(from, file)])),
    platform: 'node',
    external: outside,
    plugins: [dts({ dtsInput: true, tsconfig: 'tsconfig.build.json' })],
  });
  await build.write({ dir: to, chunkFileNames: 'types/[name]-[hash].js' });
  await build.close();
  // The bundler knows one ending only.
  for (const file of files) renameSync(join(to, file.replace(DECLARATIONS, '.d.ts')), join(to, file));
}

/**
 * @param dist folder of the build
 * @param outside tells the packages that are not part of the build
 */
export async function writeDeclarations(dist: string, outside: (id: string) => boolean): Promise<void> {
  const from = mkdtempSync(join(CHECKOUT, 'node_modules/.declarations-'));
  try {
    run('tsc', ['-p', 'tsconfig.build.json', '--outDir', from], { cwd: CHECKOUT });
    const files = Object.values(manifest.exports).flatMap(({ types }) =>
      types === undefined ? [] : [relative('dist', types)],
    );
    const isCommonJs = (file: string): boolean => file.endsWith('.cts');
    const isOutside = (id: string): boolean =>
      outside(id) || (!id.startsWith('.') && !id.startsWith(from) && !id.startsWith('/'));
    await bundle(
      from,
      dist,
      files.filter((file) => !isCommonJs(file)),
      isOutside,
    );
    // CommonJS cannot share the types of ES modules.
    for (const file of files.filter(isCommonJs)) await bundle(from, dist, [file], isOutside);
  } finally {
    rmSync(from, { recursive: true, force: true });
  }
}
