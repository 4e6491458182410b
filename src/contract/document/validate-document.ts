/** Checks that a document is OpenAPI of a supported version, and has its form. */
import { METHODS } from '../../core/http-methods.ts';
import { isObject } from '../../core/is-object.ts';
import { checkStructure } from './check-structure.ts';
import { isOpenApi32 } from './edition.ts';
import { child, type Documents, member, type Node } from './load-document.ts';

const ITEM = ['parameters', 'servers', 'summary', 'description', '$ref', ...METHODS];
const OPERATION = [
  ...['operationId', 'parameters', 'requestBody', 'responses', 'security', 'callbacks', 'servers'],
  ...['tags', 'summary', 'description', 'externalDocs', 'deprecated'],
];

/**
 * The `openapi` version of a document.
 *
 * @throws {ContractError} if it is no OpenAPI document, or of another version
 */
export function assertOpenApiVersion({ root, error, report }: Documents): string {
  const { value } = root;
  if (value === null || value === undefined) throw error(root.at, 'the file is empty');
  if (!isObject(value))
    throw error(
      root.at,
      'this is not an OpenAPI document: it has no fields, such as openapi, info and paths',
    );
  const { openapi } = value;
  const at = child(root.at, 'openapi');
  if (openapi === undefined)
    throw error(
      root.at,
      'this is not an OpenAPI document: the field openapi (3.0.x, 3.1.x or 3.2.x) or swagger ("2.0") is missing',
    );
  if (typeof openapi !== 'string') report(at, `the version must be a text; write openapi: "${openapi}.0"`);
  const version = String(openapi);
  if (/^3\.[012](\.|$)/.test(version)) return version;
  if (!/^3\.\d+(\.|$)/.test(version))
    throw error(at, `OpenAPI ${version} is not supported; 2.0, 3.0, 3.1 and 3.2 are`);
  report(at, `OpenAPI ${version} is read as 3.1; 2.0, 3.0, 3.1 and 3.2 are supported`);
  return '3.1.0';
}

/** @throws {ContractError} for a list or a text in place of a mapping */
function assertFields(node: Node, what: string, error: Documents['error']): void {
  if (!isObject(node.value))
    throw error(
      node.at,
      `${what} must have fields, and it ${node.value === null ? 'is empty' : `is ${Array.isArray(node.value) ? 'a list' : 'a plain value'}`}`,
    );
}

/** Reports unknown fields, because a misspelt field would silently have no effect. */
function reportUnknownFields(node: Node, of: string, known: readonly string[], documents: Documents): void {
  for (const name of Object.keys(node.value ?? {}))
    if (!known.includes(name) && !name.startsWith('x-'))
      documents.attempt(() =>
        documents.flaw(
          child(node.at, name),
          `${name} is not a field of ${of} and is not read; there are ${known.join(', ')}`,
        ),
      );
}

/**
 * Checks `paths`. A document without a path gets a warning.
 *
 * @throws {ContractError} if `paths` is not a mapping
 */
export function assertPaths(documents: Documents, edition: string): void {
  const { root, error, attempt, report } = documents;
  const paths = member(root, 'paths');
  if (paths === undefined && edition.startsWith('3.0'))
    report(root.at, 'the field paths is missing; it must have the paths that are served');
  else if (paths !== undefined) assertFields(paths, 'paths', error);
  if (isOpenApi32(root)) checkStructure(documents);
  // By OpenAPI 3.2, a document may describe only webhooks or components.
  const isLibrary =
    isOpenApi32(root) && (member(root, 'webhooks') ?? member(root, 'components')) !== undefined;
  if (isLibrary && !documents.lenient) return;
  if (Object.keys(paths?.value ?? {}).length === 0)
    attempt(() =>
      documents.flaw(paths?.at ?? root.at, 'no path is described; every call will be answered as unknown'),
    );
}

/**
 * Checks a path item. An unknown field gets a warning.
 *
 * @throws {ContractError} if a path item is not a mapping
 */
export function assertPathItem(item: Node, documents: Documents): void {
  assertFields(item, 'a path', documents.error);
  if (!isOpenApi32(documents.root)) reportUnknownFields(item, 'a path', ITEM, documents);
}

/**
 * Checks an operation. An unknown field gets a warning.
 *
 * @throws {ContractError} if an operation, its `responses` or its `requestBody` is not a mapping
 */
export function assertOperation(node: Node, documents: Documents): void {
  const { error } = documents;
  assertFields(node, 'an operation', error);
  if (!isOpenApi32(documents.root)) reportUnknownFields(node, 'an operation', OPERATION, documents);
  for (const name of ['responses', 'requestBody'] as const) {
    const part = member(node, name);
    if (part !== undefined) assertFields(part, name, error);
  }
  const parameters = member(node, 'parameters');
  if (parameters !== undefined && !Array.isArray(parameters.value))
    documents.report(parameters.at, 'parameters must be a list');
}
