/** A contract: the operations that an OpenAPI document describes. */

import type { Vendor } from '../core/vendor.ts';
import { reportAmbiguousPaths, withUniqueIds } from './ambiguous-operations.ts';
import { basesOf } from './document/base-paths.ts';
import { ContractError } from './document/contract-error.ts';
import { dereferenceOperation } from './document/dereference-operation.ts';
import { describedOperations } from './document/described-operations.ts';
import {
  type Amendment,
  type Documents,
  type Location,
  loadDocuments,
  member,
  members,
  type Node,
} from './document/load-document.ts';
import { type ContractRule, locateRule } from './document/locate-rule.ts';
import { describeScheme, secretNamesOf } from './document/security.ts';
import {
  assertOpenApiVersion,
  assertOperation,
  assertPathItem,
  assertPaths,
} from './document/validate-document.ts';
import { brokenOperation, type Operation, operationOf } from './operation.ts';
import { createFlawLookup } from './operation-flaws.ts';
import { decodeParameters } from './parameters/decode.ts';
import { parsePathTemplate } from './parameters/path-template.ts';
import { createRouter, type Router, type Routing } from './router.ts';
import { compileSchemas, type Schemas } from './schema/compile.ts';
import { isServable } from './servable-methods.ts';
import { validateOperation } from './validate-operation.ts';

export type { Content, Response } from './content.ts';
export type { Operation } from './operation.ts';

/** A user's contract with more operations is validated in the background and compiled on first use. */
export const LARGE = 100;

/** The operations below one base path. */
export interface Routes {
  readonly base: string;
  readonly router: Router<Operation>;
}

export interface Contract {
  readonly title: string;
  /** The document itself. */
  readonly document: unknown;
  /** The document and the files that it refers to, with places. */
  readonly documents: Documents;
  readonly operations: readonly Operation[];
  /** The operations below each base path, the longest path first. */
  readonly routes: readonly Routes[];
  readonly schemas: Schemas;
  /** Problems of the parts used so far that do not prevent serving. */
  warnings(): readonly string[];
  /** Those of them that concern an operation, without their places. */
  flawsOf(operation: Operation): readonly string[];
  /** An error about a place of the contract. */
  error(at: Location, sentence: string): ContractError;
  /**
   * A problem that a built-in contract must not have. In a user's contract it is a warning. @throws {ContractError}
   * for a built-in contract
   */
  flaw(at: Location, sentence: string): void;
  /** The place of the rule that an issue names; `undefined` if it is not in the contract. */
  rule(name: string): ContractRule | undefined;
  /** The operation object with references followed, for people. */
  describe(operation: Operation): Readonly<Record<string, unknown>>;
  /** What a security scheme asks for, in words. */
  scheme(name: string): string;
  /** Names of headers, query parameters and cookies by which its security schemes send credentials, in lower case. */
  readonly secretNames: ReadonlySet<string>;
}

/** How a vendor reads its contract. */
export interface Reading extends Pick<Vendor, 'routing' | 'reports' | 'foreign' | 'allowRefs'> {
  /** Whether the flaws of a user's document are thrown instead of reported as warnings. */
  readonly strictDocument?: boolean | undefined;
}

/**
 * Reads a contract. Its schemas and examples are validated when they are first used.
 *
 * @param file path of the OpenAPI document
 * @param amend changes of an overlay
 * @throws {ContractError} with every problem of its paths, operations and parameters
 */
export function openContract(file: string, reading: Reading, amend?: Amendment): Contract {
  const documents = loadDocuments(file, { ...reading, amend });
  const { root } = documents;
  const version = assertOpenApiVersion(documents);
  assertPaths(documents, version);
  const bitByBit = reading.foreign === true && isLarge(root);
  const schemas = compileSchemas(documents, version, reading.reports, bitByBit);
  const bases = basesOf(root);
  const read = members(member(root, 'paths')).flatMap(
    ([template, path]) =>
      documents.attempt(() => operationsOf(template, path, bases, documents, schemas)) ?? [],
  );
  const operations = withUniqueIds(read, documents);
  reportAmbiguousPaths(operations, documents);
  // A contract that must be fixed anyway reports the problems of its schemas as well.
  if (!documents.isClear())
    for (const operation of operations) validateOperation(operation, documents.attempt);
  documents.assertNone();
  const info = member(root, 'info');
  return {
    title: String((info && member(info, 'title')?.value) ?? file),
    document: root.value,
    documents,
    error: documents.error,
    flaw: documents.flaw,
    rule: (name) => locateRule(documents, name),
    describe: ({ at }) => dereferenceOperation(documents, at),
    scheme: (name) => describeScheme(documents, name),
    secretNames: secretNamesOf(documents),
    flawsOf: createFlawLookup(documents),
    operations,
    routes: routesOf(operations, reading.routing),
    schemas,
    warnings: () => [
      ...documents.flaws(),
      ...[...schemas.unknownFormats].map(
        (format) => `the format ${format} is unknown; its values are not judged by it`,
      ),
    ],
  };
}

const isLarge = (root: Node): boolean =>
  members(member(root, 'paths'))
    .map(([, path]) => describedOperations(path, root).length)
    .reduce((sum, count) => sum + count, 0) > LARGE;

function routesOf(operations: readonly Operation[], routing: Routing): readonly Routes[] {
  const bases = [...new Set(operations.flatMap((operation) => operation.bases))];
  return bases
    .toSorted((one, other) => other.length - one.length)
    .map((base) => {
      const router = createRouter<Operation>(routing, fitsPath);
      for (const operation of operations)
        if (operation.bases.includes(base)) router.add(operation.method, operation.template, operation);
      return { base, router };
    });
}

/** Whether the values of a path are right for an operation. */
function fitsPath({ parameters }: Operation, path: Readonly<Record<string, string>>): boolean {
  const own = parameters.filter((parameter) => parameter.in === 'path');
  try {
    return decodeParameters(own, { path, query: [], headers: {} }).issues.length === 0;
  } catch {
    // Its schema cannot be used, so that it would reject every call.
    return false;
  }
}

function operationsOf(
  template: string,
  item: Node,
  bases: readonly string[],
  documents: Documents,
  schemas: Schemas,
): Operation[] {
  if (template.startsWith('x-')) return [];
  const path = documents.resolve(item);
  if (!template.startsWith('/')) throw documents.error(item.at, 'a path must start with a slash');
  try {
    parsePathTemplate(template);
  } catch (cause) {
    throw documents.error(item.at, (cause as Error).message);
  }
  assertPathItem(path, documents);
  const around = basesOf(path, bases);
  return describedOperations(path, documents.root).flatMap(([method, found]) => {
    if (!isServable(method, found, documents)) return [];
    const source = { method, template, path };
    return (
      documents.attempt(() => {
        let node = found;
        try {
          node = documents.follow(found);
          assertOperation(node, documents);
          return operationOf({ ...source, bases: basesOf(node, around), node }, documents, schemas);
        } catch (cause) {
          if (!documents.lenient || !(cause instanceof ContractError)) throw cause;
          documents.attempt(() => {
            throw cause;
          });
          return brokenOperation({ ...source, bases: basesOf(node, around), node }, cause);
        }
      }) ?? []
    );
  });
}
