/** Headers of every reply. */
import type { Headers } from '../../core/vendor.ts';

/** The browser client calls from pages of other origins. */
export const headers = (): Headers => ({ 'access-control-allow-origin': '*' });
