/** Puts headers on replies. */
import type { Reply } from '../core/vendor.ts';

/** Adds headers to a reply; where both have one, the reply's own wins. */
export const withHeaders = (reply: Reply, headers: Readonly<Record<string, string>>): Reply => ({
  ...reply,
  headers: { ...headers, ...reply.headers },
});
