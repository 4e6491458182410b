/** `vendouble init`: writes a folder for your own vendor, with typed handlers for the operations of a document. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openContract } from '../contract/contract.ts';
import { infer } from '../infer/infer.ts';
import { documentPaths } from '../infer/paths.ts';
import { READ_OPTIONS } from '../infer/vendor.ts';
import { writeOverlay } from '../infer/write-overlay.ts';
import { CommandError } from './command-error.ts';
import { collectionsFile, compilerFile, handlersFile, indexFile, packageFile } from './scaffold.ts';

export interface InitFlags {
  readonly spec: string;
}

/** @throws {CommandError} when the package that writes types is not installed */
async function typesOf(spec: string): Promise<string> {
  try {
    const { default: openapiTypescript, astToString } = await import('openapi-typescript');
    return astToString(await openapiTypescript(pathToFileURL(resolve(spec))));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new CommandError(
      'the types of handlers are written by another package; npm install --save-dev openapi-typescript typescript@5 @types/node, and try again',
    );
  }
}

/** @throws {CommandError} for an invalid name, or a folder that exists already. Nothing is written then. */
export async function init(name: string, { spec }: InitFlags): Promise<void> {
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name))
    throw new CommandError(
      `${name} is no name; it becomes a part of URLs: small letters, digits and hyphens`,
    );
  if (existsSync(name)) throw new CommandError(`${name} is there already; remove it, or choose another name`);
  const { documents, title } = openContract(spec, READ_OPTIONS);
  const paths = documentPaths(documents);
  const inference = infer(documents, paths);
  const types = await typesOf(spec);
  const above = relative(name, spec).split(sep).join('/');
  const files = {
    'index.ts': indexFile(name, above),
    'handlers.ts': handlersFile(name, inference),
    'collections.ts': collectionsFile(name, inference),
    'contract.gen.ts': types,
    'package.json': packageFile,
    'tsconfig.json': compilerFile,
    'overlay.yaml': writeOverlay(inference, paths, title, above),
  };
  mkdirSync(name, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(name, file), text);
  process.stdout.write(
    `${name}: ${inference.operations.length} operations; write behaviour into ${name}/handlers.ts, check it with tsc -p ${name}, and start it with vendouble start ./${name}/index.ts\n`,
  );
}
