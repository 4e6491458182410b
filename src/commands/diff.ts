/** `vendouble diff`: what changed between two documents for the consumers of the API. */
import { type Documents, loadDocuments } from '../contract/document/load-document.ts';
import { assertOpenApiVersion } from '../contract/document/validate-document.ts';
import type { CountedItem } from '../coverage/coverage.ts';
import { readCoverage } from '../coverage/coverage-files.ts';
import { documentHash } from '../coverage/document-hash.ts';
import { mergeCoverage } from '../coverage/merge.ts';
import { diffDocuments } from '../diff/compare-documents.ts';
import type { DiffFormat } from '../diff/diff-report.ts';
import { withExercise } from '../diff/exercise.ts';
import { formatReport } from '../diff/format-report.ts';
import { type ChangeLevel, LEVELS } from '../diff/kinds.ts';
import { CommandError } from './command-error.ts';
import { fetchDocument } from './fetch-document.ts';

export interface DiffFlags {
  readonly format: DiffFormat;
  /** The weakest level that makes the command exit 1. */
  readonly failOn: ChangeLevel | 'none';
  readonly coverage?: string;
  readonly allowRefs?: string;
}

async function openDocuments(spec: string, allowRefs: string | undefined): Promise<Documents> {
  const documents = loadDocuments(await fetchDocument(spec), { allowRefs, foreign: true });
  assertOpenApiVersion(documents);
  return documents;
}

/**
 * Everything that runs counted against the document.
 *
 * @throws {CommandError} where the folder has no coverage of this document
 */
function itemsOf(folder: string, documents: Documents, spec: string): readonly CountedItem[] {
  const stored = readCoverage(folder);
  if (stored.length === 0)
    throw new CommandError(
      `${folder} has no coverage; run your tests with --coverage ${folder} against ${spec} first`,
    );
  const hash = documentHash(documents);
  const views = stored.map(({ documents: hashes = {}, ...view }) => ({
    ...view,
    contracts: view.contracts
      .filter(({ vendor, version }) => hashes[`${vendor} ${version}`] === hash)
      // The same document may have been served under several names.
      .map(({ items }) => ({ vendor: '', version: '', items })),
  }));
  const { contracts } = mergeCoverage(views);
  if (contracts.length === 0)
    throw new CommandError(
      `the coverage in ${folder} was not recorded against ${spec}, or its content has changed since; run your tests with --coverage ${folder} against ${spec} again`,
    );
  return contracts.flatMap(({ items }) => items);
}

/**
 * Exits 1 when there is a change of the level that is asked for, or a worse one.
 *
 * @throws {ContractError} for a document that cannot be read
 * @throws {CommandError} where the coverage is not that of the old document
 */
export async function diffContracts(
  oldSpec: string,
  newSpec: string,
  { format, failOn, coverage, allowRefs }: DiffFlags,
): Promise<void> {
  const old = await openDocuments(oldSpec, allowRefs);
  const next = await openDocuments(newSpec, allowRefs);
  const items = coverage === undefined ? [] : itemsOf(coverage, old, oldSpec);
  const found = diffDocuments(old, next);
  const changes = coverage === undefined ? found : withExercise(found, items);
  process.stdout.write(formatReport({ old: oldSpec, new: newSpec, changes, coverage }, format));
  const failing = failOn === 'none' ? [] : LEVELS.slice(0, LEVELS.indexOf(failOn) + 1);
  if (changes.some(({ level }) => failing.includes(level))) process.exitCode = 1;
}
