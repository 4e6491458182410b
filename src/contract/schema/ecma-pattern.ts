/**
 * Translates regular expressions of ECMA-262, in which contracts write patterns, to the language of RE2. What RE2 does
 * not have is reported, so that the caller can match it in another way.
 */

/** A pattern that RE2 cannot match. The message gives the reason. */
class UntranslatableError extends Error {}

const hex = (code: number): string => `\\x{${code.toString(16)}}`;

const ALL = '\\x{0}-\\x{10ffff}';
/** `\s` of ECMA-262, which has more characters than that of RE2. */
const SPACE =
  '\\t\\n\\x{b}\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const NOT_SPACE =
  '\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';
const NEWLINES = '\\n\\r\\x{2028}\\x{2029}';

/** General categories by their long names, which RE2 does not know. */
const CATEGORIES: Readonly<Record<string, string>> = {
  Letter: 'L',
  Lowercase_Letter: 'Ll',
  Uppercase_Letter: 'Lu',
  Titlecase_Letter: 'Lt',
  Modifier_Letter: 'Lm',
  Other_Letter: 'Lo',
  Mark: 'M',
  Number: 'N',
  Decimal_Number: 'Nd',
  Letter_Number: 'Nl',
  Other_Number: 'No',
  Punctuation: 'P',
  Symbol: 'S',
  Separator: 'Z',
  Space_Separator: 'Zs',
  Other: 'C',
  Control: 'Cc',
};
const SCRIPT_OR_CATEGORY = /^(?:(?:General_Category|gc|Script|sc|Script_Extensions|scx)=)?(\w+)$/;
/** Properties of characters that RE2 has no tables for. */
const TABLELESS =
  /^(?:ASCII_Hex_Digit|Alphabetic|Alpha|Assigned|Cased|Case_Ignorable|Dash|Diacritic|Emoji.*|Extended_Pictographic|Extender|Hex_Digit|ID_.*|Ideographic|Lowercase|Lower|Math|Uppercase|Upper|White_Space|space|XID_.*)$/;

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, '0': 0 };

/** RE2 repeats at most so often. More is written as several repetitions in a row. */
const RE2_REPEATS = 1_000;
/** A pattern with more repetitions would take RE2 seconds to compile. */
const MAX_REPEATS = 10_000;

const QUANTIFIER = /\{(\d+)(?:(,)(\d*))?\}/y;
const POSIX = /\[:\^?[a-z]+:\]/y;

/** One character of a class, or a set of them. */
type ClassAtom = { readonly code: number } | { readonly set: string };

/** An atom as often as a quantifier says, as RE2 writes it. */
function repeated(atom: string, least: number, most: number | undefined): string {
  if (most !== undefined && most < least) throw new Error('numbers out of order in {} quantifier');
  if (least > MAX_REPEATS || (most ?? 0) > MAX_REPEATS)
    throw new UntranslatableError(`it repeats more than ${MAX_REPEATS} times`);
  const pieces = (count: number, piece: (part: number) => string): string => {
    let text = '';
    for (let left = count; left > 0; left -= RE2_REPEATS) text += piece(Math.min(left, RE2_REPEATS));
    return text;
  };
  if (least <= RE2_REPEATS && (most ?? 0) <= RE2_REPEATS) return `${atom}{${least},${most ?? ''}}`;
  const fixed = pieces(least, (count) => `${atom}{${count}}`);
  const rest = most === undefined ? `${atom}*` : pieces(most - least, (count) => `${atom}{0,${count}}`);
  return `(?:${fixed}${rest})`;
}

/** The parser of one pattern. */
class Translation {
  private at = 0;
  private readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  /** @throws {UntranslatableError} */
  whole(): string {
    const translated = this.alternatives();
    if (this.at < this.text.length) throw new Error('Unmatched )');
    return translated;
  }

  private alternatives(): string {
    let translated = this.terms();
    while (this.take('|')) translated += `|${this.terms()}`;
    return translated;
  }

  private terms(): string {
    let translated = '';
    while (this.at < this.text.length && this.text[this.at] !== '|' && this.text[this.at] !== ')')
      translated += this.quantified(this.atom());
    return translated;
  }

  private take(sign: string): boolean {
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  /** The match of a sticky expression here, which is read. */
  private read(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text) ?? undefined;
    if (found !== undefined) this.at += found[0].length;
    return found;
  }

  private next(): number {
    const code = this.text.codePointAt(this.at) ?? 0;
    this.at += code > 0xffff ? 2 : 1;
    return code;
  }

