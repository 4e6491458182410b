/** `docs/fidelity.md`: each claim as the contracts write it, with the operations that share it. */

import {
  type Claim,
  countsOf,
  type Ledger,
  ledgerOf,
  withoutRepetition,
} from '../src/contract/fidelity-ledger.ts';
import { builtInContracts } from '../src/services/contracts.ts';
import { vendors } from '../src/vendors/index.ts';
import { cell } from './operations.ts';

const MOST_NAMES = 4;

const operationsOf = (names: readonly string[], all: number): string =>
  names.length === all && all > 1
    ? `all ${all}`
    : names.length > MOST_NAMES
      ? `${names.length} operations`
      : names.map((name) => `\`${name}\``).join(', ');

const row = (claims: readonly [Claim, ...Claim[]], { versions }: Ledger, all: number): string => {
  const [{ reply, error, grade, source, versions: own }] = claims;
  const names = [...new Set(claims.map(({ operation }) => operation))];
  const only = own.length === versions.length ? '' : ` (${own.join(', ')})`;
  return `| ${operationsOf(names, all)}${only} | ${reply ?? ''} | ${error ?? ''} | ${grade ?? 'unknown'} | ${cell(source ?? '')} |`;
};

function section(ledger: Ledger): string {
  const { title, versions, claims } = ledger;
  const all = new Set(claims.map(({ operation }) => operation)).size;
  const rows = withoutRepetition(claims).map((group) => row(group, ledger, all));
  const counts = countsOf(claims).map(([grade, count]) => `${count} ${grade}`);
  return [
    `## ${title}`,
    `${versions.length === 1 ? 'Version' : 'Versions'} ${versions.join(', ')}; ${all} operations with their replies and errors: ${counts.join(', ')}.`,
    ['| operation | reply | error | grade | source |', '|---|---|---|---|---|', ...rows].join('\n'),
  ].join('\n\n');
}

const INTRODUCTION = `# How each answer is known

Written by \`npm run generate\` from the contracts in \`specs/\`; \`vendouble fidelity\` prints the same for each operation.
A row without a reply is the operation itself, one without an error the reply. The grades, strongest first: \`recorded\` (a real
exchange, or the vendor's own server), \`documented\` (the vendor's documentation), \`client\` (an official client's code or
fixtures), \`framework\` (what the vendor's evident framework does by default), \`assumed\` (our choice where no source speaks).`;

export const fidelityDocument = (): string =>
  `${[INTRODUCTION, ...vendors.map((vendor) => section(ledgerOf(vendor, builtInContracts(vendor))))].join('\n\n')}\n`;
