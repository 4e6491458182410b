/** Simple conditions of Arazzo: `$statusCode == 200 && $response.body#/state != 'open'`. */
import { isDeepStrictEqual } from 'node:util';
import { type Expression, evaluate, parseExpression, type Scope } from './expression.ts';

/** A condition cannot be read. The message gives the reason. */
export class ConditionError extends Error {}

type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';

type Operand =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'expression'; readonly expression: Expression };

export type Condition =
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'compare'; readonly operator: Operator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'is'; readonly operand: Operand };

const TOKEN = /\s*(?:(==|!=|<=|>=|&&|\|\||[<>!()])|('(?:[^']|'')*')|([^\s<>=!&|()']+))/y;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const OPERATORS: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];
const MAX_DEPTH = 64;

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const start = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (found === null)
      throw new ConditionError(`it cannot be read from ${JSON.stringify(text.slice(start).trim())} on`);
    tokens.push(found[0].trim());
  }
  return tokens;
}

function operandOf(token: string | undefined): Operand {
  if (token === undefined) throw new ConditionError('it ends where a value is expected');
  if (token.startsWith("'")) return { kind: 'literal', value: token.slice(1, -1).replaceAll("''", "'") };
  if (token === 'true' || token === 'false') return { kind: 'literal', value: token === 'true' };
  if (token === 'null') return { kind: 'literal', value: null };
  if (NUMBER.test(token)) return { kind: 'literal', value: Number(token) };
  const expression = parseExpression(token);
  if (expression !== undefined) return { kind: 'expression', expression };
  throw new ConditionError(
    token.startsWith('$')
      ? `${token} is no runtime expression`
      : `${token} is no value; write texts in single quotes, '${token}'`,
  );
}

class ConditionParser {
  private readonly tokens: readonly string[];
  private at = 0;
  private depth = 0;
  constructor(text: string) {
    this.tokens = tokensOf(text);
  }

  whole(): Condition {
    const condition = this.any();
    const more = this.tokens[this.at];
    if (more !== undefined) throw new ConditionError(`${more} is not expected here`);
    return condition;
  }

  private takes(sign: string): boolean {
    const found = this.tokens[this.at] === sign;
    if (found) this.at++;
    return found;
  }

  private any(): Condition {
    return this.joined('||', 'any', () => this.joined('&&', 'all', () => this.basic()));
  }

  private joined(sign: string, kind: 'any' | 'all', read: () => Condition): Condition {
    const conditions = [read()];
    while (this.takes(sign)) conditions.push(read());
    const [only, ...others] = conditions;
    return only !== undefined && others.length === 0 ? only : { kind, conditions };
  }

  private basic(): Condition {
    if (++this.depth > MAX_DEPTH) throw new ConditionError(`it is nested deeper than ${MAX_DEPTH} levels`);
    const condition = this.takes('!') ? { kind: 'not' as const, condition: this.basic() } : this.comparison();
    this.depth--;
    return condition;
  }

  private comparison(): Condition {
    if (this.takes('(')) {
      const condition = this.any();
      if (!this.takes(')')) throw new ConditionError('a ) is missing');
      return condition;
    }
    const left = operandOf(this.tokens[this.at++]);
    const operator = this.tokens[this.at];
    if (operator === undefined || !OPERATORS.includes(operator)) return { kind: 'is', operand: left };
    this.at++;
    return {
      kind: 'compare',
      operator: operator as Operator,
      left,
      right: operandOf(this.tokens[this.at++]),
    };
  }
}

/** @throws {ConditionError} for a text that is no simple condition */
export const parseCondition = (text: string): Condition => new ConditionParser(text).whole();

const operandValue = (operand: Operand, scope: Scope): unknown =>
  operand.kind === 'literal' ? operand.value : (evaluate(operand.expression, scope) ?? null);

/** Both as numbers, or both as texts without case; `undefined` if they cannot be ordered. */
function comparable(
  left: unknown,
  right: unknown,
): readonly [number, number] | readonly [string, string] | undefined {
  const numbers = [left, right].map((one) =>
    typeof one === 'number' ? one : typeof one === 'string' && NUMBER.test(one) ? Number(one) : undefined,
  );
  const [one, other] = numbers;
  const both = typeof left === 'string' && typeof right === 'string';
  if (!both && one !== undefined && other !== undefined) return [one, other];
  const isWord = (value: unknown): boolean => typeof value === 'string' || typeof value === 'boolean';
  if (!isWord(left) || !isWord(right)) return undefined;
  return [String(left).toLowerCase(), String(right).toLowerCase()];
}

function compare(operator: Operator, left: unknown, right: unknown): boolean {
  const pair = comparable(left, right);
  const equal = pair === undefined ? isDeepStrictEqual(left, right) : pair[0] === pair[1];
  switch (operator) {
    case '==':
      return equal;
    case '!=':
      return !equal;
    case '<':
      return pair !== undefined && pair[0] < pair[1];
    case '>':
      return pair !== undefined && pair[0] > pair[1];
    case '<=':
      return equal || (pair !== undefined && pair[0] < pair[1]);
    case '>=':
      return equal || (pair !== undefined && pair[0] > pair[1]);
  }
}

export function holds(condition: Condition, scope: Scope): boolean {
  switch (condition.kind) {
    case 'any':
      return condition.conditions.some((one) => holds(one, scope));
    case 'all':
      return condition.conditions.every((one) => holds(one, scope));
    case 'not':
      return !holds(condition.condition, scope);
    case 'compare':
      return compare(
        condition.operator,
        operandValue(condition.left, scope),
        operandValue(condition.right, scope),
      );
    case 'is':
      return Boolean(operandValue(condition.operand, scope));
  }
}

/** The expressions of a condition, for messages. */
export function expressionsOf(condition: Condition): readonly Expression[] {
  switch (condition.kind) {
    case 'any':
    case 'all':
      return condition.conditions.flatMap(expressionsOf);
    case 'not':
      return expressionsOf(condition.condition);
    case 'compare':
      return [condition.left, condition.right].flatMap((one) =>
        one.kind === 'expression' ? [one.expression] : [],
      );
    case 'is':
      return condition.operand.kind === 'expression' ? [condition.operand.expression] : [];
  }
}
