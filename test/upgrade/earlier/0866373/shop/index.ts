import { fileURLToPath } from 'node:url';
import { defineVendor, inferVendor } from 'vendouble';
import { collections } from './collections.ts';
import { handlers } from './handlers.ts';

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export default defineVendor({
  ...inferVendor('shop', {
    spec: path('../pets.yaml'),
    overlay: path('./overlay.yaml'),
    handlers,
    collections,
  }),
});
