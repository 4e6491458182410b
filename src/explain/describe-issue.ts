/** Describes a broken rule of a contract in a sentence, with a suggestion where the value looks misspelt. */

import type { Contract } from '../contract/contract.ts';
import type { SpellingSuggestion } from '../contract/suggest-operations.ts';
import { isObject } from '../core/is-object.ts';
import { nearestWord } from '../core/spelling.ts';
import { formatIssuePlace, type Issue } from '../core/vendor.ts';
import type { TruncatedIssue } from '../journal/truncate.ts';

export interface DescribedIssue {
  readonly sentence: string;
  readonly suggestion: SpellingSuggestion | undefined;
}

const LONGEST_VALUE = 80;
const MOST_CHOICES = 8;

/** A short text for a value. */
function shown({ value, size }: TruncatedIssue): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${size ?? value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE
    ? `${text.slice(0, LONGEST_VALUE)}… (${size ?? text.length} characters)`
    : text;
}

const membersOf = (value: unknown): readonly string[] => (isObject(value) ? Object.keys(value) : []);

/** `/meta/plan` of a body as `body.meta.plan`. */
const nameOf = (issue: Issue): string => {
  const { in: where, pointer } = issue;
  const place = formatIssuePlace(issue);
  if (where === 'body') return pointer === '' ? where : `${where}.${place}`;
  return `the ${where}${where === 'path' || where === 'query' ? ' parameter' : ''} ${place}`;
};

const types = (params: Issue['params']): string => [params.type].flat().map(String).join(' or ');

const list = (words: readonly string[]): string =>
  words.length > MOST_CHOICES
    ? `${words.slice(0, MOST_CHOICES).join(', ')} and ${words.length - MOST_CHOICES} more`
    : words.join(', ');

const lookingLike = (sent: string | undefined): string =>
  sent === undefined ? '' : `; "${sent}" was sent, which looks like it`;

function absent(issue: Issue, sent: readonly string[], known: readonly string[]): DescribedIssue {
  const { missingProperty: name } = issue.params;
  if (typeof name !== 'string')
    return { sentence: 'a body is required, and none was sent', suggestion: undefined };
  const strange = sent.filter((word) => !known.includes(word));
  const meant = nearestWord(name, strange);
  const place = issue.in === 'body' ? `${nameOf(issue)}.${name}` : `the ${issue.in} parameter ${name}`;
  return {
    sentence: `${place} is missing${lookingLike(meant)}`,
    suggestion: meant === undefined ? undefined : { sent: meant, meant: name },
  };
}

function unknown(issue: Issue, name: unknown, known: readonly string[]): DescribedIssue {
  const sent = String(name);
  const meant = nearestWord(
    sent,
    known.filter((word) => !membersOf(issue.value).includes(word)),
  );
  return {
    sentence: `${nameOf(issue)}.${sent} is not known${meant === undefined ? `; there are ${list(known) || 'none'}` : `; did you mean ${meant}?`}`,
    suggestion: meant === undefined ? undefined : { sent, meant },
  };
}

function choice(issue: TruncatedIssue, choices: readonly unknown[]): DescribedIssue {
  const words = choices.filter((word) => typeof word === 'string');
  const meant = typeof issue.value === 'string' ? nearestWord(issue.value, words) : undefined;
  return {
    sentence: `${nameOf(issue)} must be one of ${list(choices.map((word) => JSON.stringify(word)))}, and it is ${shown(issue)}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    suggestion: meant === undefined ? undefined : { sent: String(issue.value), meant },
  };
}

const rule = (issue: Issue): string => {
  const { keyword, params, message } = issue;
  const { limit } = params;
  switch (keyword) {
    case 'type':
      return `must be ${types(params)}`;
    case 'minLength':
      return limit === 1 ? 'must not be empty' : `must have ${limit} characters or more`;
    case 'maxLength':
      return `must have ${limit} characters or less`;
    case 'minItems':
      return limit === 1 ? 'must not be empty' : `must have ${limit} elements or more`;
    case 'maxItems':
      return `must have ${limit} elements or less`;
    case 'pattern':
      return `must match the pattern ${params.pattern}`;
    case 'format':
      return `must be a ${params.format}`;
    case 'const':
      return `must be ${JSON.stringify(params.allowedValue)}`;
    case 'repeated':
    case 'encoding':
      return message;
    default:
      return message.replace(/NOT/g, 'not');
  }
};

const lengthOf = ({ keyword, value, size }: TruncatedIssue): string =>
  typeof value === 'string' && (keyword === 'maxLength' || keyword === 'minLength') && value !== ''
    ? ` and has ${size ?? [...value].length}`
    : '';

/** @param queried names in the query of the call */
export function describeIssue(
  issue: TruncatedIssue,
  contract: Contract,
  queried: readonly string[],
): DescribedIssue {
  const known = contract.rule(issue.rule)?.properties ?? [];
  const { params } = issue;
  switch (issue.keyword) {
    case 'required':
    case 'dependentRequired':
      return absent(issue, issue.in === 'query' ? queried : membersOf(issue.value), known);
    case 'additionalProperties':
      return unknown(issue, params.additionalProperty, known);
    case 'unevaluatedProperties':
      return unknown(issue, params.unevaluatedProperty, known);
    case 'enum':
      return choice(issue, Array.isArray(params.allowedValues) ? params.allowedValues : []);
    default:
      if (Array.isArray(issue.value) && issue.in === 'query' && issue.keyword === 'type')
        return {
          sentence: `${nameOf(issue)} is there ${issue.size ?? issue.value.length} times and may be there once`,
          suggestion: undefined,
        };
      return {
        sentence: `${nameOf(issue)} ${rule(issue)}, and it is ${shown(issue)}${lengthOf(issue)}`,
        suggestion: undefined,
      };
  }
}

const COMPOSITES = new Set(['anyOf', 'oneOf']);

/**
 * The issue that names the cause. For `anyOf` and `oneOf`, whose alternatives come before the whole, it is the issue of the
 * alternative that matched furthest: deepest in the value, otherwise the one whose type was right.
 */
export function mainIssue(issues: readonly TruncatedIssue[]): TruncatedIssue | undefined {
  const [first] = issues;
  const index = issues.findIndex(({ keyword }) => COMPOSITES.has(keyword));
  const whole = issues[index];
  if (whole === undefined || !first?.pointer.startsWith(whole.pointer)) return first;
  const alternatives = issues.slice(0, index);
  const furthest =
    alternatives.find(({ pointer }) => pointer.length > whole.pointer.length) ??
    alternatives.find(({ keyword }) => keyword !== 'type');
  if (furthest !== undefined || alternatives.length === 0) return furthest ?? whole;
  const wanted = alternatives.flatMap(({ params }) => [params.type].flat());
  return { ...whole, keyword: 'type', params: { type: [...new Set(wanted)] } };
}
