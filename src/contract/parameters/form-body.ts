/** Bodies of forms, urlencoded or in parts, as the object that their schema describes. */

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
import type { SchemaFinding } from '../schema/compile.ts';
import { parseBrackets } from './deep-object.ts';
import type { Pairs } from './query-pairs.ts';
import { fromJson, parseField, parseScalar } from './styles.ts';

/** How one field of a form is written, as the contract's `encoding` says. */
export interface Encoding {
  readonly style: string | undefined;
  readonly explode: boolean | undefined;
  /** Media types that the field may have: lower case, without parameters, perhaps ending in `/*`; empty: any. */
  readonly contentTypes: readonly string[];
  readonly at: Location;
}

export type Encodings = ReadonlyMap<string, Encoding>;

const covers = (range: string, type: string): boolean =>
  range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));

/** @param media the media type object of a body */
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

/** Objects are JSON unless a style says how they are taken apart; so are lists of objects, one by one. */
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
 * Parts whose media type is none of those that the contract lists for their field.
 *
 * @param types of the fields, in their order; absent for a form that is not in parts, where no field has a type
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

/** A repeated field is a list only where the schema says so; otherwise the last one counts. */
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
