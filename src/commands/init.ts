/** `vendouble init`: writes a folder for your own vendor, with typed handlers for the operations of a document. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openContract } from '../contract/contract.ts';
import { type Documents, formatLocation } from '../contract/document/load-document.ts';
import { readOverlays } from '../contract/overlay/read-overlay.ts';
import { parsePointer } from '../core/json-pointer.ts';
import { infer } from '../infer/infer.ts';
import { type DocumentPath, documentPaths } from '../infer/paths.ts';
import { READ_OPTIONS } from '../infer/vendor.ts';
import { joinOverlays, writeOverlay } from '../infer/write-overlay.ts';
import { CommandError } from './command-error.ts';
import { collectionsFile, compilerFile, handlersFile, indexFile, packageFile } from './scaffold.ts';
import { typesDocument } from './types-document.ts';

export interface InitFlags {
  readonly spec: string;
  /** Paths of OpenAPI Overlays with corrections. */
  readonly overlay?: readonly string[];
}

/**
 * The document with its corrections, and with an operationId for each operation that has none, made from its method and
 * path.
 */
function namedDocument(documents: Documents, paths: readonly DocumentPath[]): object {
  const document = structuredClone(documents.root.value) as object;
  for (const { id, node } of paths.flatMap(({ operations }) => operations)) {
    if (node.at.file !== documents.root.at.file) continue;
    const operation = parsePointer(node.at.pointer).reduce<unknown>(
      (at, name) => (at as Readonly<Record<string, unknown>>)[name],
      document,
    );
    Object.assign(operation as object, { operationId: id });
  }
  return document;
}

/** @throws {CommandError} when the package that writes types is not installed */
async function typesOf(spec: string, document: object): Promise<string> {
  try {
    const { default: openapiTypescript, astToString } = await import('openapi-typescript');
    const cwd = pathToFileURL(`${dirname(resolve(spec))}/`);
    return astToString(await openapiTypescript(typesDocument(document) as never, { cwd }));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new CommandError(
      'the types of handlers are written by another package; npm install --save-dev openapi-typescript typescript@5 @types/node, and try again',
    );
  }
}

/** @throws {CommandError} for an invalid name, or a folder that exists already. Nothing is written then. */
export async function init(name: string, { spec, overlay }: InitFlags): Promise<void> {
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name))
    throw new CommandError(
      `${name} is no name; it becomes a part of URLs: small letters, digits and hyphens`,
    );
  if (existsSync(name)) throw new CommandError(`${name} is there already; remove it, or choose another name`);
  const amendment = readOverlays(overlay);
  const { documents, title, operations } = openContract(spec, READ_OPTIONS, amendment);
  // Two operations may share an operationId; the contract has another name for the second one.
  const ids = new Map(operations.map(({ at, id }) => [formatLocation(at), id]));
  const paths = documentPaths(documents).map((path) => ({
    ...path,
    operations: path.operations.map((one) => ({
      ...one,
      id: ids.get(formatLocation(one.node.at)) ?? one.id,
    })),
  }));
  const inference = infer(documents, paths);
  const types = await typesOf(spec, namedDocument(documents, paths));
  const above = relative(name, spec).split(sep).join('/');
  const written = writeOverlay(inference, paths, title, above);
  const files = {
    'index.ts': indexFile(name, above),
    'handlers.ts': handlersFile(name, inference),
    'collections.ts': collectionsFile(name, inference),
    'contract.gen.ts': types,
    'package.json': packageFile,
    'tsconfig.json': compilerFile,
    'overlay.yaml': joinOverlays(
      (overlay ?? []).map((file) => readFileSync(file, 'utf8')),
      written,
    ),
  };
  mkdirSync(name, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(name, file), text);
  process.stdout.write(
    `${name}: ${inference.operations.length} operations; write behaviour into ${name}/handlers.ts, check it with tsc -p ${name}, and start it with vendouble start ./${name}/index.ts\n`,
  );
}
