/** The body of a reply as items that are made one after the other. */

export type Items = Iterable<unknown> | AsyncIterable<unknown>;

/** Whether a body makes its items while they are read: a generator, or another iterable that is no list and no text. */
export const isItems = (body: unknown): body is Items =>
  typeof body === 'object' &&
  body !== null &&
  !Array.isArray(body) &&
  !Buffer.isBuffer(body) &&
  (Symbol.asyncIterator in body || Symbol.iterator in body);
