/** Headers of every reply (recorded in intercom-node issue 186). */
import type { Ids } from '../../core/ids.ts';
import type { HeaderContext, Headers } from '../../core/vendor.ts';

/** 20 digits of base 32, as in `b2i3ri5909msvfqskol0`. */
export const requestId = (ids: Ids): string =>
  BigInt(`0x${ids.hex(25)}`)
    .toString(32)
    .padStart(20, '0');

export function headers({ status, ids, quota }: HeaderContext): Headers {
  return {
    'x-request-id': requestId(ids),
    'cache-control': status < 400 ? 'max-age=0, private, must-revalidate' : 'no-cache',
    ...(quota && {
      'x-ratelimit-limit': String(quota.limit),
      'x-ratelimit-remaining': String(quota.remaining),
      'x-ratelimit-reset': String(quota.resetAt),
    }),
  };
}
