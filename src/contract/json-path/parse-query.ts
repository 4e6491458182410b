/** Reads a JSONPath of RFC 9535: names, indexes, slices, wildcards, filters and its five functions, and no scripts. */
import {
  type Condition,
  isSingular,
  JsonPathError,
  type Operand,
  type Operator,
  type Query,
  type Segment,
  type Selector,
} from './query.ts';
import { QueryReader } from './query-reader.ts';

const MAX_CHARACTERS = 4_096;
/** Parentheses, filters and functions inside each other. */
const MAX_DEPTH = 64;

const OPERATORS: readonly Operator[] = ['==', '!=', '<=', '>=', '<', '>'];
const FUNCTIONS = ['length', 'count', 'value', 'match', 'search'] as const;
type FunctionName = (typeof FUNCTIONS)[number];

const isFunction = (name: string): name is FunctionName => (FUNCTIONS as readonly string[]).includes(name);

/** What a filter holds before it is known whether something is compared with it. */
type Term = { readonly condition: Condition } | { readonly operand: Operand; readonly query?: Query };

class QueryParser {
  private readonly reader: QueryReader;
  private depth = 0;
  constructor(text: string) {
    this.reader = new QueryReader(text);
  }

  whole(): Query {
    const { reader } = this;
    if (!reader.takes('$')) throw reader.error('"$"');
    const query = { absolute: true, segments: this.segments() };
    if (!reader.isAtEnd) throw reader.error("a segment such as .name, ['name'] or [*]");
    return query;
  }

