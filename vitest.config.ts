import { defineConfig } from 'vitest/config';

// `--mode long` is `npm run test:long`: the same tests with more rounds.
export default defineConfig(({ mode }) => ({
  test: {
    env: { VENDOUBLE_LONG: mode === 'long' ? '1' : '' },
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    // Node's own reading of CommonJS packages, which is what users run.
    deps: { interopDefault: false },
  },
}));
