import { defineConfig } from 'vite';

/** The emulator serves what is built here under this prefix, and the page itself at `/`. */
export default defineConfig({
  base: '/__inspector/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/inspector',
    emptyOutDir: true,
    assetsDir: '.',
    // Every part is a file of its own origin: the page's rules allow nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licenses.md' },
    target: 'es2023',
  },
});
