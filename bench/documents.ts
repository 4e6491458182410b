/**
 * Reads public documents as `vendouble start` does: `npm run bench:documents`. They are installed into a temporary
 * folder, or looked for in the one that is named. Roles are compared with `documents/roles.ts`. Exits 1 when a document stops without a place and a sentence.
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
import { infer } from '../src/infer/infer.ts';
import { DOCUMENTS } from './documents/list.ts';
import { ROLES } from './documents/roles.ts';

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
/** What a person says otherwise of a document's operations. */
function compareRoles(name: string, { documents }: Contract): void {
  const { operations } = infer(documents);
  found += operations.filter(({ role }) => role !== 'none').length;
  kept += operations.filter(({ generated }) => generated === null).length;
  inferred += operations.length;
  const truth = ROLES[name];
  if (truth === undefined) return;
  const wrong = operations.filter(
    ({ method, template, role }) => role !== (truth[`${method} ${template}`] ?? 'none'),
  );
  right += operations.length - wrong.length;
  judged += operations.length;
  for (const { method, template, role } of wrong)
    others.push(
      `${method} ${template}: ${role}, and a person says ${truth[`${method} ${template}`] ?? 'none'}`,
    );
}

const percent = (part: number, whole: number): string =>
  `${part} of ${whole} (${((100 * part) / whole).toFixed(1)}%)`;

const others: string[] = [];
let found = 0;
let kept = 0;
let inferred = 0;
let right = 0;
let judged = 0;
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
    compareRoles(name, contract);
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
console.log(others.join('\n'));
console.log(
  `${percent(right, judged)} operations of ${Object.keys(ROLES).length} documents have the role that a person gives them; of all, ${percent(found, inferred)} have a role and ${percent(kept, inferred)} are answered from state (nobody checked those roles by hand)`,
);
process.exitCode = unclear > 0 ? 1 : 0;
