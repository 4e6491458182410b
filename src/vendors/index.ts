/** The registry: the one place that names every vendor. */
import type { Vendor } from '../vendor.ts';
import { engage } from './engage/index.ts';
import { sequence } from './sequence/index.ts';

export const vendors: readonly Vendor[] = [engage, sequence];
