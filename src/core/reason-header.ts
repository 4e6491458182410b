/** `x-vendouble-reason`, which says what a reply does not say itself. */
import type { Reply } from './http-message.ts';

export const REASON_HEADER = 'x-vendouble-reason';

/** Longer reasons are cut off, because headers are not to be large. */
const MAX_LENGTH = 1_000;

/** Escapes a text that may hold what a client sent: header values are ASCII. */
export const toHeaderValue = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (character) =>
    encodeURIComponent(character.isWellFormed() ? character : '\ufffd'),
  );

/** Adds a reason to those that the reply has. */
export function addReason(reply: Reply, reason: string): Reply {
  if (reason === '') return reply;
  const known = reply.headers?.[REASON_HEADER];
  const all = known === undefined ? reason : `${known}; ${reason}`;
  const text = all.length > MAX_LENGTH ? `${all.slice(0, MAX_LENGTH)} ...` : all;
  return { ...reply, headers: { ...reply.headers, [REASON_HEADER]: toHeaderValue(text) } };
}
