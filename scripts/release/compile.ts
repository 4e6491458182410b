/** Compiles a project that uses every export, as TypeScript resolves them in Node, in bundlers and in between. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manifest } from '../manifest.ts';
import { CHECKOUT } from '../pack.ts';
import { tryRun } from '../run.ts';

/** Compiler options that a project may have. `skipLibCheck` is off, so that our own declarations are checked. */
export const RESOLUTIONS = {
  nodenext: { module: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
  preserve: { module: 'preserve' },
} as const;

export type Resolution = keyof typeof RESOLUTIONS;

/** Types that the exports need: those of Node, and of the optional peers. */
const BESIDE = ['@types/node', ...Object.keys(manifest.peerDependencies)];

const names = Object.keys(manifest.exports).map((name) => name.replace(/^\./, 'vendouble'));

/** An option that does not exist must not compile; it would if the types were `any`. */
const PROGRAM = `\
${names.map((name, index) => `import * as export${index} from '${name}';`).join('\n')}
import { createEmulator, defineVendor, type Emulator, inferVendor } from 'vendouble';

export const all = [${names.map((_, index) => `export${index}`).join(', ')}];
const emulator: Emulator = await createEmulator({ vendors: ['engage', inferVendor('pets', { spec: 'pets.yaml' })] });
const url: string = emulator.url('engage');
// @ts-expect-error: there is no such option
await createEmulator({ prot: 1 });
// @ts-expect-error: it is a text
export const wrong: number = url;
export const vendor = defineVendor({ ...inferVendor('pets', { spec: 'pets.yaml' }), reports: 'first' });
`;

/** CommonJS reaches the package with \`require\`, which Node has for modules since 22.12. */
const COMMON = `\
import vendouble = require('vendouble');
import jest = require('vendouble/jest');
export const both = [vendouble.createEmulator, jest.createWorld];
`;

/**
 * @param project where the package is installed
 * @returns a project beside it that has the package and the types that its exports need
 */
export function prepareProgram(project: string): string {
  const folder = join(project, 'types');
  const packages = join(folder, 'node_modules');
  // A copy: through a link, TypeScript would look for the peers where the link leads.
  cpSync(join(project, 'node_modules/vendouble'), join(packages, 'vendouble'), { recursive: true });
  for (const name of BESIDE) {
    mkdirSync(dirname(join(packages, name)), { recursive: true });
    symlinkSync(join(CHECKOUT, 'node_modules', name), join(packages, name));
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(folder, 'program.ts'), PROGRAM);
  writeFileSync(join(folder, 'common.cts'), COMMON);
  return folder;
}

/** @throws {AssertionError} with the errors in our declarations or in the program */
export function checkCompiles(resolution: Resolution, folder: string): void {
  const config = join(folder, `tsconfig.${resolution}.json`);
  writeFileSync(
    config,
    JSON.stringify({
      compilerOptions: {
        ...RESOLUTIONS[resolution],
        target: 'es2022',
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        types: ['node'],
      },
      files: ['program.ts', ...(resolution === 'bundler' ? [] : ['common.cts'])],
    }),
  );
  const tsc = join(CHECKOUT, 'node_modules/.bin/tsc');
  const { code, out } = tryRun(tsc, ['-p', config, '--pretty', 'false'], { cwd: folder });
  assert.notEqual(code, null, 'tsc could not be started');
  // Errors inside other packages are theirs.
  const ours = out
    .split('\n')
    .filter((line) => /^(?:program\.ts|common\.cts|error|\S*node_modules\/vendouble\/)/.test(line));
  assert.deepEqual(ours, []);
}
