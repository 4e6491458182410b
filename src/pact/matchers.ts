/** Reads Pact's matchers, and says which values they accept. */
import { compileSafeRegex, type Pattern } from '../contract/schema/safe-regex.ts';
import { dateFormatPattern, isImpossibleDay } from './date-formats.ts';

/** A matcher of a pact file, with a known kind and valid settings. */
export interface Matcher {
  readonly kind: MatcherKind;
  /** Must match the whole text. */
  readonly regex?: Pattern;
  /** Must match a part of the text, as older tools of Pact compared requests. */
  readonly within?: Pattern;
  /** As it was written. */
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  /** Text that must be included, or a class of status codes. */
  readonly value?: unknown;
  readonly format?: string;
  /** What `eachKey` asks of every name. */
  readonly keys?: readonly Matcher[];
}

/** `values` asks only for the values of an object; the words `timestamp` and `datetime` are one. */
const KINDS = [
  'equality',
  'type',
  'regex',
  'include',
  'integer',
  'decimal',
  'number',
  'boolean',
  'null',
  'date',
  'time',
  'datetime',
  'arrayContains',
  'eachKey',
  'eachValue',
  'values',
  'contentType',
  'semver',
  'notEmpty',
  'statusCode',
] as const;

export type MatcherKind = (typeof KINDS)[number];

/** The message says what is wrong with the matcher. */
export class MatcherError extends Error {}

type Written = Readonly<Record<string, unknown>>;

const count = (written: Written, name: string): number | undefined => {
  const value = written[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw new MatcherError(`its ${name} is ${JSON.stringify(value)}, which is not a number of elements`);
  return value;
};

function expressions(pattern: unknown): Pick<Matcher, 'regex' | 'within'> {
  if (typeof pattern !== 'string') throw new MatcherError('its regex is missing');
  const source = pattern.replace(/\\Z$/, '$');
  try {
    return { within: compileSafeRegex(source), regex: compileSafeRegex(`^(?:${source})$`) };
  } catch (cause) {
    throw new MatcherError(`its regex ${pattern} is invalid (${(cause as Error).message})`);
  }
}

function kindOf(written: Written): MatcherKind {
  const { match } = written;
  if (match === undefined) {
    if (written.regex !== undefined) return 'regex';
    if (written.min !== undefined || written.max !== undefined) return 'type';
    throw new MatcherError('it has no "match"');
  }
  if (match === 'timestamp') return 'datetime';
  const kind = KINDS.find((known) => known === match);
  if (kind === undefined) throw new MatcherError(`there is no matcher ${JSON.stringify(match)}`);
  return kind;
}

/** @throws {MatcherError} */
export function readMatcher(written: unknown): Matcher {
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    throw new MatcherError('it is not an object');
  const all = written as Written;
  const kind = kindOf(all);
  const min = count(all, 'min');
  const max = count(all, 'max');
  if (min !== undefined && max !== undefined && min > max)
    throw new MatcherError(`its min ${min} is above its max ${max}`);
  const value = kind === 'statusCode' ? all.status : all.value;
  if (kind === 'include' && typeof value !== 'string') throw new MatcherError('its value is not a string');
  if (kind === 'statusCode' && !isStatusClass(value))
    throw new MatcherError(`its status ${JSON.stringify(value)} is not one of Pact’s`);
  const format = all.format ?? all[String(all.match)];
  return {
    kind,
    ...(kind === 'regex' ? { ...expressions(all.regex), pattern: String(all.regex) } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(value === undefined ? {} : { value }),
    ...(typeof format === 'string' ? { format } : {}),
    ...(kind === 'eachKey' && Array.isArray(all.rules) ? { keys: all.rules.map(readMatcher) } : {}),
  };
}

const STATUS_CLASSES: Readonly<Record<string, (status: number) => boolean>> = {
  info: (status) => status >= 100 && status < 200,
  success: (status) => status >= 200 && status < 300,
  redirect: (status) => status >= 300 && status < 400,
  clientError: (status) => status >= 400 && status < 500,
  serverError: (status) => status >= 500 && status < 600,
  nonError: (status) => status < 400,
  error: (status) => status >= 400,
};

const isStatusClass = (value: unknown): boolean =>
  Array.isArray(value) ? value.every((one) => Number.isInteger(one)) : String(value) in STATUS_CLASSES;

const jsonTypeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const inRange = (size: number, { min = 0, max = Infinity }: Matcher): boolean => size >= min && size <= max;

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const SEMVER =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*))*)?(?:\+[\da-zA-Z.-]+)?$/;

