/** An OpenAPI document as the operations it describes. */

import { METHODS } from '../core/http-methods.ts';
import type { Vendor } from '../core/vendor.ts';
import { assertUniqueOperations } from './assert-unique-operations.ts';
import { basesOf } from './document/base-paths.ts';
import type { ContractError } from './document/contract-error.ts';
import { dereferenceOperation } from './document/dereference-operation.ts';
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
import { describeScheme } from './document/security.ts';
import {
  assertOpenApiVersion,
  assertOperation,
  assertPathItem,
  assertPaths,
} from './document/validate-document.ts';
import { type Operation, operationOf } from './operation.ts';
import { parsePathTemplate } from './parameters/path-template.ts';
import { createRouter, type Router, type Routing } from './router.ts';
import { compileSchemas, type Schemas } from './schema/compile.ts';
import { validateOperation } from './validate-operation.ts';

export type { Content, Response } from './content.ts';
export type { Operation } from './operation.ts';

/** Operations above which a contract that somebody brings is judged while it is served, and compiled bit by bit. */
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
  /** It, and what it refers to, with places. */
  readonly documents: Documents;
  readonly operations: readonly Operation[];
  /** What is served below each base, longest first. */
  readonly routes: readonly Routes[];
  readonly schemas: Schemas;
  /** What is odd in what was used, but stops nothing. */
  warnings(): readonly string[];
  /** What is wrong at a place of it. */
  error(at: Location, sentence: string): ContractError;
  /** What is wrong with ours, and only told of somebody else's. @throws {ContractError} for one of ours */
  flaw(at: Location, sentence: string): void;
  /** Where a rule stands that an issue names; `undefined` for what is no place in a contract. */
  rule(name: string): ContractRule | undefined;
  /** The operation as the document tells it, with references followed, for people. */
  describe(operation: Operation): Readonly<Record<string, unknown>>;
  /** What a security scheme asks for, in words. */
  scheme(name: string): string;
}

/** How a vendor wants its contract read. */
export type Reading = Pick<Vendor, 'routing' | 'reports' | 'foreign' | 'allowRefs'>;

/**
 * Reads a document without judging its schemas and examples: each is judged when it is first used.
 *
 * @param file path of the OpenAPI document
 * @param amend what an overlay makes of it
 * @throws {ContractError} with what is wrong with its paths, operations and parameters
 */
export function openContract(file: string, reading: Reading, amend?: Amendment): Contract {
  const documents = loadDocuments(file, { ...reading, amend });
  const { root } = documents;
  const version = assertOpenApiVersion(documents);
  assertPaths(documents, version);
  const bitByBit = reading.foreign === true && isLarge(root);
  const schemas = compileSchemas(documents, version, reading.reports, bitByBit);
  const bases = basesOf(root);
  const operations = members(member(root, 'paths')).flatMap(
    ([template, path]) =>
      documents.attempt(() => operationsOf(template, path, bases, documents, schemas)) ?? [],
  );
  assertUniqueOperations(operations, documents);
  // Whoever has to mend it anyway is told of its schemas too.
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
    .map(([, path]) => METHODS.filter((method) => member(path, method) !== undefined).length)
    .reduce((sum, count) => sum + count, 0) > LARGE;

function routesOf(operations: readonly Operation[], routing: Routing): readonly Routes[] {
  const bases = [...new Set(operations.flatMap((operation) => operation.bases))];
  return bases
    .toSorted((one, other) => other.length - one.length)
    .map((base) => {
      const router = createRouter<Operation>(routing);
      for (const operation of operations)
        if (operation.bases.includes(base)) router.add(operation.method, operation.template, operation);
      return { base, router };
    });
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
  if (!template.startsWith('/')) throw documents.error(item.at, 'a path must begin with a slash');
  try {
    parsePathTemplate(template);
  } catch (cause) {
    throw documents.error(item.at, (cause as Error).message);
  }
  assertPathItem(path, documents);
  const around = basesOf(path, bases);
  return METHODS.flatMap((method) => {
    const found = member(path, method);
    if (found === undefined) return [];
    return (
      documents.attempt(() => {
        const operation = documents.resolve(found);
        assertOperation(operation, documents);
        return operationOf(
          {
            method: method.toUpperCase(),
            template,
            bases: basesOf(operation, around),
            node: operation,
            path,
          },
          documents,
          schemas,
        );
      }) ?? []
    );
  });
}
