/** Words by which documents say how a request ended: a made-up reply must not say the opposite of its status. */

import { plainName } from '../naming.ts';
import type { SchemaProperties } from '../schema-properties.ts';

const FAILURES: Readonly<Record<string, RegExp>> = {
  missing: /not.?found|no.?such|missing|unknown|not.?exist|404/i,
  duplicate: /conflict|duplicate|exists|taken|unique|409/i,
  invalid_request: /invalid|validation|bad.?request|unprocessable|422|400/i,
  malformed_body: /malformed|parse|syntax|invalid|bad.?request|400/i,
  body_too_large: /large|size|413/i,
  unsupported_media_type: /media|content.?type|415/i,
  unsupported: /unsupported|not.?implemented|501/i,
  unauthenticated: /unauth|authentica|credential|token|401/i,
  forbidden: /forbidden|permission|denied|403/i,
  rate_limited: /rate|limit|too.?many|throttl|429/i,
};

/** The one of several words that means a failure, or at least that the request was wrong; `undefined` where none does. */
export const statusWord = (failure: string, choices: readonly unknown[]): unknown =>
  [failure, 'invalid_request']
    .map((name) => choices.find((choice) => typeof choice === 'string' && FAILURES[name]?.test(choice)))
    .find((choice) => choice !== undefined);

const GOOD = ['ok', 'success', 'succeeded', 'successful', 'acknowledged'];
const BAD = ['error', 'iserror', 'haserror', 'failed', 'failure'];

/**
 * What a property beside the records says of a request that succeeded; `undefined` where it says something else.
 *
 * @param choices of its `enum`
 */
export function saysSuccess(name: string, { types }: SchemaProperties, choices: unknown): unknown {
  if (types.has('boolean') && GOOD.includes(plainName(name))) return true;
  if (types.has('boolean') && BAD.includes(plainName(name))) return false;
  return Array.isArray(choices)
    ? choices.find((choice) => typeof choice === 'string' && GOOD.includes(plainName(choice)))
    : undefined;
}
