/** `vendouble fidelity`: the evidence for each operation, reply and error. */
import { styleText } from 'node:util';
import { countsOf, type Ledger, ledgerOf } from '../contract/fidelity-ledger.ts';
import { builtInContracts } from '../services/contracts.ts';
import { findVendors } from '../services/create-services.ts';
import { table } from './table.ts';

export interface FidelityFlags {
  readonly format: 'text' | 'json';
}

function ledgerText({ vendor, title, versions, claims }: Ledger): string {
  const rows = claims.map(({ operation, reply, error, grade, source, versions: own }) => [
    operation,
    reply ?? '',
    error ?? '',
    grade ?? 'unknown',
    own.length === versions.length ? (source ?? '') : `[${own.join(', ')}] ${source ?? ''}`,
  ]);
  const counts = countsOf(claims).map(([grade, count]) => `${count} ${grade}`);
  return [
    `${styleText('bold', title)}  /${vendor}  ${versions.join(', ')}`,
    table(['operation', 'reply', 'error', 'grade', 'source'], rows),
    `operations, replies and errors: ${counts.join(', ')}`,
    '',
  ].join('\n');
}

/** @param name of a vendor; all when absent. @throws {ConfigError} for an unknown vendor */
export function fidelity(name: string | undefined, { format }: FidelityFlags): void {
  const ledgers = findVendors(name === undefined ? undefined : [name]).map((vendor) =>
    ledgerOf(vendor, builtInContracts(vendor)),
  );
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify({ vendors: ledgers }, null, 2)}\n`
      : ledgers.map(ledgerText).join('\n'),
  );
}
