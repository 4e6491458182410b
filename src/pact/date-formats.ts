/** Turns Java's patterns for dates and times, which Pact's matchers use, into regular expressions. */

/** The expression for one letter and its repetitions. The letters for zones accept every common spelling. */
function part(letter: string, length: number): string | undefined {
  const digits = (most: number): string => (length === 1 ? `\\d{1,${most}}` : `\\d{${length}}`);
  switch (letter) {
    case 'y':
    case 'u':
    case 'Y':
      return length === 2 ? '\\d{2}' : '\\d{4}';
    case 'M':
    case 'L':
      return length >= 4 ? '[A-Z][a-z]+' : length === 3 ? '[A-Z][a-z]{2}' : digits(2);
    case 'd':
    case 'H':
    case 'h':
    case 'K':
    case 'k':
    case 'm':
    case 's':
    case 'w':
      return digits(2);
    case 'D':
      return digits(3);
    case 'S':
      return `\\d{${Math.min(length, 9)}}`;
    case 'E':
      return length >= 4 ? '[A-Z][a-z]+' : '[A-Z][a-z]{2}';
    case 'e':
      return '[1-7]';
    case 'a':
      return '(?:AM|PM|am|pm)';
    case 'Z':
    case 'z':
    case 'X':
    case 'x':
    case 'V':
      return '(?:Z|[+-]\\d{2}(?::?\\d{2})?|[A-Z]{2,4}|[A-Za-z]+/[A-Za-z_]+)';
    case 'G':
      return '(?:AD|BC)';
    case 'Q':
      return 'Q?[1-4]';
    default:
      return undefined;
  }
}

const DEFAULTS = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?$/,
} as const;

const TOKEN = /'((?:[^']|'')*)'|([A-Za-z])\2*|([^A-Za-z'])/y;

/** @returns `undefined` for a pattern with unknown letters */
export function dateFormatPattern(
  kind: keyof typeof DEFAULTS,
  format: string | undefined,
): RegExp | undefined {
  if (format === undefined || format === '') return DEFAULTS[kind];
  let source = '';
  let read = 0;
  for (const [whole, quoted, letter, plain] of format.matchAll(new RegExp(TOKEN, 'gy'))) {
    read += whole.length;
    const literal = quoted === undefined ? plain : quoted === '' ? "'" : quoted.replace(/''/g, "'");
    const made =
      letter === undefined ? literal?.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&') : part(letter, whole.length);
    if (made === undefined) return undefined;
    source += made;
  }
  return read === format.length ? new RegExp(`^${source}$`) : undefined;
}
