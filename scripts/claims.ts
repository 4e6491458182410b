/**
 * `npm run report:claims`: which recorded and documented claims of the contracts no test of a vendor met. It runs the
 * tests of the vendors, except those that loop over every operation and assert little of each, and reads what their
 * emulators counted. Exits 1 when a claim is left.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from '../src/commands/table.ts';
import { type Claim, ledgerOf } from '../src/contract/claims.ts';
import type { Operation } from '../src/contract/contract.ts';
import type { CoverageView } from '../src/coverage/coverage.ts';
import { COVERAGE_VARIABLE, readCoverage } from '../src/coverage/files.ts';
import { type Item, keyOf } from '../src/coverage/item.ts';
import { merged } from '../src/coverage/merge.ts';
import { errorsOf } from '../src/coverage/universe.ts';
import type { Vendor } from '../src/vendor.ts';
import { vendors } from '../src/vendors/index.ts';
import { shippedVersions } from '../src/versions.ts';

/** They call everything, and would meet a claim without asserting it. */
const SWEEPS = ['test/vendors/conformance.test.ts', 'test/vendors/random.test.ts'];

/** What must have been met for a claim to be; an example of a success is met with its reply. */
function itemFor({ responses }: Operation, { operation, reply, error }: Claim): Item {
  if (reply === null) return { operation, kind: 'operation', name: operation };
  const response = responses.find(({ status }) => status === reply);
  const errors = response === undefined ? [] : [...errorsOf(response)];
  const [name] = errors.find(([, shown]) => shown.some((label) => label.name === error)) ?? [];
  return name === undefined ? { operation, kind: 'reply', name: reply } : { operation, kind: 'error', name };
}

const metIn = (view: CoverageView, vendor: string, version: string): ReadonlySet<string> =>
  new Set(
    view.contracts
      .filter((covered) => covered.vendor === vendor && covered.version === version)
      .flatMap(({ items }) => items.filter(({ hits }) => hits > 0).map(keyOf)),
  );

/** Recorded and documented claims, and those of them that nothing met in any version that makes them. */
function claimsLeft(
  vendor: Vendor,
  view: CoverageView,
): { readonly all: number; readonly left: readonly Claim[] } {
  const versions = shippedVersions(vendor);
  const met = new Map([...versions.keys()].map((version) => [version, metIn(view, vendor.name, version)]));
  const claims = ledgerOf(vendor, versions).claims.filter(
    ({ grade }) => grade === 'recorded' || grade === 'documented',
  );
  const left = claims.filter(
    (claim) =>
      !claim.versions.some((version) => {
        const operation = versions.get(version)?.contract.operations.find(({ id }) => id === claim.operation);
        return operation !== undefined && met.get(version)?.has(keyOf(itemFor(operation, claim)));
      }),
  );
  return { all: claims.length, left };
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
  const view = merged(readCoverage(folder));
  if (process.argv[2] === undefined) rmSync(folder, { recursive: true });
  return view;
}

const view = countedByTests();
let open = 0;
for (const vendor of vendors) {
  const { all, left } = claimsLeft(vendor, view);
  open += left.length;
  console.log(
    `${vendor.title}: ${all - left.length} of ${all} recorded and documented claims are met by a test`,
  );
  if (left.length === 0) continue;
  const rows = left.map(({ operation, reply, error, grade, versions }) => [
    operation,
    reply ?? '',
    error ?? '',
    grade ?? '',
    versions.join(', '),
  ]);
  console.log(table(['operation', 'reply', 'error', 'grade', 'versions'], rows));
}
process.exitCode = open > 0 ? 1 : 0;
