import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string): string => fileURLToPath(new URL(`src/${file}`, import.meta.url));

// The command line, Pact and vitest's own workers are started hundreds of times; they need not compile the same files anew.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));
process.env.VENDOUBLE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/vendouble', import.meta.url));

/** What `--mode built` runs against `dist` instead of the sources; `.ci/stages/package` does, once it is built. */
const BUILT = ['test/built/**/*.test.ts', 'test/vendors/conformance.test.ts', 'test/vendors/random.test.ts'];

// `--mode long` is `npm run test:long`: the same tests with more rounds.
export default defineConfig(({ mode }) => ({
  resolve: {
    // The examples import the package by its name, as its users do.
    alias: [
      { find: /^vendouble$/, replacement: source('index.ts') },
      { find: /^vendouble\/pact$/, replacement: source('testing/pact.ts') },
      { find: /^vendouble\/vitest$/, replacement: source('testing/vitest.ts') },
      ...(mode === 'built'
        ? [
            {
              find: /^(?:\.\.\/)+src\/emulator\/create-emulator\.ts$/,
              replacement: source('../dist/index.js'),
            },
          ]
        : []),
    ],
  },
  test: {
    // Pact's packages report their use unless they are told not to.
    env: {
      VENDOUBLE_LONG: mode === 'long' ? '1' : (process.env.VENDOUBLE_LONG ?? ''),
      PACT_DO_NOT_TRACK: 'true',
    },
    ...(mode === 'built'
      ? { include: BUILT }
      : {
          include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/built/**'],
        }),
    testTimeout: 30_000,
    // Vitest leaves a core to itself; of two that would be half.
    maxWorkers: '100%',
    // Node's own reading of CommonJS packages, which is what users run.
    deps: { interopDefault: false },
  },
}));
