/** vendouble in front of the real vendor, from the package as it is installed. */
import { serve } from './child.ts';

const { to, record } = JSON.parse(process.argv[2] ?? '') as { readonly to: string; readonly record?: string };
process.env.VENDOUBLE_RECORDING_KEYS ??= record === undefined ? undefined : `${record}-keys`;

const packaged = new URL('../../dist/index.js', import.meta.url).href;
const { createEmulator } = (await import(packaged)) as typeof import('../../src/index.ts');
const emulator = await createEmulator({
  vendors: ['engage'],
  upstreams: { engage: { to, insecure: true, record } },
});
serve(emulator.url());
