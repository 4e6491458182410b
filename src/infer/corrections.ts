/** Reads `x-vendouble-*`, your corrections to inference. They win over every guess. */
import { type Documents, member, type Node } from '../contract/document/load-document.ts';
import { isObject } from '../core/is-object.ts';
import {
  type Binding,
  type Envelope,
  MERGES,
  type Paging,
  type Parent,
  ROLES,
  type Role,
} from './inference.ts';

const ENVELOPE = [
  'items',
  'each',
  'item',
  'body',
  'inside',
  'total',
  'more',
  'next',
  'page',
  'pages',
  'limit',
  'offset',
] as const;
const PAGING = ['limit', 'page', 'offset', 'cursor', 'after'] as const;

const quoted = (words: readonly string[]): string => words.join(', ');

/** The value of `x-vendouble-<word>` at a path or an operation. `take` returns `undefined` for an invalid one. */
function said<T>(
  documents: Documents,
  node: Node,
  word: string,
  wanted: string,
  take: (value: unknown) => T | undefined,
): T | undefined {
  const found = member(node, `x-vendouble-${word}`);
  if (found === undefined) return undefined;
  const taken = take(found.value);
  if (taken === undefined) throw documents.error(found.at, `x-vendouble-${word} must be ${wanted}`);
  return taken;
}

const isText = (value: unknown): value is string => typeof value === 'string';

const textsOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every(isText)
    ? [...new Set<string>(value)]
    : isText(value)
      ? [value]
      : undefined;

const choiceOf =
  <Word extends string>(words: readonly Word[]) =>
  (value: unknown): Word | undefined =>
    words.find((word) => word === value);

/** Reads an object of texts with no other keys than these. */
const recordOf =
  (keys: readonly string[] | undefined) =>
  (value: unknown): Readonly<Record<string, string>> | undefined =>
    isObject(value) &&
    Object.entries(value).every(([key, text]) => isText(text) && (keys === undefined || keys.includes(key)))
      ? (value as Readonly<Record<string, string>>)
      : undefined;

const isField = (value: unknown): value is string | null => value === null || isText(value);

/** The corrections of a path. */
export interface PathCorrections {
  /** `false` if the path is not stateful. */
  readonly resource: string | false | undefined;
  readonly id: readonly Binding[] | undefined;
  readonly parents: readonly Parent[] | undefined;
}

/**
 * Reads the corrections of a path.
 *
 * @throws {ContractError} for an invalid value
 */
export function pathCorrections(documents: Documents, node: Node): PathCorrections {
  return {
    resource: said(documents, node, 'resource', 'the name of a resource, or false', (value) =>
      value === false || (isText(value) && value !== '') ? value : undefined,
    ),
    id: said(
      documents,
      node,
      'id',
      'an object that names for each path parameter of the record its property, or null',
      (value) =>
        isObject(value) && Object.values(value).every(isField)
          ? Object.entries(value).map(([parameter, field]) => ({ parameter, field: field as string | null }))
          : undefined,
    ),
    parents: said(
      documents,
      node,
      'parents',
      'an object that gives for each other path parameter { field, resource }, each a name or null',
      (value) =>
        isObject(value) &&
        Object.values(value).every(
          (parent) => isObject(parent) && isField(parent.field) && isField(parent.resource),
        )
          ? Object.entries(value as Record<string, Omit<Parent, 'parameter'>>).map(
              ([parameter, { field, resource }]) => ({
                parameter,
                field,
                resource,
              }),
            )
          : undefined,
    ),
  };
}

/** The corrections of an operation. */
export interface OperationCorrections {
  readonly role: Role | undefined;
  readonly envelope: Envelope | undefined;
  readonly paging: Paging | undefined;
  readonly filter: Readonly<Record<string, string>> | undefined;
  readonly match: readonly string[] | undefined;
  readonly merge: (typeof MERGES)[number] | undefined;
  readonly unique: readonly string[] | undefined;
  readonly set: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Reads the corrections of an operation.
 *
 * @throws {ContractError} for an invalid value
 */
export function operationCorrections(documents: Documents, node: Node): OperationCorrections {
  const say = <T>(word: string, wanted: string, take: (value: unknown) => T | undefined): T | undefined =>
    said(documents, node, word, wanted, take);
  const names = 'a name or a list of names of properties';
  return {
    role: say('role', `one of ${quoted(ROLES)}`, choiceOf(ROLES)),
    envelope: say(
      'envelope',
      `an object of names of properties under ${quoted(ENVELOPE)}`,
      recordOf(ENVELOPE),
    ),
    paging: say('paging', `an object of names of query parameters under ${quoted(PAGING)}`, recordOf(PAGING)),
    filter: say(
      'filter',
      'an object that gives for a query parameter the property it selects by',
      recordOf(undefined),
    ),
    match: say('match', names, textsOf),
    merge: say('merge', `one of ${quoted(MERGES)}`, choiceOf(MERGES)),
    unique: say('unique', names, textsOf),
    set: say('set', 'an object that gives for a property the value that the operation sets', (value) =>
      isObject(value) ? value : undefined,
    ),
  };
}