  private quantified(atom: string): string {
    const lazy = (): string => (this.take('?') ? '?' : '');
    for (const sign of ['*', '+', '?']) if (this.take(sign)) return `${atom}${sign}${lazy()}`;
    const found = this.text[this.at] === '{' ? this.read(QUANTIFIER) : undefined;
    if (found === undefined) return atom;
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] ? Number(found[3]) : undefined;
    return `${repeated(atom, least, most)}${lazy()}`;
  }

  private atom(): string {
    const start = this.at;
    const code = this.next();
    const sign = String.fromCodePoint(code);
    switch (sign) {
      case '(':
        return this.group();
      case '[':
        return this.characterClass();
      case '\\':
        return this.escape();
      case '.':
        return `[^${NEWLINES}]`;
      case '^':
        return '^';
      case '$':
        return '\\z';
      case '*':
      case '+':
      case '?':
        throw new Error('Nothing to repeat');
      default:
        return /^[\w -]$/.test(sign) ? this.text.slice(start, this.at) : hex(code);
    }
  }

  private group(): string {
    let opening = '(?:';
    if (this.take('?')) {
      if (/^(?:[=!]|<[=!])/.test(this.text.slice(this.at, this.at + 2)))
        throw new UntranslatableError('it looks ahead or behind');
      const flags = this.read(/[a-z]*(?:-[a-z]+)?(?=[:)])/y);
      if (flags === undefined) {
        if (this.read(/P?<\w+>/y) === undefined) throw new Error('Invalid group');
      } else {
        // As `(?i)` in other languages: the flag holds to the end of the group around it.
        if (this.take(')')) return `(?${flags[0]})`;
        this.at++;
        opening = `(?${flags[0]}:`;
      }
    }
    const inside = this.alternatives();
    if (!this.take(')')) throw new Error('Unterminated group');
    return `${opening}${inside})`;
  }

  /** The property in `\p{…}`, as RE2 writes it. */
  private property(sign: string): string {
    const name = this.read(/\{([^}]*)\}|(\w)/y);
    const written = name?.[1] ?? name?.[2] ?? '';
    if (written === 'Any') return sign === 'p' ? ALL : '';
    const [, known = ''] = SCRIPT_OR_CATEGORY.exec(written) ?? [];
    if (known === '' || TABLELESS.test(known))
      throw new UntranslatableError(`it uses the property ${written}`);
    return `\\${sign}{${CATEGORIES[known] ?? known}}`;
  }

  /** The character of an escape that names one; `undefined` for other escapes. */
  private escapedCode(): number | undefined {
    const unit = this.read(/u([0-9a-fA-F]{4})/y);
    if (unit !== undefined) {
      const high = Number.parseInt(unit[1] ?? '', 16);
      const low = high >= 0xd800 && high < 0xdc00 ? this.read(/\\u([dD][c-fC-F][0-9a-fA-F]{2})/y) : undefined;
      return low === undefined
        ? high
        : 0x10000 + (high - 0xd800) * 0x400 + (Number.parseInt(low[1] ?? '', 16) - 0xdc00);
    }
    const point =
      this.read(/u\{([0-9a-fA-F]+)\}/y) ??
      this.read(/x\{([0-9a-fA-F]+)\}/y) ??
      this.read(/x([0-9a-fA-F]{2})/y);
    if (point !== undefined) return Number.parseInt(point[1] ?? '', 16);
    const control = this.read(/c([A-Za-z])/y);
    if (control !== undefined) return (control[1] ?? '').charCodeAt(0) % 32;
    const sign = this.text[this.at] ?? '';
    if (Object.hasOwn(CONTROLS, sign) && !/^0\d/.test(this.text.slice(this.at, this.at + 2))) {
      this.at++;
      return CONTROLS[sign];
    }
    return undefined;
  }

  private escape(): string {
    if (this.at >= this.text.length) throw new Error('\\ at end of pattern');
    const code = this.escapedCode();
    if (code !== undefined) return hex(code);
    const sign = String.fromCodePoint(this.next());
    if (sign === 's') return `[${SPACE}]`;
    if (sign === 'S') return `[^${SPACE}]`;
    if (sign === 'p' || sign === 'P') return `[${this.property(sign)}]`;
    if (/[dDwWbB]/.test(sign)) return `\\${sign}`;
    // Not in ECMA-262, where they are mistakes, but in the languages that authors copy patterns from.
    if (sign === 'A') return '^';
    if (sign === 'Z' || sign === 'z') return '\\z';
    if (/[1-9k]/.test(sign)) throw new UntranslatableError('it refers back to a group');
    return hex(sign.codePointAt(0) ?? 0);
  }

  private classAtom(): ClassAtom {
    if (this.text[this.at] === '[') {
      const posix = this.read(POSIX);
      if (posix !== undefined) return { set: posix[0] };
    }
    const code = this.next();
    if (String.fromCodePoint(code) !== '\\') return { code };
    const escaped = this.escapedCode();
    if (escaped !== undefined) return { code: escaped };
    const sign = String.fromCodePoint(this.next());
    if (sign === 's') return { set: SPACE };
    if (sign === 'S') return { set: NOT_SPACE };
    if (sign === 'p' || sign === 'P') return { set: this.property(sign) };
    if (/[dDwW]/.test(sign)) return { set: `\\${sign}` };
    return { code: sign === 'b' ? 8 : (sign.codePointAt(0) ?? 0) };
  }

  private characterClass(): string {
    const negated = this.take('^');
    let inside = '';
    const add = (atom: ClassAtom): void => {
      inside += 'set' in atom ? atom.set : hex(atom.code);
    };
    while (!this.take(']')) {
      if (this.at >= this.text.length) throw new Error('Unterminated character class');
      const atom = this.classAtom();
      const isRange = this.text[this.at] === '-' && (this.text[this.at + 1] ?? ']') !== ']';
      if (!isRange) {
        add(atom);
        continue;
      }
      this.at++;
      const end = this.classAtom();
      if ('set' in atom || 'set' in end) {
        add(atom);
        add({ code: '-'.charCodeAt(0) });
        add(end);
      } else if (end.code < atom.code) throw new Error('Range out of order in character class');
      else inside += `${hex(atom.code)}-${hex(end.code)}`;
    }
    if (inside === '') return negated ? `[${ALL}]` : `[^${ALL}]`;
    return `[${negated ? '^' : ''}${inside}]`;
  }
}

/**
 * The pattern in the language of RE2.
 *
 * @throws {UntranslatableError} for look-around, references to groups and other things that RE2 does not have
 * @throws {Error} for an invalid pattern
 */
export const translatePattern = (pattern: string): string => new Translation(pattern).whole();
