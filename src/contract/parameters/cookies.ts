/** The `cookie` header as names and values. */

/**
 * The cookies of a header. An invalid escape stays as it is.
 *
 * @param verbatim whether values stay as they are sent, with quotes and escapes
 */
export function cookiesOf(
  header: string | undefined,
  verbatim = false,
): readonly (readonly [string, string])[] {
  return (header ?? '').split(/;\s*/).flatMap((pair) => {
    const equals = pair.indexOf('=');
    if (equals <= 0) return [];
    const value = pair.slice(equals + 1);
    return [[pair.slice(0, equals), verbatim ? value : unescaped(value.replace(/^"(.*)"$/, '$1'))] as const];
  });
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
