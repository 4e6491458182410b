/** The registry of built-in vendors. */
import type { Vendor } from '../core/vendor.ts';
import { engage } from './engage/index.ts';
import { intercom } from './intercom/index.ts';
import { sequence } from './sequence/index.ts';
import { usercom } from './usercom/index.ts';

export const vendors: readonly Vendor[] = [engage, intercom, sequence, usercom];
