/** Words for success and failure in replies, so that a generated reply does not contradict its status. */

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

/** The choice that fits a failure, else the one for an invalid request; `undefined` if none fits. */
export const statusWord = (failure: string, choices: readonly unknown[]): unknown =>
  [failure, 'invalid_request']
    .map((name) => choices.find((choice) => typeof choice === 'string' && FAILURES[name]?.test(choice)))
    .find((choice) => choice !== undefined);

const GOOD = ['ok', 'success', 'succeeded', 'successful', 'acknowledged'];
const BAD = ['error', 'iserror', 'haserror', 'failed', 'failure'];

/**
 * The value of a property that reports success, for a successful request; `undefined` for any other property.
 *
 * @param choices values of its `enum`
 */
export function saysSuccess(name: string, { types }: SchemaProperties, choices: unknown): unknown {
  if (types.has('boolean') && GOOD.includes(plainName(name))) return true;
  if (types.has('boolean') && BAD.includes(plainName(name))) return false;
  return Array.isArray(choices)
    ? choices.find((choice) => typeof choice === 'string' && GOOD.includes(plainName(choice)))
    : undefined;
}
