/** The header with what makes a reply less certain: flaws of the document that concern its operation. */
import { REASON_HEADER, toHeaderValue } from '../core/reason-header.ts';

/** Most reasons of one reply, and the longest header. */
const MAX_REASONS = 5;
const MAX_LENGTH = 1_000;

/** The header, if there is a reason. What the reply itself says comes first. */
export function reasonHeader(
  flaws: readonly string[],
  own: string | undefined,
): Readonly<Record<string, string>> {
  if (flaws.length === 0) return {};
  const reasons = own === undefined ? flaws : [own, ...flaws];
  return { [REASON_HEADER]: toHeaderValue(reasons.slice(0, MAX_REASONS).join('; ')).slice(0, MAX_LENGTH) };
}
