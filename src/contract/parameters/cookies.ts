/** The `cookie` header as names and values. */

/** The cookies of a header, decoded. An invalid escape stays as it is. */
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
