/** Decodes and validates the parameters of a request. */
import type { Issue } from '../../core/vendor.ts';
import { formatLocation, type Location } from '../document/load-document.ts';
import type { CoercionType } from '../schema/coercion-types.ts';
import type { Schema } from '../schema/compile.ts';
import type { Example } from '../schema/examples.ts';
import { cookiesOf } from './cookies.ts';
import { withoutPrototype } from './null-prototype.ts';
import { type Pairs, parsePairs } from './query-pairs.ts';
import { fromJson, fromText, parseField } from './styles.ts';
import { type ParameterContent, readWholeQuery } from './whole-query.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'querystring' | 'header' | 'cookie';
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly schema: Schema;
  readonly shape: CoercionType;
  /** Whether the value is JSON, as `content` says, instead of written in a style. */
  readonly json: boolean;
  /** Whether a cookie is read as it is sent, as the style `cookie` of OpenAPI 3.2 says. */
  readonly verbatim?: boolean;
  /** How its value is written, where that is not said by a style; of a whole query string. */
  readonly content?: ParameterContent | undefined;
  /** Whether it may be sent empty, whatever its schema says. */
  readonly allowEmpty: boolean;
  readonly at: Location;
  /** The value if the parameter is not sent. @throws {ContractError} for one that breaks the schema */
  default(): unknown;
  /** @throws {ContractError} for one that breaks the schema */
  examples(): readonly Example[];
}

/** The parts of a request that hold parameters, not decoded. */
export interface RawParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Pairs;
  /** The query as it was sent. Absent where only parameters of other places are decoded. */
  readonly queryText?: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface DecodedParameters {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly issues: readonly Issue[];
  /** Query names that no parameter of the operation reads. */
  readonly ignored: readonly string[];
}

/** Where its issues are: a whole query string is the query. */
const placeOf = ({ in: place }: Parameter): Exclude<Parameter['in'], 'querystring'> =>
  place === 'querystring' ? 'query' : place;

const issue = (parameter: Parameter, keyword: string, message: string, value: unknown): Issue => ({
  in: placeOf(parameter),
  pointer: `/${parameter.name}`,
  keyword,
  params: keyword === 'required' ? { missingProperty: parameter.name } : {},
  message,
  rule: formatLocation(parameter.at),
  value,
});

/** Shared by requests without a query. Nothing is added to it. */
const UNUSED = new Set<string>();
const NONE: readonly never[] = [];
const NOTHING = { pairs: NONE };

/** Decodes and validates every parameter of an operation. */
export function decodeParameters(parameters: readonly Parameter[], sent: RawParameters): DecodedParameters {
  const path = withoutPrototype<unknown>();
  const query = withoutPrototype<unknown>();
  const issues: Issue[] = [];
  const used = sent.query.length === 0 ? UNUSED : new Set<string>();
  for (const parameter of parameters) {
    const value = sentValue(parameter, sent, used);
    if (value === undefined) {
      if (parameter.required)
        issues.push(issue(parameter, 'required', `${parameter.name} is required`, undefined));
      else if (placeOf(parameter) === 'query') {
        const value = parameter.default();
        if (value !== undefined) query[parameter.name] = value;
      }
      continue;
    }
    const empty = parameter.allowEmpty && value === '';
    for (const finding of empty ? [] : parameter.schema.check(value, 'request')) {
      issues.push({ ...finding, in: placeOf(parameter), pointer: `/${parameter.name}${finding.pointer}` });
    }
    if (parameter.in === 'path') path[parameter.name] = value;
    else if (placeOf(parameter) === 'query') query[parameter.name] = value;
  }
  const ignored =
    sent.query.length === used.size
      ? NONE
      : [...new Set(sent.query.map(([name]) => name))].filter((name) => !used.has(name));
  return { path, query, issues, ignored };
}

function sentValue(parameter: Omit<Parameter, 'examples'>, sent: RawParameters, used: Set<string>): unknown {
  if (parameter.in === 'querystring') {
    for (const [name] of sent.query) used.add(name);
    return parameter.content && readWholeQuery(sent.queryText ?? '', parameter.content, parameter.shape);
  }
  const pairs =
    parameter.in === 'query'
      ? sent.query
      : parameter.in === 'cookie'
        ? cookiesOf(sent.headers.cookie, parameter.verbatim)
        : undefined;
  if (pairs !== undefined) {
    if (pairs.length === 0) return undefined;
    const read = parameter.in === 'query' ? used : new Set<string>();
    if (!parameter.json) return parseField(pairs, parameter, read);
    read.add(parameter.name);
    const found = pairs.findLast(([name]) => name === parameter.name);
    return found && fromJson(found[1]);
  }
  const text =
    parameter.in === 'path' ? sent.path[parameter.name] : sent.headers[parameter.name.toLowerCase()];
  if (text === undefined) return undefined;
  return parameter.json ? fromJson(text) : fromText(text, parameter);
}

/** The value that an example stands for that is written as the parameter is sent: `a=1&a=2`, or `1,2` in a path. */
export function readExample(parameter: Omit<Parameter, 'examples'>, text: string): unknown {
  const inText = parameter.in === 'path' || parameter.in === 'header';
  const parsed = parameter.in === 'query' ? parsePairs(text) : NOTHING;
  return sentValue(
    parameter,
    {
      path: inText ? { [parameter.name]: text } : {},
      query: 'pairs' in parsed ? parsed.pairs : [],
      queryText: text,
      headers:
        parameter.in === 'cookie' ? { cookie: text } : inText ? { [parameter.name.toLowerCase()]: text } : {},
    },
    new Set(),
  );
}
