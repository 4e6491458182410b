/** Replies of handlers in XML, for clients that prefer it and documents that describe it. */
import type { Content } from '../contract/content.ts';
import { preferredContent } from '../contract/content-negotiation.ts';
import type { Operation } from '../contract/contract.ts';
import { documentedResponse } from '../contract/document/documented-response.ts';
import { GenerationError } from '../contract/generate-reply.ts';
import { READING_METHODS } from '../core/http-methods.ts';
import type { Reply } from '../core/vendor.ts';

const isXml = (content: Content | undefined): boolean => content?.writeXml !== undefined;

/** Whether a client prefers XML among what an operation can answer with. */
export const prefersXml = ({ responses }: Operation, accept: string | undefined): boolean =>
  isXml(
    preferredContent(
      responses.filter(({ status }) => status.startsWith('2')).flatMap(({ content }) => content),
      accept,
    ),
  );

/** The value as XML; `undefined` where XML by the schema cannot say it. */
function written({ schema, writeXml, decode }: Content, value: unknown): string | undefined {
  if (schema === undefined || writeXml === undefined) return undefined;
  if (schema.check(value, 'response').length > 0) return undefined;
  const text = writeXml(value);
  return schema.check(decode(text), 'response').length > 0 ? undefined : text;
}

/**
 * The reply in the media type that the client prefers, if that is XML. A call that changes something is answered in
 * JSON where XML cannot say it.
 *
 * @throws {GenerationError} 406 for a call that only reads, where XML cannot say it
 */
export function inPreferredType(operation: Operation, reply: Reply, accept: string | undefined): Reply {
  if (typeof reply.body !== 'object' || reply.body === null || Buffer.isBuffer(reply.body)) return reply;
  const content = preferredContent(
    documentedResponse(operation.responses, reply.status)?.content ?? [],
    accept,
  );
  if (content === undefined || !isXml(content)) return reply;
  const text = written(content, reply.body);
  if (text !== undefined)
    return { ...reply, headers: { ...reply.headers, 'content-type': content.mediaType }, body: text };
  if (!READING_METHODS.has(operation.method)) return reply;
  throw new GenerationError(
    406,
    `the records of ${operation.id} cannot be written as ${content.mediaType} by its schema; ask for JSON`,
  );
}
