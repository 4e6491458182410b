/** Validates requests and replies by the contract of their operation. What cannot be validated is rejected. */
import type { Content, Operation, Response } from '../contract/contract.ts';
import { documentedResponse } from '../contract/document/documented-response.ts';
import { child, formatLocation } from '../contract/document/load-document.ts';
import { type DecodedParameters, decodeParameters } from '../contract/parameters/decode.ts';
import { decodeForm, findWrongPartType } from '../contract/parameters/form-body.ts';
import { MalformedTextError } from '../contract/parameters/malformed-text.ts';
import { type Pairs, parsePairs } from '../contract/parameters/query-pairs.ts';
import type { SchemaFinding } from '../contract/schema/schema-findings.ts';
import { isItems } from '../contract/sequences/items.ts';
import { isFormMediaType, isJsonMediaType, mediaTypeEssence } from '../core/media-type.ts';
import type { Body, Failure, Issue, Reply, Request } from '../core/vendor.ts';

export interface ValidatedRequest {
  readonly params: DecodedParameters;
  readonly body: unknown;
  readonly failures: readonly Failure[];
}

/** The documented content for a media type, by the most precise range. */
export function contentFor(contents: readonly Content[], mediaType: string): Content | undefined {
  const range = `${mediaType.split('/')[0]}/*`;
  return (
    contents.find((content) => content.mediaType === mediaType) ??
    contents.find((content) => content.mediaType === range) ??
    contents.find((content) => content.mediaType === '*/*')
  );
}

const inBody = (findings: readonly SchemaFinding[]): Issue[] =>
  findings.map((finding) => ({ ...finding, in: 'body' }));

const missingBody = (operation: Operation): Issue => ({
  in: 'body',
  pointer: '',
  keyword: 'required',
  params: {},
  message: 'a body is required',
  rule: formatLocation(child(operation.at, 'requestBody')),
  value: undefined,
});

interface ValidatedBody {
  readonly value: unknown;
  readonly issues: readonly Issue[];
  readonly failure?: Failure;
}

const validateBy = (content: Content, value: unknown): ValidatedBody => ({
  value,
  issues: inBody(content.schema?.check(value, 'request') ?? []),
});

function validateForm(content: Content, { fields, types }: Extract<Body, { kind: 'form' }>): ValidatedBody {
  if (!isFormMediaType(content.mediaType)) return validateBy(content, Object.fromEntries(fields));
  const { value, issues } = validateBy(content, decodeForm(fields, content.shape, content.encodings));
  return { value, issues: [...inBody(findWrongPartType(fields, types, content.encodings)), ...issues] };
}

/** Validates a text by what it stands for: XML, a sequence, or a single value. */
function validateText(content: Content, text: string, contentType: string | undefined): ValidatedBody {
  try {
    return validateBy(content, content.decode(text, contentType));
  } catch (cause) {
    if (!(cause instanceof MalformedTextError)) throw cause;
    return { value: undefined, issues: [], failure: { kind: 'malformed_body', reason: cause.message, text } };
  }
}

/** A form without fields has no bytes, so that only its media type tells it from no body. */
function validateEmptyForm(operation: Operation, type: string | undefined): ValidatedBody | undefined {
  const mediaType = mediaTypeEssence(type ?? '');
  const content = isFormMediaType(mediaType)
    ? contentFor(operation.body?.content ?? [], mediaType)
    : undefined;
  return content && validateForm(content, { kind: 'form', mediaType, fields: [] });
}

function validateBody(operation: Operation, { body, headers }: Request): ValidatedBody {
  const described = operation.body;
  if (described === undefined) return { value: undefined, issues: [] };
  if (body.kind === 'none') {
    const none = { value: undefined, issues: [] };
    if (!described.required) return none;
    const form = validateEmptyForm(operation, headers['content-type']);
    return form ?? { ...none, issues: [missingBody(operation)] };
  }
  if (body.kind === 'too_large') {
    return { value: undefined, issues: [], failure: { kind: 'body_too_large', limit: body.limit } };
  }
  const content = body.kind === 'undecodable' ? undefined : contentFor(described.content, body.mediaType);
  if (content === undefined) {
    return {
      value: undefined,
      issues: [],
      failure: { kind: 'unsupported_media_type', mediaType: body.mediaType },
    };
  }
  switch (body.kind) {
    case 'malformed':
      return {
        value: undefined,
        issues: [],
        failure: { kind: 'malformed_body', reason: body.reason, text: body.text },
      };
    case 'json':
      return validateBy(content, body.value);
    case 'form':
      return validateForm(content, body);
    default:
      return 'text' in body
        ? validateText(content, body.text, headers['content-type'])
        : validateBy(content, undefined);
  }
}

