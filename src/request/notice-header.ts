/** Tells the client what it may not have meant: an ignored filter, a repeated key. */
import { toHeaderValue } from '../core/reason-header.ts';
import type { PipelineResult } from '../pipeline/outcome.ts';

/** Header with what the client may not have meant. */
export const NOTICE_HEADER = 'x-vendouble-notice';

/** What parsing found out about a request besides its value. */
export interface Notices {
  readonly duplicateKey?: string | undefined;
}

/**
 * The notice header of a reply, empty when there is no notice.
 *
 * @param own notice of the handler, which comes first
 */
export function noticeHeader(
  outcome: PipelineResult | undefined,
  { duplicateKey }: Notices,
  own: string | undefined,
): Readonly<Record<string, string>> {
  const ignored = outcome?.ignored ?? [];
  if (ignored.length === 0 && duplicateKey === undefined && own === undefined) return {};
  const unread = ignored.map((name) => `the query parameter ${name} is ignored`);
  const notes = own === undefined ? unread : [own, ...unread];
  if (duplicateKey !== undefined)
    notes.push(`the key ${duplicateKey} is repeated in the body, and the last one counts`);
  return { [NOTICE_HEADER]: toHeaderValue(notes.slice(0, 5).join('; ')).slice(0, 500) };
}
