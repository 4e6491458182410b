/**
 * Checks that the names in `x-vendouble-*` exist in the document, because a correction of an unknown name has no
 * effect.
 */
import { child, type Node } from '../contract/document/load-document.ts';
import { isObject } from '../core/is-object.ts';
import type { OperationCorrections, PathCorrections } from './corrections.ts';
import type { PathRole } from './path-roles.ts';
import type { DocumentOperation } from './paths.ts';
import { type SchemaDocuments, type SchemaProperties, schemaPropertiesAt } from './schema-properties.ts';

const PATH_WORDS = ['resource', 'id', 'parents'];
const OPERATION_WORDS = ['role', 'envelope', 'paging', 'filter', 'match', 'merge', 'unique', 'set', 'errors'];

/** Names that one `x-vendouble-*` of a path or an operation uses. */
interface UsedNames {
  /** The path or the operation. */
  readonly node: Node;
  /** The part of the key after `x-vendouble-`. */
  readonly word: string;
  readonly names: Iterable<string>;
  readonly known: ReadonlySet<string>;
  /** The kind of name, for the message. */
  readonly what: string;
}

/** @throws {ContractError} for the first name that the document does not have */
function assertAmong(documents: SchemaDocuments, { node, word, names, known, what }: UsedNames): void {
  for (const name of names) {
    if (known.has(name)) continue;
    const are = [...known].join(', ') || 'none';
    throw documents.error(
      child(node.at, `x-vendouble-${word}`),
      `there is no ${what} ${name}; there are ${are}`,
    );
  }
}

function assertWords(documents: SchemaDocuments, node: Node, words: readonly string[]): void {
  for (const key of Object.keys(isObject(node.value) ? node.value : {})) {
    const [, word] = /^x-vendouble-(.*)$/.exec(key) ?? [];
    if (word !== undefined && !words.includes(word))
      throw documents.error(child(node.at, key), `${key} is not known here; known are ${words.join(', ')}`);
  }
}

const texts = (names: readonly (string | null)[]): readonly string[] => names.flatMap((name) => name ?? []);

/**
 * Checks the keys and parameters in the corrections of a path.
 *
 * @throws {ContractError} for a parameter that the path does not have
 */
export function checkPathCorrections(
  documents: SchemaDocuments,
  { path, steps }: PathRole,
  { id, parents }: PathCorrections,
): void {
  assertWords(documents, path.node, PATH_WORDS);
  const known = new Set(steps.map(({ parameter }) => parameter));
  const names = (bindings: readonly { readonly parameter: string }[] = []): readonly string[] =>
    bindings.map(({ parameter }) => parameter);
  const shared = { node: path.node, known, what: 'path parameter' };
  assertAmong(documents, { ...shared, word: 'id', names: names(id) });
  assertAmong(documents, { ...shared, word: 'parents', names: names(parents) });
}

/**
 * Checks the properties in the corrections of a path.
 *
 * @throws {ContractError} for a property that records of the resource do not have
 */
export function checkFieldCorrections(
  documents: SchemaDocuments,
  { path }: PathRole,
  { id, parents }: PathCorrections,
  item: SchemaProperties | undefined,
): void {
  if (item === undefined || item.open) return;
  const known = new Set(item.properties.keys());
  const fields = (bindings: readonly { readonly field: string | null }[] = []): readonly string[] =>
    texts(bindings.map(({ field }) => field));
  const shared = { node: path.node, known, what: 'property' };
  assertAmong(documents, { ...shared, word: 'id', names: fields(id) });
  assertAmong(documents, { ...shared, word: 'parents', names: fields(parents) });
}

/**
 * Checks the names in the corrections of an operation.
 *
 * @throws {ContractError} for a query parameter or a property that the operation does not have
 */
export function checkOperationCorrections(
  documents: SchemaDocuments,
  { node, query, reply, body }: DocumentOperation,
  said: OperationCorrections,
  item: SchemaProperties | undefined,
): void {
  assertWords(documents, node, OPERATION_WORDS);
  const parameters = new Set(query.map(({ name }) => name));
  const among = (word: string, names: Iterable<string>, known: ReadonlySet<string>, what: string): void =>
    assertAmong(documents, { node, word, names, known, what });
  among('paging', Object.values(said.paging ?? {}), parameters, 'query parameter');
  among('filter', Object.keys(said.filter ?? {}), parameters, 'query parameter');
  for (const [key, name] of Object.entries(said.envelope ?? {})) {
    const view = key === 'body' ? body?.view : reply?.view;
    if (schemaPropertiesAt(documents, view, name) === undefined)
      throw documents.error(child(node.at, 'x-vendouble-envelope', key), `there is no property ${name}`);
  }
  if (item === undefined || item.open) return;
  const fields = new Set(item.properties.keys());
  among('filter', Object.values(said.filter ?? {}), fields, 'property');
  among('match', said.match ?? [], fields, 'property');
  among('unique', said.unique ?? [], fields, 'property');
  among('set', Object.keys(said.set ?? {}), fields, 'property');
}