const brokenEscape = (where: Issue['in'], name: string, value: string): Issue => ({
  in: where,
  pointer: `/${name}`,
  keyword: 'encoding',
  params: {},
  message: 'is not percent-encoded UTF-8',
  rule: '',
  value,
});

/**
 * Decodes a request and collects its failures.
 *
 * @param path values of the path parameters, percent-decoded
 */
export function validateRequest(
  operation: Operation,
  request: Request,
  path: Readonly<Record<string, string>>,
): ValidatedRequest {
  const query = parsePairs(request.query);
  const pairs: Pairs = 'pairs' in query ? query.pairs : [];
  const decoded = decodeParameters(operation.parameters, {
    path,
    query: pairs,
    queryText: request.query,
    headers: request.headers,
  });
  const params =
    decoded.ignored.length === 0
      ? decoded
      : { ...decoded, ignored: decoded.ignored.filter((name) => !operation.keys.includes(name)) };
  const body = validateBody(operation, request);
  const issues = [
    ...('broken' in query ? [brokenEscape('query', '', query.broken)] : []),
    ...params.issues,
    ...body.issues,
  ];
  const failures: Failure[] = [];
  if (issues.length > 0) failures.push({ kind: 'invalid_request', issues });
  if (body.failure !== undefined) failures.push(body.failure);
  return { params, body: body.value, failures };
}

const drift = (operation: Operation, keyword: string, message: string, value: unknown): SchemaFinding => ({
  pointer: '',
  keyword,
  params: {},
  message,
  rule: formatLocation(child(operation.at, 'responses')),
  value,
});

/** The headers that are missing or break their schemas. */
const brokenHeaders = (operation: Operation, { headers }: Response, reply: Reply): readonly SchemaFinding[] =>
  headers.flatMap(({ name, required, check }) => {
    const text = reply.headers?.[name];
    if (text === undefined)
      return required ? [drift(operation, 'header', `the header ${name} is missing`, name)] : [];
    const [broken] = check(text);
    if (broken === undefined) return [];
    const message = `in the header ${name}: ${`${broken.pointer} ${broken.message}`.trim()}`;
    return [{ ...broken, pointer: '', message }];
  });

function brokenBody(operation: Operation, response: Response, reply: Reply): readonly SchemaFinding[] {
  if (response.content.length === 0) {
    return reply.body === undefined
      ? []
      : [drift(operation, 'body', 'a body is sent where none is documented', reply.body)];
  }
  const mediaType = mediaTypeEssence(reply.headers?.['content-type'] ?? 'application/json');
  const content = contentFor(response.content, mediaType);
  if (content === undefined)
    return [drift(operation, 'content', `the content type ${mediaType} is not documented`, mediaType)];
  if (reply.body === undefined)
    return [drift(operation, 'body', 'the documented body is missing', undefined)];
  if (Buffer.isBuffer(reply.body)) return [];
  // Each item is judged before it is sent.
  if (isItems(reply.body)) return [];
  if (typeof reply.body !== 'string' || isJsonMediaType(mediaType))
    return content.schema?.check(reply.body, 'response') ?? [];
  try {
    return (
      content.schema?.check(content.decode(reply.body, reply.headers?.['content-type']), 'response') ?? []
    );
  } catch (cause) {
    if (!(cause instanceof MalformedTextError)) throw cause;
    return [drift(operation, 'body', cause.message, reply.body)];
  }
}

/** The findings about a reply that breaks its contract; empty for a valid reply. */
export function validateReply(operation: Operation, reply: Reply): readonly SchemaFinding[] {
  if (reply.status === 0) return [];
  const response = documentedResponse(operation.responses, reply.status);
  if (response === undefined)
    return [drift(operation, 'status', `the status ${reply.status} is not documented`, reply.status)];
  return [...brokenHeaders(operation, response, reply), ...brokenBody(operation, response, reply)];
}
