/** Checks the matchers of a request or a reply against its example, and against what the contract says of the same place. */

import { XmlBodyError } from '../contract/parameters/xml-reader.ts';
import type { Alternative } from '../contract/schema/alternatives.ts';
import { PatternLimitError } from '../contract/schema/safe-regex.ts';
import type { PartialResult } from '../contract/schema/validate-partial.ts';
import { type BodyPlace, EVERY_ELEMENT, findPlaces, type PathStep } from './body-path.ts';
import type { AddFinding, FindingSeverity, PactFinding } from './findings.ts';
import { type Matcher, MatcherError, matcherRefusal, withoutEffect } from './matchers.ts';
import type { MatchingRule } from './matching-rules.ts';
import { isXmlBody, type PactBody } from './pact-body.ts';
import type { PactReply, PactRequest } from './read-pact.ts';
import { findXmlPlaces } from './xml-places.ts';

/** What is not XML by its type and no XML by its text has no places; its own finding is told elsewhere. */
function placesIn(body: PactBody, steps: readonly PathStep[]): readonly BodyPlace[] {
  if (!isXmlBody(body)) return findPlaces(body.value, steps);
  try {
    return findXmlPlaces(body.value, steps);
  } catch (cause) {
    if (!(cause instanceof XmlBodyError)) throw cause;
    return [];
  }
}

/** The values of the example that a rule applies to. */
function examplesOf(message: PactRequest | PactReply, { part, steps }: MatchingRule): readonly BodyPlace[] {
  const { pointer } = message;
  switch (part) {
    case 'body':
      return message.body === undefined ? [] : placesIn(message.body, steps);
    case 'path':
      return 'path' in message ? [{ pointer: `${pointer}/path`, value: message.path }] : [];
    case 'status':
      return 'status' in message ? [{ pointer: `${pointer}/status`, value: message.status }] : [];
    case 'header': {
      const name = String(steps[0]).toLowerCase();
      const value = message.headers[name];
      return value === undefined ? [] : [{ pointer: `${pointer}/headers`, value }];
    }
    case 'query': {
      const pairs = 'query' in message ? message.query : [];
      return pairs
        .filter(([name]) => name === steps[0])
        .map(([, value]) => ({ pointer: `${pointer}/query`, value }));
    }
    default: {
      const never: never = part;
      return never;
    }
  }
}

/** @param checked the result for the body, where the contract describes it */
export function checkMatchers(
  message: PactRequest | PactReply,
  checked: PartialResult | undefined,
  addFinding: AddFinding,
): readonly PactFinding[] {
  return message.rules.flatMap((rule) => {
    const examples = examplesOf(message, rule);
    if (examples.length === 0 && !rule.steps.includes(EVERY_ELEMENT))
      return [
        addFinding('warning', 'matcher', rule.pointer, 'the matcher applies to nothing in the example'),
      ];
    return examples.flatMap(({ pointer, value }) => {
      const isText = rule.part !== 'body' || (message.body !== undefined && isXmlBody(message.body));
      const isReply = 'status' in message;
      const refused = checkExample(rule, value, { isText, isReply }, addFinding);
      const described = rule.part === 'body' ? checked?.described.get(pointer) : undefined;
      return refused.length > 0 ? refused : checkContract(rule, value, described ?? [], addFinding);
    });
  });
}

/** Headers, queries, paths and XML are text, so a number in them has to be read. */
const spelt = (value: unknown, isText: boolean, { kind }: Matcher): unknown =>
  isText && typeof value === 'string' && ['integer', 'decimal', 'number'].includes(kind)
    ? Number(value)
    : value;

function checkExample(
  rule: MatchingRule,
  value: unknown,
  { isText, isReply }: { readonly isText: boolean; readonly isReply: boolean },
  addFinding: AddFinding,
): readonly PactFinding[] {
  const useless = rule.matchers.flatMap((matcher) => withoutEffect(matcher, value) ?? []);
  if (useless.length > 0)
    return useless.map((why) => addFinding('warning', 'matcher', rule.pointer, `the matcher ${why}`));
  const refused = rule.matchers.flatMap((matcher) => {
    try {
      const { within } = matcher;
      const lenient = !isReply && within !== undefined ? { ...matcher, regex: within } : matcher;
      const why = matcherRefusal(lenient, spelt(value, isText, matcher));
      return why === undefined ? [] : [addFinding('error', 'matcher', rule.pointer, `the matcher ${why}`)];
    } catch (cause) {
      if (!(cause instanceof MatcherError) && !(cause instanceof PatternLimitError)) throw cause;
      return [
        addFinding('warning', 'matcher', rule.pointer, `the matcher was not applied: ${cause.message}`),
      ];
    }
  });
  return rule.combine === 'OR' && refused.length < rule.matchers.length ? [] : refused;
}

