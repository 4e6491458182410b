/**
 * Builds the package into `dist/`: `npm run build`.
 *
 * Node takes longer to find and read a thousand small files than to run them, so the code and the packages that it needs
 * become a few files. All entry points share them: what a program imports as `vendouble` is what the command line runs.
 */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { writeDeclarations } from './build/declarations.ts';
import { lazyGetters } from './build/lazy-getters.ts';
import { writePreparedContracts } from './build/prepared-contracts.ts';
import { requireBundled } from './build/require-bundled.ts';
import { billOfMaterials, packagesOf, thirdPartyText } from './build/third-party.ts';
import { manifest } from './manifest.ts';
import { CHECKOUT } from './pack.ts';

const DIST = join(CHECKOUT, 'dist');
const SRC = join(CHECKOUT, 'src');

/** Files that are started by their path. */
const PROGRAMS = ['jest/emulator-thread.ts', 'testing/run-verifier.ts'];

/** Packages that are installed beside vendouble, if at all. */
const OUTSIDE = ['openapi-typescript', 'typescript', ...Object.keys(manifest.peerDependencies)];

const isOutside = (id: string): boolean => OUTSIDE.some((name) => id === name || id.startsWith(`${name}/`));

/** CommonJS that Node or a user's program loads as it is written. */
const plainFiles = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.cjs'),
);

/** Source files of what package.json exports and runs. */
function entries(): readonly string[] {
  const built = [
    ...Object.values(manifest.exports).map((paths) => paths.default),
    ...Object.values(manifest.bin),
  ];
  return built
    .map((file) => relative('dist', file).replace(/js$/, 'ts'))
    .filter((file) => /\.m?ts$/.test(file));
}

async function bundle(): Promise<void> {
  const build = await rolldown({
    cwd: CHECKOUT,
    input: Object.fromEntries(
      [...entries(), ...PROGRAMS].map((file) => [file.slice(0, -extname(file).length), join(SRC, file)]),
    ),
    platform: 'node',
    external: isOutside,
    plugins: [requireBundled, lazyGetters],
  });
  const { output } = await build.write({
    dir: DIST,
    format: 'esm',
    sourcemap: true,
    sourcemapExcludeSources: true,
    // Names stay as they are, for stack traces.
    minify: { compress: false, mangle: false, codegen: true },
    entryFileNames: ({ facadeModuleId }) => `[name].${facadeModuleId?.endsWith('.mts') ? 'mjs' : 'js'}`,
    chunkFileNames: 'chunks/[name]-[hash].js',
  });
  await build.close();
  const packages = packagesOf(output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])));
  writeFileSync(join(DIST, 'THIRD-PARTY.txt'), thirdPartyText(packages));
  writeFileSync(join(DIST, 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(packages), null, 2)}\n`);
}

rmSync(DIST, { recursive: true, force: true });
await bundle();
for (const file of plainFiles) {
  mkdirSync(dirname(join(DIST, file)), { recursive: true });
  copyFileSync(join(SRC, file), join(DIST, file));
}
writePreparedContracts(DIST);
await writeDeclarations(DIST, isOutside);