/** Matchers of single values. At a list, Pact applies them to everything in it. */
const OF_SINGLE_VALUES: ReadonlySet<MatcherKind> = new Set([
  'regex',
  'include',
  'integer',
  'decimal',
  'number',
  'boolean',
  'null',
  'date',
  'time',
  'datetime',
  'semver',
]);

/** Matchers that have no effect on values of another type. */
const OF_STRUCTURES: Readonly<Partial<Record<MatcherKind, readonly string[]>>> = {
  eachKey: ['object'],
  eachValue: ['object', 'array'],
  values: ['object', 'array'],
  arrayContains: ['array'],
};

/** Why a matcher has no effect on a value; `undefined` where it has one. */
export function withoutEffect({ kind }: Matcher, value: unknown): string | undefined {
  const types = OF_STRUCTURES[kind];
  const found = jsonTypeOf(value);
  return types === undefined || types.includes(found)
    ? undefined
    : `${kind} has no effect on a value that is not ${types.join(' or ')}, and the example is ${found}`;
}

/**
 * Whether a matcher accepts a value.
 *
 * @returns the reason why not; `undefined` where it does
 * @throws {MatcherError} for a date format that has no meaning
 * @throws {PatternLimitError} for a pattern that takes too long
 */
export function matcherRefusal(matcher: Matcher, value: unknown): string | undefined {
  const found = jsonTypeOf(value);
  if (found === 'array' && OF_SINGLE_VALUES.has(matcher.kind))
    return Object.values(Object(value))
      .map((inside) => matcherRefusal(matcher, inside))
      .find((why) => why !== undefined);
  const wanted = (...types: readonly string[]): string | undefined =>
    types.includes(found) ? undefined : `asks for ${types.join(' or ')}, and the example is ${found}`;
  if (found === 'object' && OF_SINGLE_VALUES.has(matcher.kind))
    return `asks for a single value, and the example is ${text(value)}`;
  switch (matcher.kind) {
    case 'type':
      return refusedSize(matcher, value);
    case 'regex':
      return matcher.regex?.test(text(value)) === false
        ? `asks for ${matcher.pattern}, and the example is ${text(value)}`
        : undefined;
    case 'include':
      return text(value).includes(String(matcher.value))
        ? undefined
        : `asks for a text with ${JSON.stringify(matcher.value)}, and the example is ${text(value)}`;
    case 'integer':
      return (
        wanted('number') ??
        (Number.isInteger(value) ? undefined : `asks for a whole number, and the example is ${text(value)}`)
      );
    case 'decimal':
    case 'number':
      return wanted('number');
    case 'boolean':
      return found === 'string' && /^(?:true|false)$/.test(text(value)) ? undefined : wanted('boolean');
    case 'null':
      return wanted('null');
    case 'date':
    case 'time':
    case 'datetime': {
      const test = dateFormatPattern(matcher.kind, matcher.format);
      if (test === undefined) throw new MatcherError(`its format ${matcher.format} is invalid`);
      return test.test(text(value)) && !isImpossibleDay(text(value))
        ? undefined
        : `asks for a ${matcher.kind} ${matcher.format ?? 'of ISO 8601'}, and the example is ${text(value)}`;
    }
    case 'eachKey':
      return found === 'object' ? refusedKey(matcher, Object.keys(Object(value))) : undefined;
    case 'semver':
      return SEMVER.test(text(value)) ? undefined : `asks for a version, and the example is ${text(value)}`;
    case 'notEmpty':
      return value === null || value === '' || text(value) === '{}'
        ? 'asks for something, and the example is empty'
        : undefined;
    case 'statusCode':
      return admitsStatus(matcher, Number(value))
        ? undefined
        : `asks for ${text(matcher.value)}, and the example is ${text(value)}`;
    case 'eachValue':
    case 'values':
    case 'arrayContains':
    case 'equality':
    case 'contentType':
      return undefined;
    default: {
      const never: never = matcher.kind;
      return never;
    }
  }
}

/** A list or an object with too few or too many members. */
function refusedSize(matcher: Matcher, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const size = Object.keys(value).length;
  return inRange(size, matcher)
    ? undefined
    : `asks for ${matcher.min ?? 0} to ${matcher.max ?? 'any number of'} elements, and the example has ${size}`;
}

const refusedKey = ({ keys = [] }: Matcher, names: readonly string[]): string | undefined =>
  names
    .flatMap((name) => keys.map((key) => ({ name, why: matcherRefusal(key, name) })))
    .flatMap(({ name, why }) =>
      why === undefined ? [] : [`refuses the name ${JSON.stringify(name)}: it ${why}`],
    )[0];

const admitsStatus = ({ value }: Matcher, status: number): boolean =>
  Array.isArray(value) ? value.includes(status) : (STATUS_CLASSES[String(value)]?.(status) ?? false);