const wordsOf = (way: Alternative, word: string): readonly unknown[] =>
  way.flatMap(({ words }) => (words[word] === undefined ? [] : [words[word]]));

/** The types that every schema of a place allows; `undefined` where none is named. */
function typesOf(way: Alternative): readonly string[] | undefined {
  const lists = wordsOf(way, 'type').map((type) => (Array.isArray(type) ? type.map(String) : [String(type)]));
  const [first] = lists;
  return first?.filter((type) => lists.every((list) => list.includes(type)));
}

/** One value of each format as it is mostly written. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  'date-time': [
    '2026-01-31T23:59:58Z',
    '2026-01-31T23:59:58.123Z',
    '2026-01-31T23:59:58+00:00',
    '2026-01-31T23:59:58.123+00:00',
  ],
  date: ['2026-01-31'],
  time: ['23:59:58Z', '23:59:58'],
  email: ['name@example.com'],
  uuid: ['f81d4fae-7dec-41d0-a765-00a0c91e6bf6'],
  uri: ['https://example.com/path', 'http://example.com'],
  ipv4: ['192.0.2.1'],
};

const TEXT = ['any text'];

/** What the contract allows at a place and a regular expression refuses; `undefined` where nothing is known. */
function refusedByRegex(matcher: Matcher, way: Alternative, types: readonly string[]): string | undefined {
  const refuses = (value: unknown): boolean => matcherRefusal(matcher, value) !== undefined;
  const lists = wordsOf(way, 'enum').flatMap((list) => (Array.isArray(list) ? list : []));
  const other = lists.find((one) => one !== null && refuses(one));
  if (other !== undefined) return JSON.stringify(other);
  const isLimited = ['enum', 'const', 'pattern'].some((word) => wordsOf(way, word).length > 0);
  if (isLimited || !types.includes('string')) return undefined;
  const [format] = wordsOf(way, 'format');
  const samples = typeof format === 'string' ? SAMPLES[format] : TEXT;
  if (samples === undefined || !samples.every(refuses)) return undefined;
  return samples === TEXT ? 'any other text' : `any ${format}`;
}

/** Counts of elements that the contract allows and the matcher refuses. */
function refusedCount({ min = 0, max }: Matcher, way: Alternative): string | undefined {
  const bound = (word: string): number | undefined =>
    wordsOf(way, word).find((value): value is number => typeof value === 'number');
  const fewest = bound('minItems') ?? 0;
  const most = bound('maxItems');
  // A list with one element is what a provider state is for.
  if (min > Math.max(1, fewest)) return `fewer than ${min} elements`;
  return max !== undefined && (most === undefined || most > max) ? `more than ${max} elements` : undefined;
}

/** Values that the vendor may send there and the matcher would refuse. */
function checkContract(
  rule: MatchingRule,
  value: unknown,
  way: Alternative,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const types = typesOf(way) ?? [];
  const say = (severity: FindingSeverity, sentence: string): PactFinding =>
    addFinding(severity, 'matcher', rule.pointer, sentence);
  const warnAbout = (what: string | undefined, by: string): readonly PactFinding[] =>
    what === undefined ? [] : [say('warning', `the vendor may also send ${what}, which ${by} refuses`)];
  const findings = rule.matchers.flatMap((matcher): readonly PactFinding[] => {
    switch (matcher.kind) {
      case 'regex':
        return warnAbout(refusedByRegex(matcher, way, types), matcher.pattern ?? 'the matcher');
      case 'type':
        return Array.isArray(value) ? warnAbout(refusedCount(matcher, way), 'the matcher') : [];
      case 'null': {
        const other = types.find((type) => type !== 'null');
        return rule.combine === 'AND' ? warnAbout(other && `the type ${other}`, 'the matcher') : [];
      }
      case 'integer':
        return types.includes('number')
          ? [say('warning', 'the contract allows fractions here, which the matcher integer refuses')]
          : [];
      case 'decimal':
        if (types.includes('number'))
          return [
            say('warning', 'the contract allows whole numbers here, which the matcher decimal refuses'),
          ];
        return types.includes('integer')
          ? [say('error', 'the vendor sends whole numbers here, which the matcher decimal refuses')]
          : [];
      default:
        return [];
    }
  });
  const pins = rule.matchers.some(({ kind }) => kind !== 'null' && kind !== 'equality');
  const nullable =
    types.includes('null') && value !== null && pins && rule.combine === 'AND'
      ? [say('warning', 'the vendor may also send null here, which the matcher refuses')]
      : [];
  return [...findings, ...nullable];
}
