/** Decodes parameters by OpenAPI's `style` and `explode`, into the types that their schemas ask for. */
import type { Issue } from '../vendor.ts';
import { cookiesOf } from './cookies.ts';
import { assembled, bracketsOf } from './deep.ts';
import type { Location } from './document.ts';
import type { Example } from './examples.ts';
import { named } from './named.ts';
import type { Schema } from './schemas.ts';
import type { Shape } from './shapes.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly schema: Schema;
  readonly shape: Shape;
  /** Whether it is one JSON text, as `content` says, and not taken apart by a style. */
  readonly json: boolean;
  /** Whether it may be sent with nothing behind its name, whatever its schema says. */
  readonly allowEmpty: boolean;
  readonly at: Location;
  /** Value of a parameter that is not sent. @throws {ContractError} for one that breaks the schema */
  default(): unknown;
  /** @throws {ContractError} for one that breaks the schema */
  examples(): readonly Example[];
}

/** Decoded name and value pairs of a query string or form, in their order. */
export type Pairs = readonly (readonly [string, string])[];

/** `undefined` where an escape is not UTF-8. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return undefined;
  }
}

const NOTHING: { readonly pairs: Pairs } = { pairs: [] };

/** @returns the pairs, or the part that is not percent-encoded UTF-8 */
export function parsePairs(text: string): { readonly pairs: Pairs } | { readonly broken: string } {
  if (text === '') return NOTHING;
  const pairs: [string, string][] = [];
  for (const part of text.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    const value = decode(equals < 0 ? '' : part.slice(equals + 1));
    if (name === undefined || value === undefined) return { broken: part };
    pairs.push([name, value]);
  }
  return { pairs };
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * The text as the first of the types that it spells. What may be text stays text; so does what spells none of the
 * types, for AJV to refuse.
 */
function typed(text: string, types: readonly string[]): unknown {
  const wants = (type: string): boolean => types.includes(type);
  if (wants('string')) return text;
  if ((wants('number') || wants('integer')) && text.length < 400 && NUMBER.test(text)) return Number(text);
  if (wants('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (wants('null') && text === '') return null;
  return text;
}

/** A text in the type that the schema asks for. */
export const scalar = (text: string, shape: Shape | undefined): unknown =>
  shape === undefined ? text : typed(text, shape.types);

const SEPARATORS: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' };

const elements = (texts: readonly string[], shape: Shape): unknown[] =>
  texts.map((text) => scalar(text, shape.items()));

/** An ordinary object, also with a name such as `__proto__`, so that schemas compare it like any other. */
const record = (entries: readonly (readonly [string, string])[], shape: Shape): unknown =>
  Object.fromEntries(
    entries.map(([name, text]) => [name, scalar(text, shape.property(name) ?? shape.rest())]),
  );

/** `a,1,b,2` as pairs. */
const alternating = (texts: readonly string[]): [string, string][] =>
  texts.flatMap((text, index) =>
    index % 2 === 0 ? [[text, texts[index + 1] ?? ''] as [string, string]] : [],
  );

const assignments = (texts: readonly string[]): [string, string][] =>
  texts.map((text) => {
    const equals = text.indexOf('=');
    return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
  });

/** A value that arrives as one text: in a path segment, a header or a cookie. */
export function fromText(raw: string, { style, explode, name, shape }: Field): unknown {
  let text = raw;
  let separator = ',';
  if (style === 'label') {
    text = raw.replace(/^\./, '');
    if (explode) separator = '.';
  } else if (style === 'matrix') {
    if (explode) {
      const parts = raw.split(';').filter((part) => part !== '');
      if (shape.types.includes('array'))
        return elements(
          assignments(parts).map(([, value]) => value),
          shape,
        );
      if (shape.types.includes('object')) return record(assignments(parts), shape);
    }
    text = raw.startsWith(`;${name}=`) ? raw.slice(name.length + 2) : raw;
  }
  if (shape.types.includes('array')) return elements(text === '' ? [] : text.split(separator), shape);
  if (shape.types.includes('object')) {
    const parts = text.split(separator);
    return record(explode ? assignments(parts) : alternating(parts), shape);
  }
  return typed(text, shape.types);
}

/** A name that the schema lists, or any that no parameter before this one has read, where the schema describes the rest. */
const ownName = (key: string, shape: Shape, used: ReadonlySet<string>): string | undefined =>
  shape.property(key) !== undefined || (shape.rest() !== undefined && shape.admits(key) && !used.has(key))
    ? key
    : undefined;

/** The parts of a parameter that say how a query or form field is written. */
export type Field = Pick<Parameter, 'name' | 'style' | 'explode' | 'shape'>;

/** The value of one query or form field, and the names it used up; `undefined` when it was not sent. */
export function fieldOf(pairs: Pairs, { name, style, explode, shape }: Field, used: Set<string>): unknown {
  if (style === 'deepObject') {
    const leaves = pairs.flatMap(([key, text]) => {
      const found = bracketsOf(key);
      if (found?.name !== name) return [];
      used.add(key);
      return [[found.path, text] as const];
    });
    return leaves.length === 0 ? undefined : assembled(leaves, shape, scalar);
  }
  if (shape.types.includes('object') && explode) {
    const inside = pairs.flatMap(([key, value]): [string, string][] => {
      const property = ownName(key, shape, used);
      if (property === undefined) return [];
      used.add(key);
      return [[property, value]];
    });
    return inside.length === 0 ? undefined : record(inside, shape);
  }
  const texts = pairs.filter(([key]) => key === name).map(([, value]) => value);
  if (texts.length === 0) return undefined;
  used.add(name);
  if (shape.types.includes('array')) {
    return elements(
      explode ? texts : texts.flatMap((text) => (text === '' ? [] : text.split(SEPARATORS[style] ?? ','))),
      shape,
    );
  }
  if (shape.types.includes('object'))
    return record(alternating((texts[0] ?? '').split(SEPARATORS[style] ?? ',')), shape);
  return texts.length === 1 ? typed(texts[0] ?? '', shape.types) : texts;
}

/** What a request carries besides its body. */
export interface Sent {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Pairs;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Decoded {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly issues: readonly Issue[];
  /** Query names that no parameter of the operation reads. */
  readonly ignored: readonly string[];
}

const issue = (parameter: Parameter, keyword: string, message: string, value: unknown): Issue => ({
  in: parameter.in,
  pointer: `/${parameter.name}`,
  keyword,
  params: keyword === 'required' ? { missingProperty: parameter.name } : {},
  message,
  rule: `${parameter.at.file}#${parameter.at.pointer}`,
  value,
});

/** Nothing is added where nothing was sent. */
const UNUSED = new Set<string>();
const NONE: readonly never[] = [];

/** Decodes and judges every parameter of an operation. */
export function decodeParams(parameters: readonly Parameter[], sent: Sent): Decoded {
  const path = named<unknown>();
  const query = named<unknown>();
  const issues: Issue[] = [];
  const used = sent.query.length === 0 ? UNUSED : new Set<string>();
  for (const parameter of parameters) {
    const value = sentValue(parameter, sent, used);
    if (value === undefined) {
      if (parameter.required)
        issues.push(issue(parameter, 'required', `${parameter.name} is required`, undefined));
      else if (parameter.in === 'query') {
        const value = parameter.default();
        if (value !== undefined) query[parameter.name] = value;
      }
      continue;
    }
    const empty = parameter.allowEmpty && value === '';
    for (const finding of empty ? [] : parameter.schema.check(value, 'request')) {
      issues.push({ ...finding, in: parameter.in, pointer: `/${parameter.name}${finding.pointer}` });
    }
    if (parameter.in === 'path') path[parameter.name] = value;
    else if (parameter.in === 'query') query[parameter.name] = value;
  }
  const ignored =
    sent.query.length === used.size
      ? NONE
      : [...new Set(sent.query.map(([name]) => name))].filter((name) => !used.has(name));
  return { path, query, issues, ignored };
}

/** A parameter described by `content` is one JSON text; what is none stays text, for the schema to refuse. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function sentValue(parameter: Parameter, sent: Sent, used: Set<string>): unknown {
  const pairs =
    parameter.in === 'query'
      ? sent.query
      : parameter.in === 'cookie'
        ? cookiesOf(sent.headers.cookie)
        : undefined;
  if (pairs !== undefined) {
    if (pairs.length === 0) return undefined;
    const read = parameter.in === 'query' ? used : new Set<string>();
    if (!parameter.json) return fieldOf(pairs, parameter, read);
    read.add(parameter.name);
    const found = pairs.findLast(([name]) => name === parameter.name);
    return found && fromJson(found[1]);
  }
  const text =
    parameter.in === 'path' ? sent.path[parameter.name] : sent.headers[parameter.name.toLowerCase()];
  if (text === undefined) return undefined;
  return parameter.json ? fromJson(text) : fromText(text, parameter);
}
