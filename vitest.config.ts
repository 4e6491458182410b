import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string): string => fileURLToPath(new URL(`src/${file}`, import.meta.url));

// The command line, Pact and vitest's own workers are started hundreds of times; they need not compile the same files anew.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));
process.env.VENDOUBLE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/vendouble', import.meta.url));

// `--mode long` is `npm run test:long`: the same tests with more rounds.
export default defineConfig(({ mode }) => ({
  resolve: {
    // The examples import the package by its name, as its users do.
    alias: [
      { find: /^vendouble$/, replacement: source('index.ts') },
      { find: /^vendouble\/pact$/, replacement: source('testing/pact.ts') },
      { find: /^vendouble\/vitest$/, replacement: source('testing/vitest.ts') },
    ],
  },
  test: {
    // Pact's packages report their use unless they are told not to.
    env: { VENDOUBLE_LONG: mode === 'long' ? '1' : '', PACT_DO_NOT_TRACK: 'true' },
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    testTimeout: 30_000,
    // Vitest leaves a core to itself; of two that would be half.
    maxWorkers: '100%',
    // Node's own reading of CommonJS packages, which is what users run.
    deps: { interopDefault: false },
  },
}));
