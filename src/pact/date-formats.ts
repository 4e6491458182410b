/** Turns Java's patterns for dates and times, which Pact's matchers use, into regular expressions. */

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

const oneOf = (names: readonly string[], letters?: number): string =>
  `(?:${names.map((name) => name.slice(0, letters)).join('|')})`;

/** The expression for one letter and its repetitions, as lenient as Pact's verifier. */
function part(letter: string, length: number): string | undefined {
  const hours = (first: number, last: number): string =>
    last === 12 || last === 11
      ? `(?:0?[${first}-9]|1[0-${last - 10}])`
      : `(?:0?[${first}-9]|1\\d|2[0-${last - 20}])`;
  switch (letter) {
    case 'y':
    case 'u':
    case 'Y':
      return length === 2 ? '\\d{2}' : '\\d{4}';
    case 'M':
    case 'L':
      if (length >= 3) return length >= 4 ? oneOf(MONTHS) : oneOf(MONTHS, 3);
      return '(?:0?[1-9]|1[0-2])';
    case 'd':
      return '(?:0?[1-9]|[12]\\d|3[01])';
    case 'H':
      return hours(0, 23);
    case 'k':
      return hours(1, 24);
    case 'h':
      return hours(1, 12);
    case 'K':
      return hours(0, 11);
    case 'm':
    case 's':
      return length === 1 ? '[0-5]?\\d' : '[0-5]\\d';
    case 'w':
      return '\\d{1,2}';
    case 'D':
      return '\\d{1,3}';
    case 'S':
      return '\\d{1,9}';
    case 'E':
      return length >= 4 ? oneOf(DAYS) : oneOf(DAYS, 3);
    case 'e':
      return '[1-7]';
    case 'a':
      return '(?:AM|PM|am|pm)';
    case 'Z':
      return '[+-]\\d{2}:?\\d{2}';
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

/** What a matcher without a format asks for. */
const DEFAULTS = { date: 'yyyy-MM-dd', time: 'HH:mm:ss', datetime: "yyyy-MM-dd'T'HH:mm:ssXXX" } as const;

/** Whether a text names a day that its month does not have. */
export function isImpossibleDay(text: string): boolean {
  const [, year, month, day] = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(text) ?? [];
  return day !== undefined && Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

const TOKEN = /'((?:[^']|'')*)'|([A-Za-z])\2*|([^A-Za-z'])/y;

/** @returns `undefined` for a pattern with unknown letters */
export function dateFormatPattern(
  kind: keyof typeof DEFAULTS,
  given: string | undefined,
): RegExp | undefined {
  const format = given === undefined || given === '' ? DEFAULTS[kind] : given;
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
