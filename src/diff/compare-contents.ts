/** The media types of a body or a reply, and the schema of each. */

import { member, members, type Node } from '../contract/document/load-document.ts';
import { isJsonMediaType, mediaTypeEssence } from '../core/media-type.ts';
import { type Comparison, type NodePair, placesOf } from './comparison.ts';
import type { Direction, Part } from './part.ts';

/** `charset` says nothing about the shape of a body. */
function nameOf(mediaType: string): string {
  const parameters = mediaType
    .split(';')
    .slice(1)
    .map((parameter) => parameter.trim().toLowerCase())
    .filter((parameter) => parameter !== '' && !parameter.startsWith('charset='));
  return [mediaTypeEssence(mediaType), ...parameters.sort()].join('; ');
}

/** Media types in which a number is written as a text is. */
const isText = (mediaType: string): boolean =>
  /^application\/x-www-form-urlencoded|^multipart\/|[/+]xml\b|^text\/(?!json)/.test(mediaType);

const isJsonName = (name: string): boolean => isJsonMediaType(mediaTypeEssence(name));

const includes = (wide: string, narrow: string): boolean =>
  wide === '*/*' || (wide.endsWith('/*') && narrow.startsWith(wide.slice(0, -1)));

const contentsOf = (node: Node, { readers }: Comparison, side: 'old' | 'new'): ReadonlyMap<string, Node> =>
  new Map(
    members(member(node, 'content')).map(([mediaType, media]) => [
      nameOf(mediaType),
      readers[side].documents.resolve(media),
    ]),
  );

/** @param bodies that have `content` */
export function compareContents(
  bodies: NodePair,
  part: Part,
  direction: Direction,
  comparison: Comparison,
): void {
  const old = contentsOf(bodies.old, comparison, 'old');
  const next = contentsOf(bodies.new, comparison, 'new');
  const places = placesOf(bodies);
  const gained = [...next.keys()].filter((name) => !old.has(name));
  const left = gained.join(' or ');
  const wider = (name: string, those: ReadonlyMap<string, Node>): Node | undefined =>
    those.get([...those.keys()].find((range) => includes(range, name)) ?? '');
  for (const [name, media] of old) {
    const same = next.get(name);
    // A range of the new document takes what the old one named; a reply of a range can be more than was named.
    const other = same ?? (direction === 'request' ? wider(name, next) : undefined);
    if (other !== undefined) compareMedia({ old: media, new: other }, name, part, direction, comparison);
    else if (![...next.keys()].some((narrow) => direction === 'reply' && includes(name, narrow))) {
      comparison.report(
        direction === 'request' ? 'request-media-type-removed' : 'reply-media-type-removed',
        part,
        { ...places, old: media.at },
        { name, after: left },
      );
      const [heir, ...others] = gained.filter((one) => isJsonName(one) === isJsonName(name));
      const body = next.get(heir ?? '');
      if (body !== undefined && others.length === 0)
        compareMedia({ old: media, new: body }, name, part, direction, comparison);
    }
  }
  for (const [name, media] of next) {
    if (old.has(name)) continue;
    const range = direction === 'reply' ? wider(name, old) : undefined;
    if (range !== undefined) compareMedia({ old: range, new: media }, name, part, direction, comparison);
    else
      comparison.report(
        direction === 'request' ? 'request-media-type-added' : 'reply-media-type-added',
        part,
        { ...places, new: media.at },
        { name },
      );
  }
}

function compareMedia(
  media: NodePair,
  name: string,
  part: Part,
  direction: Direction,
  comparison: Comparison,
): void {
  const compare = (word: 'schema' | 'itemSchema'): void =>
    comparison.compareValues(part, {
      old: member(media.old, word),
      new: member(media.new, word),
      near: placesOf(media),
      direction,
      notation: isText(name) ? 'text' : 'json',
      optional: false,
    });
  compare('schema');
  // Of the items of a sequence, in OpenAPI 3.2.
  if ((member(media.old, 'itemSchema') ?? member(media.new, 'itemSchema')) !== undefined)
    compare('itemSchema');
  if (direction === 'request') compareEncodings(media, part, comparison);
}

/** How the fields of a form are written. */
function compareEncodings(media: NodePair, part: Part, comparison: Comparison): void {
  const old = new Map(members(member(media.old, 'encoding')));
  const next = new Map(members(member(media.new, 'encoding')));
  const describe = (encoding: Node | undefined): string => {
    const word = (name: string): unknown => encoding && member(encoding, name)?.value;
    const style = word('style') ?? 'form';
    const explode = (word('explode') ?? style === 'form') ? 'exploded' : 'joined';
    return [word('contentType'), style, explode].filter((one) => one !== undefined).join(' ');
  };
  for (const name of new Set([...old.keys(), ...next.keys()])) {
    const [before, after] = [describe(old.get(name)), describe(next.get(name))];
    if (before === after) continue;
    const places = { old: old.get(name)?.at ?? media.old.at, new: next.get(name)?.at ?? media.new.at };
    comparison.report('request-encoding-changed', part, places, { name, before, after });
  }
}
