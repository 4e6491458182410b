/**
 * Reads the documents of `list.ts` as `vendouble start` does, and makes valid calls to each. They are installed into a
 * temporary folder, or looked for in the one that is named. Roles are compared with `roles.ts`. Exits 1 when a document
 * stops without a place and a sentence.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Table from 'cli-table3';
import type { Contract } from '../../src/contract/contract.ts';
import { ContractError } from '../../src/contract/document/contract-error.ts';
import { loadValidContract } from '../../src/contract/validate-contract.ts';
import { infer } from '../../src/infer/infer.ts';
import { ask } from './ask.ts';
import { DOCUMENTS } from './list.ts';
import { ROLES } from './roles.ts';
import { SAMPLES } from './samples.ts';

function installed(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vendouble-documents-'));
  copyFileSync(new URL('./package.json', import.meta.url), join(folder, 'package.json'));
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

const [, , given] = process.argv;
const folder = given ?? installed();
const table = new Table({
  head: ['document', 'operations', 'ms', 'valid calls', 'result'],
  style: { head: [], border: [], compact: true },
  colWidths: [52, null, null, 14, 80],
  wordWrap: true,
});
/** How often the inference says what a person says. */
interface Score {
  right: number;
  judged: number;
}

const whole: Score = { right: 0, judged: 0 };
const sampled: Score = { right: 0, judged: 0 };

/** What a person says otherwise of a document's operations. */
function compareRoles(name: string, { documents }: Contract): void {
  const { operations } = infer(documents);
  found += operations.filter(({ role }) => role !== 'none').length;
  kept += operations.filter(({ generated }) => generated === null).length;
  inferred += operations.length;
  const { every = 1, roles } = SAMPLES[name] ?? { roles: ROLES[name] };
  if (roles === undefined) return;
  const score = every === 1 ? whole : sampled;
  for (const { method, template, role } of operations.filter((_, index) => index % every === 0)) {
    const truth = roles[`${method} ${template}`] ?? 'none';
    score.judged++;
    if (role === truth) score.right++;
    else others.push(`${method} ${template}: ${role}, and a person says ${truth}`);
  }
}

/** Valid calls that are made to each document. */
const MOST_CALLS = 30;

const percent = (part: number, whole: number): string =>
  `${part} of ${whole} (${((100 * part) / whole).toFixed(1)}%)`;

const others: string[] = [];
const refused: string[] = [];
let calls = 0;
let found = 0;
let kept = 0;
let inferred = 0;
let loaded = 0;
let unclear = 0;
for (const name of DOCUMENTS) {
  const started = performance.now();
  const row = (operations: number | string, calls: string, result: string): void => {
    table.push([name, operations, Math.round(performance.now() - started), calls, result]);
  };
  try {
    const contract: Contract = loadValidContract(join(folder, 'node_modules', name), {
      reports: 'all',
      routing: { trailingSlash: 'significant', caseSensitive: true },
      foreign: true,
    });
    const { length } = contract.warnings();
    const asked = await ask(join(folder, 'node_modules', name), contract, MOST_CALLS);
    calls += asked.calls;
    refused.push(...asked.refused, ...asked.uncalled.map((why) => `not called: ${why}`));
    row(
      contract.operations.length,
      `${asked.refused.length} of ${asked.calls} refused`,
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
console.log(`${calls} valid calls were made; what was refused, or could not be made:`);
console.log(refused.join('\n'));
console.log(others.join('\n'));
console.log(
  `${percent(whole.right, whole.judged)} operations of ${Object.keys(ROLES).length} documents, and ${percent(sampled.right, sampled.judged)} picked at random from ${Object.keys(SAMPLES).length} others, have the role that a person gives them`,
);
console.log(
  `of all, ${percent(found, inferred)} have a role and ${percent(kept, inferred)} are answered from state (those roles were not checked by hand)`,
);
process.exitCode = unclear > 0 ? 1 : 0;
