/** The kinds of content that a body can have. */
import type { Direction } from './directions.ts';
import { type Documents, member, members, type Node } from './document.ts';
import { type Example, examplesOf, type Label, labelsOf } from './examples.ts';
import { type Encodings, encodingsOf } from './form.ts';
import type { Schema, Schemas } from './schemas.ts';
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
    mediaType: mediaType.split(';')[0]?.trim().toLowerCase() ?? '',
    schema: compiled,
    shape: schemas.shape(schema ?? { value: {}, at: media.at }),
    examples: examplesOf(media, compiled, documents, direction),
    labels: labelsOf(media, documents),
    encodings: encodingsOf(media),
  };
}
