/** Headers of every reply. */
import type { Headers } from '../../core/vendor.ts';

export const headers = (): Headers => ({ vary: 'Origin', 'access-control-allow-credentials': 'true' });
