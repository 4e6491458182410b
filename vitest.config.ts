import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    // Node's own reading of CommonJS packages, which is what users run.
    deps: { interopDefault: false },
  },
});
