/** Compares the media types that an interaction names with those that its operation takes and answers. */
import { preferredContent } from '../contract/content-negotiation.ts';
import type { Contract, Operation } from '../contract/contract.ts';
import { documentedResponse } from '../contract/document/documented-response.ts';
import { child, elements, formatLocation, member } from '../contract/document/load-document.ts';
import { mediaTypeEssence } from '../core/media-type.ts';
import { contentFor } from '../pipeline/validate.ts';
import type { AddFinding, PactFinding } from './findings.ts';
import type { Interaction, PactReply } from './read-pact.ts';

interface Typed {
  readonly mediaType: string;
}

/** What an operation of OpenAPI 2.0 consumes or produces, also where it describes no body of it. */
const named = (
  operation: Operation,
  { documents }: Contract,
  word: 'x-consumes' | 'x-produces',
): readonly Typed[] =>
  elements(member(documents.read(operation.at), word)).map(({ value }) => ({
    mediaType: mediaTypeEssence(String(value)),
  }));

const listed = (types: readonly Typed[]): string => types.map(({ mediaType }) => mediaType).join(', ');

const covers = (types: readonly Typed[], mediaType: string): boolean =>
  types.length === 0 || preferredContent(types, mediaType) !== undefined;

/** A call that accepts nothing that its operation answers with. */
export function checkAccept(
  { request, reply }: Interaction,
  operation: Operation,
  contract: Contract,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const { accept } = request.headers;
  const described = documentedResponse(operation.responses, reply.status)?.content ?? [];
  const types = described.length > 0 ? described : named(operation, contract, 'x-produces');
  if (accept === undefined || types.length === 0 || preferredContent(types, accept) !== undefined) return [];
  return [
    addFinding(
      'error',
      'accept',
      `${request.pointer}/headers`,
      `the call accepts ${accept}, and the vendor answers ${operation.id} with ${listed(types)}`,
      formatLocation(child(operation.at, 'responses')),
    ),
  ];
}

/** A content type without a body that the operation does not take. */
export function checkContentType(
  { request }: Interaction,
  operation: Operation,
  contract: Contract,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const type = request.headers['content-type'];
  if (type === undefined || request.body !== undefined) return [];
  const mediaType = mediaTypeEssence(type);
  const contents = operation.body?.content ?? [];
  const types = contents.length > 0 ? contents : named(operation, contract, 'x-consumes');
  const taken =
    contents.length > 0 ? contentFor(contents, mediaType) !== undefined : covers(types, mediaType);
  if (taken) return [];
  const sentence = `the call sends ${type}, and ${operation.id} accepts ${listed(types)}`;
  return [addFinding('error', 'media-type', `${request.pointer}/headers`, sentence)];
}

/** A content type of a reply without a described body. */
export function checkProduced(
  { headers, pointer }: PactReply,
  operation: Operation,
  contract: Contract,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const type = headers['content-type'];
  const types = named(operation, contract, 'x-produces');
  if (type === undefined || covers(types, mediaTypeEssence(type))) return [];
  const sentence = `the vendor answers ${operation.id} with ${listed(types)}, not with ${mediaTypeEssence(type)}`;
  const rule = formatLocation(child(operation.at, 'responses'));
  return [addFinding('error', 'media-type', `${pointer}/headers`, sentence, rule)];
}
