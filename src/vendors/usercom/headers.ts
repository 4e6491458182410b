/** Headers of every reply, as recorded. */
import type { HeaderContext, Headers } from '../../core/vendor.ts';

/** The framework's order in `Allow`. */
const ORDER = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** The `Allow` header of a path with these methods; HEAD and OPTIONS are added. */
export function allowed(methods: readonly string[]): string {
  const all = new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS']);
  return ORDER.filter((method) => all.has(method)).join(', ');
}

export const headers = ({ allow }: HeaderContext): Headers => ({
  ...(allow.length === 0 ? {} : { allow: allowed(allow) }),
  vary: 'Cookie',
  'x-frame-options': 'SAMEORIGIN',
});