  private within<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new JsonPathError(`it is nested deeper than ${MAX_DEPTH} levels`);
    const result = read();
    this.depth--;
    return result;
  }

  /** Segments up to something else. Blanks before that are not read. */
  private segments(): readonly Segment[] {
    const { reader } = this;
    const segments: Segment[] = [];
    for (;;) {
      const isSegment = reader.seesAfterBlanks(/[.[]/y);
      if (!isSegment) return segments;
      reader.blanks();
      if (reader.takes('..')) {
        const selectors = reader.sees('[') ? this.bracketed() : [this.shorthand()];
        segments.push({ descendants: true, selectors });
      } else if (reader.takes('.')) segments.push({ descendants: false, selectors: [this.shorthand()] });
      else segments.push({ descendants: false, selectors: this.bracketed() });
    }
  }

  private shorthand(): Selector {
    if (this.reader.takes('*')) return { kind: 'wildcard' };
    const name = this.reader.name();
    if (name === undefined) throw this.reader.error('a name or *');
    return { kind: 'name', name };
  }

  private bracketed(): readonly Selector[] {
    const { reader } = this;
    reader.expect('[');
    const selectors: Selector[] = [];
    do {
      reader.blanks();
      selectors.push(this.selector());
      reader.blanks();
    } while (reader.takes(','));
    reader.expect(']');
    return selectors;
  }

  private selector(): Selector {
    const { reader } = this;
    if (reader.takes('*')) return { kind: 'wildcard' };
    if (reader.takes('?')) {
      reader.blanks();
      return { kind: 'filter', condition: this.within(() => this.any()) };
    }
    const name = reader.string();
    if (name !== undefined) return { kind: 'name', name };
    if (reader.sees('(')) throw new JsonPathError('scripts such as [(@.length-1)] are not run; write [-1]');
    const start = reader.integer();
    if (reader.seesAfterBlanks(/:/y)) return this.slice(start);
    if (start === undefined)
      throw reader.error('a name in quotes, an index, a slice, * or a filter such as ?@.deprecated');
    return { kind: 'index', index: start };
  }

  private slice(start: number | undefined): Selector {
    const { reader } = this;
    reader.blanks();
    reader.expect(':');
    reader.blanks();
    const end = reader.integer();
    let step = 1;
    if (reader.seesAfterBlanks(/:/y)) {
      reader.blanks();
      reader.expect(':');
      if (reader.seesAfterBlanks(/[-\d]/y)) reader.blanks();
      step = reader.integer() ?? 1;
    }
    return { kind: 'slice', start, end, step };
  }

  private any(): Condition {
    return this.joined('||', 'any', () => this.joined('&&', 'all', () => this.basic()));
  }

  private joined(sign: string, kind: 'any' | 'all', read: () => Condition): Condition {
    const conditions: Condition[] = [];
    do {
      this.reader.blanks();
      conditions.push(read());
      this.reader.blanks();
    } while (this.reader.takes(sign));
    const [only, ...others] = conditions;
    return only !== undefined && others.length === 0 ? only : { kind, conditions };
  }

  private basic(): Condition {
    const { reader } = this;
    if (reader.takes('!')) {
      reader.blanks();
      if (reader.sees('!')) throw reader.error('a query, a function or a parenthesis');
      return { kind: 'not', condition: reader.sees('(') ? this.basic() : this.test(this.term()) };
    }
    if (reader.takes('(')) {
      const condition = this.within(() => this.any());
      reader.blanks();
      reader.expect(')');
      return condition;
    }
    const left = this.term();
    reader.blanks();
    if (reader.sees('=~'))
      throw new JsonPathError("=~ is not of RFC 9535; write match(@.name, 'pattern') or search(…)");
    const operator = OPERATORS.find((sign) => reader.takes(sign));
    if (operator === undefined) return this.test(left);
    reader.blanks();
    return { kind: 'compare', operator, left: this.comparable(left), right: this.comparable(this.term()) };
  }

  private test(term: Term): Condition {
    if ('condition' in term) return term.condition;
    if (term.query !== undefined) return { kind: 'exists', query: term.query };
    throw this.reader.error('a comparison such as == after a value');
  }

  private comparable(term: Term): Operand {
    if ('condition' in term)
      throw this.reader.error('no comparison of match() or search(), which are true or false');
    if (term.query !== undefined && !isSingular(term.query))
      throw new JsonPathError(
        'only a query for one value can be compared: one of names and indexes, or value(…)',
      );
    return term.operand;
  }

  private term(): Term {
    const { reader } = this;
    if (reader.sees('@') || reader.sees('$')) {
      const query = this.query();
      return { operand: { kind: 'value', query }, query };
    }
    const text = reader.string();
    if (text !== undefined) return { operand: { kind: 'literal', value: text } };
    const name = reader.functionName();
    if (name !== undefined) return this.call(name);
    const word = reader.word();
    if (word !== undefined) return { operand: { kind: 'literal', value: JSON.parse(word) } };
    const number = reader.number();
    if (number === undefined) throw reader.error('a query that begins with @ or $, a value, or a function');
    return { operand: { kind: 'literal', value: number } };
  }

  private query(): Query {
    const absolute = this.reader.takes('$');
    if (!absolute) this.reader.expect('@');
    return { absolute, segments: this.within(() => this.segments()) };
  }

  private call(name: string): Term {
    if (!isFunction(name))
      throw new JsonPathError(`the function ${name}() is unknown; there are ${FUNCTIONS.join(', ')}`);
    const { reader } = this;
    const found = this.within((): Term => {
      if (name === 'count' || name === 'value') {
        reader.blanks();
        const query = this.query();
        return { operand: { kind: name, query } };
      }
      const first = this.argument();
      if (name === 'length') return { operand: { kind: 'length', of: first } };
      reader.expect(',');
      return {
        condition: { kind: 'pattern', whole: name === 'match', text: first, pattern: this.argument() },
      };
    });
    reader.blanks();
    reader.expect(')');
    return found;
  }

  /** An argument that is one value. */
  private argument(): Operand {
    this.reader.blanks();
    const operand = this.comparable(this.term());
    this.reader.blanks();
    return operand;
  }
}

/**
 * Reads a JSONPath.
 *
 * @throws {JsonPathError} for a text that is not one of RFC 9535, with the place
 */
export function parseQuery(text: string): Query {
  if (text.length > MAX_CHARACTERS) throw new JsonPathError(`it is longer than ${MAX_CHARACTERS} characters`);
  return new QueryParser(text).whole();
}
