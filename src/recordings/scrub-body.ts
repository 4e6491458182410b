/** Replaces the secrets in a body. What cannot be read is not kept at all. */
import { isJsonMediaType, mediaTypeEssence } from '../core/media-type.ts';
import { scrubJson } from './scrub-json.ts';
import { type ScrubRules, scrubValue } from './scrub-rules.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
};

const encoded = (text: string): string => encodeURIComponent(text).replace(/%20/g, '+');

/**
 * The fields of a query or a form. A field without secrets stays as it was written.
 *
 * @param secretNames besides the names that always are of secrets
 */
export const scrubFields = (
  fields: string,
  rules: ScrubRules,
  secretNames: ReadonlySet<string> = new Set(),
): string =>
  fields
    .split('&')
    .map((field) => {
      const equals = field.indexOf('=');
      const [name, value] =
        equals < 0
          ? ['', decoded(field)]
          : [decoded(field.slice(0, equals)), decoded(field.slice(equals + 1))];
      const bare = name.replace(/\]$/, '').split(/[[.]/).at(-1) ?? name;
      const isKey = secretNames.has(name.toLowerCase()) && value !== '' && !rules.keep.has(name);
      const scrubbed = isKey
        ? rules.replace(value)
        : /^\s*[[{]/.test(value)
          ? scrubJson(value, rules)
          : scrubValue(bare, value, rules);
      const scrubbedName = scrubValue('', name, rules);
      if (scrubbed === value && scrubbedName === name) return field;
      return equals < 0 ? encoded(scrubbed) : `${encoded(scrubbedName)}=${encoded(scrubbed)}`;
    })
    .join('&');

/** The parts of a multipart body, as text. */
function scrubParts(text: string, boundary: string, rules: ScrubRules): string {
  return text
    .split(`--${boundary}`)
    .map((part) => {
      const end = part.indexOf('\r\n\r\n');
      if (end < 0) return part;
      const head = part.slice(0, end);
      const [, name = ''] = /\bname="([^"]*)"/i.exec(head) ?? [];
      const [, type = 'text/plain'] = /^content-type:\s*([^\r\n]+)/im.exec(head) ?? [];
      const content = part.slice(end + 4).replace(/\r\n$/, '');
      const scrubbed = isJsonMediaType(mediaTypeEssence(type))
        ? scrubJson(content, rules)
        : scrubValue(name, content, rules);
      return `${scrubValue('', head, rules)}\r\n\r\n${scrubbed}\r\n`;
    })
    .join(`--${boundary}`);
}

/**
 * @param content decoded
 * @param contentType as it was sent
 * @returns `undefined` for what is no text: its secrets could not be found
 */
export function scrubBody(content: Buffer, contentType: string, rules: ScrubRules): string | undefined {
  let text: string;
  try {
    text = utf8.decode(content);
  } catch {
    return undefined;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text has none of these
  if (/[\u0000-\u0008\u000e-\u001a]/.test(text)) return undefined;
  const type = mediaTypeEssence(contentType);
  if (type === 'application/x-www-form-urlencoded') return scrubFields(text, rules);
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (type.startsWith('multipart/') && boundary !== undefined) return scrubParts(text, boundary, rules);
  if (isJsonMediaType(type) || /^\s*[[{]/.test(text)) return scrubJson(text, rules);
  // Server-sent events and lines of JSON.
  if (/^(?:data: ?)?[[{]/m.test(text))
    return text
      .split(/(?<=\n)/)
      .map((line) => scrubJson(scrubValue('', line, rules), rules))
      .join('');
  return scrubValue('', text, rules);
}
