/**
 * `npm run report:claims`: which recorded and documented claims of the contracts no test of a vendor met. It runs the
 * tests of the vendors, except those that loop over every operation and assert little of each, and reads what their
 * emulators counted. A claim that several operations share is met by one of them. Exits 1 when a claim is left.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from '../src/commands/table.ts';
import type { Operation } from '../src/contract/contract.ts';
import { type Claim, ledgerOf, withoutRepetition } from '../src/contract/fidelity-ledger.ts';
import type { Vendor } from '../src/core/vendor.ts';
import { documentedErrors } from '../src/coverage/coverable-items.ts';
import type { CoverageView } from '../src/coverage/coverage.ts';
import { COVERAGE_VARIABLE, readCoverage } from '../src/coverage/coverage-files.ts';
import { type Item, itemKey } from '../src/coverage/item.ts';
import { mergeCoverage } from '../src/coverage/merge.ts';
import { builtInContracts } from '../src/services/contracts.ts';
import { vendors } from '../src/vendors/index.ts';

/** They call everything, and would meet a claim without asserting it. */
const SWEEPS = ['test/vendors/conformance.test.ts', 'test/vendors/random.test.ts'];

/** What must have been met for a claim to be; an example of a success is met with its reply. */
function itemFor({ responses }: Operation, { operation, reply, error }: Claim): Item {
  if (reply === null) return { operation, kind: 'operation', name: operation };
  const response = responses.find(({ status }) => status === reply);
  const errors = response === undefined ? [] : [...documentedErrors(response)];
  const [name] = errors.find(([, shown]) => shown.some((label) => label.name === error)) ?? [];
  return name === undefined ? { operation, kind: 'reply', name: reply } : { operation, kind: 'error', name };
}

const metIn = (view: CoverageView, vendor: string, version: string): ReadonlySet<string> =>
  new Set(
    view.contracts
      .filter((covered) => covered.vendor === vendor && covered.version === version)
      .flatMap(({ items }) => items.filter(({ hits }) => hits > 0).map(itemKey)),
  );

/** Whether something met a claim in a version that makes it. */
function wasMet(vendor: Vendor, view: CoverageView): (claim: Claim) => boolean {
  const versions = builtInContracts(vendor);
  const met = new Map([...versions.keys()].map((version) => [version, metIn(view, vendor.name, version)]));
  return (claim) =>
    claim.versions.some((version) => {
      const operation = versions.get(version)?.contract.operations.find(({ id }) => id === claim.operation);
      return operation !== undefined && met.get(version)?.has(itemKey(itemFor(operation, claim)));
    });
}

function countedByTests(): CoverageView {
  const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'vendouble-'));
  if (process.argv[2] === undefined) {
    const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
    const excluded = SWEEPS.flatMap((file) => ['--exclude', file]);
    const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/vendors', ...excluded], {
      stdio: 'inherit',
      env: { ...process.env, [COVERAGE_VARIABLE]: folder },
    });
    if (status !== 0) process.exit(2);
  }
  const view = mergeCoverage(readCoverage(folder));
  if (process.argv[2] === undefined) rmSync(folder, { recursive: true });
  return view;
}

const view = countedByTests();
let open = 0;
for (const vendor of vendors) {
  const isMet = wasMet(vendor, view);
  const claims = ledgerOf(vendor, builtInContracts(vendor)).claims.filter(
    ({ grade }) => grade === 'recorded' || grade === 'documented',
  );
  const written = withoutRepetition(claims);
  const left = written.filter((group) => !group.some(isMet));
  open += left.length;
  console.log(
    `${vendor.title}: a test met ${written.length - left.length} of ${written.length} recorded and documented claims; of each operation for itself, ${claims.filter(isMet).length} of ${claims.length}`,
  );
  if (left.length === 0) continue;
  const rows = left.map((group) => [
    [...new Set(group.map(({ operation }) => operation))].join(' '),
    group[0].reply ?? '',
    group[0].error ?? '',
    group[0].grade ?? '',
    group[0].versions.join(', '),
  ]);
  console.log(table(['operations', 'reply', 'error', 'grade', 'versions'], rows));
}
process.exitCode = open > 0 ? 1 : 0;
