/** The `cookie` header as names and values. */

/** Cookies as they are written; an escape that is none stays what it is. */
export function cookiesOf(header: string | undefined): readonly (readonly [string, string])[] {
  return (header ?? '').split(/;\s*/).flatMap((pair) => {
    const equals = pair.indexOf('=');
    const value = pair.slice(equals + 1).replace(/^"(.*)"$/, '$1');
    return equals <= 0 ? [] : [[pair.slice(0, equals), unescaped(value)] as const];
  });
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
