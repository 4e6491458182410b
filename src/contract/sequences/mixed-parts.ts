/** `multipart/mixed`: parts of any media type in a row. A part of JSON is its value, every other is its text. */
import { isJsonMediaType, mediaTypeEssence, mediaTypeParameter } from '../../core/media-type.ts';
import { MalformedTextError } from '../parameters/malformed-text.ts';
import type { SequenceFormat } from './sequence-format.ts';

/** Boundary of the bodies that are written here; it does not occur in JSON. */
const BOUNDARY = 'vendouble-part';

const unquoted = (text: string): string => text.replace(/^"(.*)"$/, '$1');

const boundaryIn = (text: string): string => /^--([^\r\n]+)/.exec(text)?.[1]?.trim() ?? '';

function partOf(part: string, index: number): unknown {
  const [, head = '', body = ''] = /^((?:[^\n]+\n)*)\n(.*)$/s.exec(part.replace(/\r\n/g, '\n')) ?? [];
  const [, type = 'text/plain'] = /^content-type:\s*(.*)$/im.exec(head) ?? [];
  if (!isJsonMediaType(mediaTypeEssence(type))) return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new MalformedTextError(`part ${index + 1} is not valid JSON`);
  }
}

function written(item: unknown): string {
  const [type, text] =
    typeof item === 'string' ? ['text/plain', item] : ['application/json', JSON.stringify(item)];
  return `--${BOUNDARY}\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
}

export const mixedParts: SequenceFormat = {
  read: (text, contentType) => {
    // A text without its content type begins with its boundary.
    const boundary = unquoted(mediaTypeParameter(contentType, 'boundary') ?? boundaryIn(text));
    if (boundary === '') throw new MalformedTextError('the content type names no boundary');
    const escaped = boundary.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    const [, ...parts] = `\n${text}`.split(new RegExp(`\\r?\\n--${escaped}`));
    const last = parts.pop();
    if (last === undefined || !last.startsWith('--'))
      throw new MalformedTextError('the body does not end with the boundary that its content type names');
    return parts.map((part, index) => partOf(part.replace(/^[ \t]*\r?\n/, ''), index));
  },
  write: written,
  end: `--${BOUNDARY}--\r\n`,
  parametersOf: (text) => `; boundary=${text === undefined ? BOUNDARY : boundaryIn(text)}`,
};
