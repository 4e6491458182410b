/** Decodes form bodies, urlencoded or multipart, into the object that their schema describes. */

import { formatPointer } from '../../core/json-pointer.ts';
import { isJsonMediaType, mediaTypeEssence } from '../../core/media-type.ts';
import {
  child,
  formatLocation,
  type Location,
  member,
  members,
  type Node,
} from '../document/load-document.ts';
import type { CoercionType } from '../schema/coercion-types.ts';
import type { SchemaFinding } from '../schema/schema-findings.ts';
import { parseBrackets } from './deep-object.ts';
import type { Pairs } from './query-pairs.ts';
import { fromJson, parseField, parseScalar } from './styles.ts';

/** The `encoding` of one field of a form. */
export interface Encoding {
  readonly style: string | undefined;
  readonly explode: boolean | undefined;
  /** Media types that the field may have, in lower case and without parameters. May end in `/*`. Empty allows any. */
  readonly contentTypes: readonly string[];
  readonly at: Location;
}

export type Encodings = ReadonlyMap<string, Encoding>;

const covers = (range: string, type: string): boolean =>
  range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));

/**
 * The encodings of a form's fields, by name.
 *
 * @param media the media type object of the body
 */
export function encodingsOf(media: Node): Encodings {
  return new Map(
    members(member(media, 'encoding')).map(([name, node]) => {
      const style = member(node, 'style')?.value;
      const explode = member(node, 'explode')?.value;
      const type = member(node, 'contentType')?.value;
      return [
        name,
        {
          style: typeof style === 'string' ? style : undefined,
          explode: typeof explode === 'boolean' ? explode : undefined,
          contentTypes: typeof type === 'string' ? type.split(',').map(mediaTypeEssence) : [],
          at: node.at,
        },
      ];
    }),
  );
}

const isStructure = (shape: CoercionType | undefined): boolean =>
  shape?.types.includes('object') === true && !shape.types.includes('string');

/** The value of one field. Objects, and the elements of lists of objects, are JSON unless a style is given. */
function sentFor(
  name: string,
  pairs: Pairs,
  shape: CoercionType | undefined,
  encoding: Encoding | undefined,
  used: Set<string>,
): unknown {
  const texts = pairs.filter(([key]) => key === name).map(([, text]) => text);
  if (shape === undefined) return texts.at(-1);
  if (encoding?.style === undefined && encoding?.explode === undefined) {
    if (isStructure(shape) || encoding?.contentTypes.some(isJsonMediaType))
      return fromJson(texts.at(-1) ?? '');
    if (shape.types.includes('array') && isStructure(shape.items())) return texts.map(fromJson);
    if (!shape.types.includes('array')) return parseScalar(texts.at(-1) ?? '', shape);
  }
  const style = encoding?.style ?? 'form';
  return parseField(pairs, { name, style, explode: encoding?.explode ?? style === 'form', shape }, used);
}

/**
 * Findings about parts whose media type the contract does not allow for their field.
 *
 * @param types media types of the fields, in their order; absent for a urlencoded form
 */
export function findWrongPartType(
  pairs: Pairs,
  types: readonly string[] | undefined,
  encodings: Encodings,
): readonly SchemaFinding[] {
  if (types === undefined || encodings.size === 0) return [];
  return pairs.flatMap(([name], index) => {
    const { contentTypes = [], at } = encodings.get(name) ?? {};
    const type = types[index] ?? '';
    if (at === undefined || contentTypes.length === 0 || contentTypes.some((range) => covers(range, type)))
      return [];
    const place = child(at, 'contentType');
    return [
      {
        pointer: formatPointer(name),
        keyword: 'contentType',
        params: { allowedValues: contentTypes },
        message: `must be a part of the type ${contentTypes.join(' or ')}`,
        rule: formatLocation(place),
        value: type,
      },
    ];
  });
}

/** Decodes a form. A repeated field is a list if the schema says so; otherwise its last value counts. */
export function decodeForm(pairs: Pairs, shape: CoercionType, encodings: Encodings): unknown {
  const used = new Set<string>();
  const names = pairs.map(([key]) => {
    const owner = parseBrackets(key)?.name ?? '';
    return encodings.get(owner)?.style === 'deepObject' ? owner : key;
  });
  return Object.fromEntries(
    [...new Set(names)].map((name) => [
      name,
      sentFor(name, pairs, shape.property(name) ?? shape.rest(), encodings.get(name), used),
    ]),
  );
}
