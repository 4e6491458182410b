/** Tables of operations: what each vendor models, and how that is known. */
import { type Operation, openContract } from '../src/contract/contract.ts';
import type { Vendor } from '../src/core/vendor.ts';
import { specPath } from '../src/services/contracts.ts';
import { vendors } from '../src/vendors/index.ts';

/** A text for a cell of a Markdown table. */
export const cell = (text: string): string => text.replace(/\s+/g, ' ').replace(/\|/g, '\\|').trim();

const row = ({ id, method, template, evidence }: Operation): string =>
  `| \`${id}\` | \`${method} ${template}\` | ${evidence?.grade ?? ''} | ${cell(evidence?.source ?? '')} |`;

/** The operations of the first version, then those that only later versions have. */
function operationsOf(vendor: Vendor): readonly Operation[] {
  const all = Object.values(vendor.versions).flatMap(
    ({ spec }) => openContract(specPath(vendor.name, spec), vendor).operations,
  );
  return [...new Map(all.toReversed().map((operation) => [operation.id, operation])).values()].sort(
    (one, other) =>
      one.template === other.template
        ? one.method < other.method
          ? -1
          : 1
        : one.template < other.template
          ? -1
          : 1,
  );
}

function tableOf(vendor: Vendor): string {
  const operations = operationsOf(vendor);
  const versions = Object.keys(vendor.versions);
  const summary = `${vendor.title}: ${operations.length} operations, ${versions.length === 1 ? 'version' : 'versions'} ${versions.join(', ')}`;
  const head = '| operation | request | evidence | source |\n|---|---|---|---|';
  return `<details>\n<summary>${summary}</summary>\n\n${head}\n${operations.map(row).join('\n')}\n\n</details>`;
}

/** Markdown between the marks of `docs/vendors.md`. */
export const operationTables = (): string => vendors.map(tableOf).join('\n\n');
