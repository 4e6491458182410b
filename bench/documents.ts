/**
 * Reads public documents as `vendouble start` does: `npm run bench:documents`. They are installed into a temporary
 * folder, or looked for in the one that is named. Exits 1 when a document stops without a place and a sentence.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Table from 'cli-table3';
import type { Contract } from '../src/contract/contract.ts';
import { ContractError } from '../src/contract/document.ts';
import { loadContract } from '../src/contract/proof.ts';
import { DOCUMENTS } from './documents/list.ts';

function installed(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vendouble-documents-'));
  copyFileSync(new URL('./documents/package.json', import.meta.url), join(folder, 'package.json'));
  execFileSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev', '--omit=peer'],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  return folder;
}

const folder = process.argv[2] ?? installed();
const table = new Table({
  head: ['document', 'operations', 'ms', 'result'],
  style: { head: [], border: [], compact: true },
  colWidths: [52, null, null, 90],
  wordWrap: true,
});
let loaded = 0;
let unclear = 0;
for (const name of DOCUMENTS) {
  const started = performance.now();
  const row = (operations: number | string, result: string): void => {
    table.push([name, operations, Math.round(performance.now() - started), result]);
  };
  try {
    const contract: Contract = loadContract(join(folder, 'node_modules', name), {
      reports: 'all',
      routing: { trailingSlash: 'significant', caseSensitive: true },
      foreign: true,
    });
    const { length } = contract.warnings();
    row(
      contract.operations.length,
      length === 0 ? 'served' : `served; ${length} ${length === 1 ? 'flaw is' : 'flaws are'} told`,
    );
    loaded++;
  } catch (cause) {
    const problems = cause instanceof ContractError ? cause.problems : [];
    const [first] = problems;
    if (first === undefined) unclear++;
    row(
      '-',
      first === undefined
        ? `stops without a sentence: ${(cause as Error).message}`
        : `stops, ${problems.length} problems; line ${first.line} #${first.pointer}: ${first.sentence}`,
    );
  }
}
console.log(table.toString());
console.log(
  `${loaded} of ${DOCUMENTS.length} documents are served; ${unclear} stop without a place and a sentence`,
);
process.exitCode = unclear > 0 ? 1 : 0;
