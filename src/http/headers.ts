/** Headers as the middle speaks of them. */
import type { Request as Incoming } from 'express';

export const headersOf = (incoming: Incoming): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const name in incoming.headers) {
    const value = incoming.headers[name];
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
};
