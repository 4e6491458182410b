/** The registry: the one place that names every vendor. */
import type { Vendor } from '../vendor.ts';

export const vendors: readonly Vendor[] = [];
