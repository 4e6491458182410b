/** How the value of a reply's header is written, and read again. */
import { isObject } from '../core/is-object.ts';
import { mediaTypeEssence } from '../core/media-type.ts';
import { isOpenApi32 } from './document/edition.ts';
import { type Documents, member, members, type Node } from './document/load-document.ts';
import { readLinks, writeLinks } from './link-header.ts';
import { isJsonText } from './parameters/json-parameter.ts';
import { fromJson, fromText, parseScalar } from './parameters/styles.ts';
import type { CoercionType } from './schema/coercion-types.ts';

export interface HeaderText {
  /** `undefined` if a header cannot hold the value. */
  write(value: unknown): string | undefined;
  read(text: string): unknown;
}

/** What a header may have. Several `Set-Cookie` are lines, which become a header each. */
const isHeaderText = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

const ascii = (text: string | undefined): string | undefined =>
  text !== undefined && isHeaderText(text) ? text : undefined;

/** The value in the style `simple`. */
function inStyle(value: unknown, explode: boolean): string {
  if (Array.isArray(value)) return value.join(',');
  if (!isObject(value)) return String(value);
  return Object.entries(value)
    .flatMap(([name, part]) => (explode ? [`${name}=${part}`] : [name, part]))
    .join(',');
}

/** `Set-Cookie` as OpenAPI 3.2 has it: a cookie a line, because its values may have commas. */
function cookieLines(shape: CoercionType): HeaderText {
  const linesIn = (text: string): string[] => text.split('\n').filter((line) => line !== '');
  return {
    write: (value) => {
      const lines = Array.isArray(value)
        ? value.map(String)
        : isObject(value)
          ? Object.entries(value).map(([name, part]) => `${name}=${part}`)
          : linesIn(String(value));
      return lines.every(isHeaderText) ? lines.join('\n') : undefined;
    },
    read: (text) => {
      if (shape.types.includes('array')) return linesIn(text).map((line) => parseScalar(line, shape.items()));
      if (!shape.types.includes('object')) return text;
      return Object.fromEntries(
        linesIn(text).map((line) => {
          const equals = line.indexOf('=');
          return [line.slice(0, equals), line.slice(equals + 1)];
        }),
      );
    },
  };
}

/**
 * How a header is written.
 *
 * @param name in lower case
 */
export function headerText(
  name: string,
  header: Node,
  documents: Documents,
  shape: CoercionType,
): HeaderText {
  const isNew = isOpenApi32(documents.root);
  if (isNew && name === 'set-cookie') return cookieLines(shape);
  const mediaType = mediaTypeEssence(members(member(header, 'content'))[0]?.[0] ?? '');
  if (isNew && mediaType === 'application/linkset')
    return { read: readLinks, write: (value) => ascii(writeLinks(value)) };
  if (isJsonText(header)) return { read: fromJson, write: (value) => ascii(JSON.stringify(value)) };
  const explode = member(header, 'explode')?.value === true;
  return {
    write: (value) => ascii(inStyle(value, explode)),
    read: (text) => {
      // HTTP allows blanks around the commas of a list.
      const list = shape.types.includes('array') ? text.replace(/[ \t]*,[ \t]*/g, ',') : text;
      return fromText(list, { name, style: 'simple', explode, shape });
    },
  };
}
