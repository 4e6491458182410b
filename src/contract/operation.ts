/** One operation of a document: what it takes, and what it answers. */
import { type Callback, callbacksOf } from './callbacks.ts';
import type { Parameter } from './decode.ts';
import type { Direction } from './directions.ts';
import { type Documents, type Location, member, members, type Node } from './document.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { type Example, examplesOf, type Label, labelsOf } from './examples.ts';
import { type Encodings, encodingsOf } from './form.ts';
import { parametersOf } from './parameters.ts';
import { type Header, replyHeadersOf } from './reply-headers.ts';
import type { Schema, Schemas } from './schemas.ts';
import { securityOf } from './scheme.ts';
import type { Shape } from './shapes.ts';

/** One kind of content that a body can have. */
export interface Content {
  /** Lower case, without parameters; may end in `/*`. */
  readonly mediaType: string;
  readonly schema: Schema | undefined;
  readonly shape: Shape;
  /** Judged when they are first asked for. @throws {ContractError} for one that breaks the schema */
  examples(): readonly Example[];
  /** How the fields of a form are written. */
  readonly encodings: Encodings;
  /** What the examples say of themselves, unjudged. */
  labels(): readonly Label[];
}

/** A documented reply. */
export interface Response {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly content: readonly Content[];
  /** Names of headers that the reply must carry. */
  readonly headers: readonly string[];
  /** All headers that it describes. */
  readonly sends: readonly Header[];
  readonly evidence: Evidence | undefined;
}

export interface Operation {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  readonly template: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly required: boolean; readonly content: readonly Content[] } | undefined;
  readonly responses: readonly Response[];
  /** Calls that it makes to its client. */
  readonly callbacks: readonly Callback[];
  /** Alternatives, each a list of scheme names that must all be satisfied; empty when anybody may call. */
  readonly security: readonly (readonly string[])[];
  readonly evidence: Evidence | undefined;
  readonly at: Location;
}

/** @throws {ContractError} for what is wrong with it and touches a request */
export function operationOf(
  method: string,
  template: string,
  node: Node,
  path: Node,
  documents: Documents,
  schemas: Schemas,
): Operation {
  const id = member(node, 'operationId')?.value;
  const body = member(node, 'requestBody');
  const request = body && documents.resolve(body);
  const described = members(member(node, 'responses')).filter(([status]) => !status.startsWith('x-'));
  if (described.length === 0)
    documents.attempt(() =>
      documents.flaw(node.at, 'the operation documents no response, so that none can be given'),
    );
  const responses = described.flatMap(
    ([status, response]) =>
      documents.attempt(() => responseOf(status, documents.resolve(response), documents, schemas)) ?? [],
  );
  return {
    id: typeof id === 'string' ? id : `${method} ${template}`,
    method,
    template,
    parameters: parametersOf(template, node, path, documents, schemas),
    body: request && {
      required: member(request, 'required')?.value === true,
      content: contentOf(request, 'request', documents, schemas),
    },
    responses,
    callbacks: callbacksOf(node, documents, (request) => contentOf(request, 'request', documents, schemas)),
    security: securityOf(node, documents),
    evidence: evidenceOf(node),
    at: node.at,
  };
}

function contentOf(
  node: Node,
  direction: Direction,
  documents: Documents,
  schemas: Schemas,
): readonly Content[] {
  return members(member(node, 'content')).flatMap(
    ([mediaType, media]) =>
      documents.attempt(() =>
        contentOfType(mediaType, documents.resolve(media), direction, documents, schemas),
      ) ?? [],
  );
}

function contentOfType(
  mediaType: string,
  media: Node,
  direction: Direction,
  documents: Documents,
  schemas: Schemas,
): Content {
  const schema = member(media, 'schema');
  const compiled = schema && schemas.compile(schema);
  return {
    mediaType: mediaType.split(';')[0]?.trim().toLowerCase() ?? '',
    schema: compiled,
    shape: schemas.shape(schema ?? { value: {}, at: media.at }),
    examples: examplesOf(media, compiled, documents, direction),
    labels: labelsOf(media, documents),
    encodings: encodingsOf(media),
  };
}

function responseOf(status: string, node: Node, documents: Documents, schemas: Schemas): Response {
  if (!/^([1-5]\d\d|[1-5]XX|default)$/i.test(status))
    throw documents.error(node.at, `${status} is no status of HTTP`);
  const sends = replyHeadersOf(node, documents, schemas);
  return {
    status: status === 'default' ? status : status.toUpperCase(),
    content: contentOf(node, 'response', documents, schemas),
    headers: sends.filter(({ required }) => required).map(({ name }) => name),
    sends,
    evidence: evidenceOf(node),
  };
}
