/** The documented bodies and replies of an operation: media types, statuses and headers. */

import { mediaTypeEssence } from '../core/media-type.ts';
import { type Evidence, evidenceOf } from './document/evidence.ts';
import { type Documents, member, members, type Node } from './document/load-document.ts';
import { type Encodings, encodingsOf } from './parameters/form-body.ts';
import { type Header, responseHeadersOf } from './response-headers.ts';
import type { CoercionType } from './schema/coercion-types.ts';
import type { Schema, Schemas } from './schema/compile.ts';
import { type Example, examplesOf, type Label, labelsOf } from './schema/examples.ts';
import type { Direction } from './schema/read-only-write-only.ts';

/** A documented body in one media type. */
export interface Content {
  /** Lower case, without parameters; may end in `/*`. */
  readonly mediaType: string;
  readonly schema: Schema | undefined;
  readonly shape: CoercionType;
  /** Validated on first use. @throws {ContractError} for a built-in example that breaks its schema */
  examples(): readonly Example[];
  /** How the fields of a form are encoded. */
  readonly encodings: Encodings;
  /** Names, evidence and failures of the examples, which are not validated. */
  labels(): readonly Label[];
}

/** A documented reply. */
export interface Response {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly content: readonly Content[];
  readonly headers: readonly Header[];
  readonly evidence: Evidence | undefined;
}

/** The content of a body in every documented media type. */
export function contentOf(
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
    mediaType: mediaTypeEssence(mediaType),
    schema: compiled,
    shape: schemas.shape(schema ?? { value: {}, at: media.at }),
    examples: examplesOf(media, compiled, documents, direction),
    labels: labelsOf(media, documents),
    encodings: encodingsOf(media),
  };
}

/**
 * Reads a documented response.
 *
 * @throws {ContractError} for an invalid status
 */
export function responseOf(status: string, node: Node, documents: Documents, schemas: Schemas): Response {
  if (!/^([1-5]\d\d|[1-5]XX|default)$/i.test(status))
    throw documents.error(node.at, `${status} is no status of HTTP`);
  return {
    status: status === 'default' ? status : status.toUpperCase(),
    content: contentOf(node, 'response', documents, schemas),
    headers: responseHeadersOf(node, documents, schemas),
    evidence: evidenceOf(node),
  };
}
