/** Splits query strings and urlencoded forms into names and values. */

/** Decoded name and value pairs of a query string or form, in their order. */
export type Pairs = readonly (readonly [string, string])[];

/** Decodes a name or a value; `undefined` if it is not percent-encoded UTF-8. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return undefined;
  }
}

/** Escapes the percent signs of every name and value with a broken escape, so that it is decoded to what was sent. */
export const keepBrokenEscapes = (text: string): string =>
  text.replace(/[^&=]+/g, (part) => (decode(part) === undefined ? part.replaceAll('%', '%25') : part));

const NOTHING: { readonly pairs: Pairs } = { pairs: [] };

/**
 * Splits a query string or a urlencoded form into decoded pairs.
 *
 * @returns the pairs, or the part that is not percent-encoded UTF-8
 */
export function parsePairs(text: string): { readonly pairs: Pairs } | { readonly broken: string } {
  if (text === '') return NOTHING;
  const pairs: [string, string][] = [];
  for (const part of text.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    const value = decode(equals < 0 ? '' : part.slice(equals + 1));
    if (name === undefined || value === undefined) return { broken: part };
    pairs.push([name, value]);
  }
  return { pairs };
}
