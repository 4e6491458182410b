/** Reads the signs, names, numbers and strings of a JSONPath, from left to right. */
import { JsonPathError } from './query.ts';

const BLANK = /[ \t\n\r]*/y;
/** A name after a dot. RFC 9535 has no `-` and no `$` in it, but many tools read them: `$.info.x-logo`, `@.$ref`. */
const NAME = /[A-Za-z_$\u{80}-\u{d7ff}\u{e000}-\u{10ffff}][\w$\-\u{80}-\u{d7ff}\u{e000}-\u{10ffff}]*/uy;
const INTEGER = /0|-?[1-9]\d*/y;
const NUMBER = /(?:-?0|-?[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const UNICODE = /[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?![dD][89a-fA-F])[0-9a-fA-F]{4}/y;

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '/': '/',
  '\\': '\\',
};

export class QueryReader {
  private at = 0;
  private readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  /** An error about what stands here. */
  error(expected: string): JsonPathError {
    const rest = this.text.slice(this.at, this.at + 20);
    const found = rest === '' ? 'it ends' : `found ${JSON.stringify(rest)}`;
    return new JsonPathError(`expected ${expected} at character ${this.at + 1}, but ${found}`);
  }

  get isAtEnd(): boolean {
    return this.at === this.text.length;
  }

  /** Whether an expression matches what follows the blanks here. Nothing is read. */
  seesAfterBlanks(expression: RegExp): boolean {
    BLANK.lastIndex = this.at;
    expression.lastIndex = this.at + (BLANK.exec(this.text)?.[0].length ?? 0);
    return expression.test(this.text);
  }

  /** Whether a sign stands here. It is not read. */
  sees(sign: string): boolean {
    return this.text.startsWith(sign, this.at);
  }

  /** Reads a sign, if it stands here. */
  takes(sign: string): boolean {
    const found = this.sees(sign);
    if (found) this.at += sign.length;
    return found;
  }

  /** @throws {JsonPathError} when the sign does not stand here */
  expect(sign: string): void {
    if (!this.takes(sign)) throw this.error(`"${sign}"`);
  }

  /** Reads what an expression matches here. */
  private read(expression: RegExp): string | undefined {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  blanks(): void {
    this.read(BLANK);
  }

  name(): string | undefined {
    return this.read(NAME);
  }

  /** A word of small letters, as the name of a function, if a `(` follows it. */
  functionName(): string | undefined {
    const name = this.read(/[a-z][a-z0-9_]*(?=\()/y);
    if (name !== undefined) this.at++;
    return name;
  }

  word(): string | undefined {
    return this.read(/(?:true|false|null)(?![\w$-])/y);
  }

  integer(): number | undefined {
    const found = this.read(INTEGER);
    if (found === undefined) return undefined;
    if (!Number.isSafeInteger(Number(found))) throw new JsonPathError(`the number ${found} is too large`);
    return Number(found);
  }

  number(): number | undefined {
    const found = this.read(NUMBER);
    return found === undefined ? undefined : Number(found);
  }

  string(): string | undefined {
    const quote = this.takes("'") ? "'" : this.takes('"') ? '"' : undefined;
    if (quote === undefined) return undefined;
    let value = '';
    while (!this.takes(quote)) {
      const sign = this.text[this.at] ?? '';
      if (sign < ' ') throw this.error(`the end of the string, ${quote}`);
      this.at++;
      value += sign === '\\' ? this.escape(quote) : sign;
    }
    return value;
  }

  private escape(quote: string): string {
    const sign = this.text[this.at] ?? '';
    if (sign === quote || Object.hasOwn(ESCAPES, sign)) {
      this.at++;
      return ESCAPES[sign] ?? sign;
    }
    if (!this.takes('u')) throw this.error('an escape such as \\n or \\u00e9');
    const units = this.read(UNICODE);
    if (units === undefined) throw this.error('four hexadecimal digits');
    return units
      .split('\\u')
      .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
      .join('');
  }
}
