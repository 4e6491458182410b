/** Checks the request of an interaction as the vendor would. */
import { preferredContent } from '../contract/content-negotiation.ts';
import type { Operation } from '../contract/contract.ts';
import { documentedResponse } from '../contract/document/documented-response.ts';
import { child, formatLocation } from '../contract/document/load-document.ts';
import { mediaTypeEssence } from '../core/media-type.ts';
import type { Failure, Issue, Body as VendorBody } from '../core/vendor.ts';
import { contentFor, validateRequest } from '../pipeline/validate.ts';
import type { Route, Service } from '../services/service.ts';
import type { AddFinding, PactFinding } from './findings.ts';
import type { Interaction, PactRequest } from './read-pact.ts';
import { requestBody } from './request-body.ts';

/** A failure that is not about one value. */
export function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'invalid_request':
      return failure.issues.map(({ message }) => message).join('; ');
    case 'unsupported_media_type':
      return `the contract takes no body of ${failure.mediaType || 'no type'}`;
    case 'malformed_body':
      return `the body cannot be read: ${failure.reason}`;
    case 'domain':
      return `the vendor refuses the call: ${failure.code}`;
    default:
      return `the vendor refuses the call: ${failure.kind}`;
  }
}

const placeOf = ({ in: where, pointer }: Issue, request: PactRequest): string => {
  switch (where) {
    case 'body':
      return `${request.body?.pointer ?? request.pointer}${pointer}`;
    case 'path':
      return `${request.pointer}/path`;
    case 'query':
      return `${request.pointer}/query${/^\/[^/]*/.exec(pointer)?.[0] ?? ''}`;
    default:
      return `${request.pointer}/headers`;
  }
};

/** Whether a text, such as XML, stands for a value that the schema describes: it cannot be validated then. */
function isOpaque(operation: Operation, body: VendorBody | undefined): boolean {
  if (body === undefined) return true;
  if (body.kind !== 'other') return false;
  const content = contentFor(operation.body?.content ?? [], body.mediaType);
  const types = content?.shape.types ?? [];
  return content !== undefined && types.length > 0 && !types.includes('string');
}

function checkAccept(
  { request, reply }: Interaction,
  operation: Operation,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const { accept } = request.headers;
  const contents = documentedResponse(operation.responses, reply.status)?.content ?? [];
  if (accept === undefined || contents.length === 0 || preferredContent(contents, accept) !== undefined)
    return [];
  const known = contents.map(({ mediaType }) => mediaType).join(', ');
  return [
    addFinding(
      'error',
      'accept',
      `${request.pointer}/headers`,
      `the call accepts ${accept}, and the vendor answers ${operation.id} with ${known}`,
      formatLocation(child(operation.at, 'responses')),
    ),
  ];
}

/** A content type without a body, which the operation does not take. */
function checkContentType(
  { request }: Interaction,
  { id, body }: Operation,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const type = request.headers['content-type'];
  if (type === undefined || request.body !== undefined || body === undefined || body.content.length === 0)
    return [];
  if (contentFor(body.content, mediaTypeEssence(type)) !== undefined) return [];
  const known = body.content.map(({ mediaType }) => mediaType).join(', ');
  const sentence = `the call announces ${type}, and ${id} takes ${known}`;
  return [addFinding('error', 'media-type', `${request.pointer}/headers`, sentence)];
}

function checkCredential(
  { request }: Interaction,
  query: string,
  operation: Operation,
  { vendor }: Service,
  addFinding: AddFinding,
): readonly PactFinding[] {
  if (operation.security.length === 0) return [];
  const identity = vendor.identify(request.headers, [], query);
  if (!('failure' in identity) || identity.failure.reason !== 'missing') return [];
  const sentence = `the call shows no credential, and ${operation.id} asks for one`;
  return [
    addFinding(
      vendor.foreign === true ? 'error' : 'warning',
      'credential',
      `${request.pointer}/headers`,
      sentence,
    ),
  ];
}

/** Where the interaction expects an error, the request may break the contract: that is what the test is about. */
export function checkRequest(
  interaction: Interaction,
  { match, request: sent }: Route,
  operation: Operation,
  service: Service,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const { request, reply } = interaction;
  const path = match.found === undefined ? {} : match.params;
  const { failures, params } = validateRequest(operation, sent, path);
  const ignored = params.ignored.map((name) => {
    const sentence = `the vendor reads no query parameter ${name}`;
    return addFinding('warning', 'ignored', `${request.pointer}/query`, sentence);
  });
  if (reply.status >= 400) return ignored;
  const opaque = isOpaque(operation, requestBody(request.body));
  const unjudged =
    opaque && request.body !== undefined
      ? [
          addFinding(
            'warning',
            'unjudged',
            request.body.pointer,
            `the body is ${request.body.mediaType}, which is not compared to its schema`,
          ),
        ]
      : [];
  const broken = failures.flatMap((failure) =>
    failure.kind === 'invalid_request'
      ? failure.issues
          .filter((issue) => !(opaque && issue.in === 'body'))
          .map((issue) =>
            addFinding(
              'error',
              'request',
              placeOf(issue, request),
              `the vendor would refuse the call: ${issue.in}${issue.pointer} ${issue.message}`,
              issue.rule,
            ),
          )
      : [addFinding('error', 'request', `${request.pointer}/body`, describeFailure(failure))],
  );
  return [
    ...broken,
    ...unjudged,
    ...checkContentType(interaction, operation, addFinding),
    ...checkAccept(interaction, operation, addFinding),
    ...ignored,
    ...checkCredential(interaction, sent.query, operation, service, addFinding),
  ];
}
