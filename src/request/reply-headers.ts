/** Puts headers on replies. */
import type { Reply } from '../core/vendor.ts';

/** Escapes a text that may hold what a client sent: header values are ASCII. */
export const toHeaderValue = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (character) =>
    encodeURIComponent(character.isWellFormed() ? character : '\ufffd'),
  );

/** Adds headers to a reply; where both have one, the reply's own wins. */
export const withHeaders = (reply: Reply, headers: Readonly<Record<string, string>>): Reply => ({
  ...reply,
  headers: { ...headers, ...reply.headers },
});
