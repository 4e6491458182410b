/** `vendouble vendors`: lists the operations of the built-in vendors, with how each is answered and its evidence. */
import { styleText } from 'node:util';
import { type Operation, openContract } from '../contract/contract.ts';
import { type Evidence, GRADES } from '../contract/document/evidence.ts';
import type { Vendor } from '../core/vendor.ts';
import { specPath } from '../services/contracts.ts';
import { vendors } from '../vendors/index.ts';
import { table } from './table.ts';

/** The evidence of an operation, of its replies and of their named examples. */
export const evidencesOf = (operation: Operation): readonly (Evidence | undefined)[] => [
  operation.evidence,
  ...operation.responses.map(({ evidence }) => evidence),
  ...operation.responses.flatMap(({ content }) =>
    content.flatMap(({ examples }) => examples().flatMap(({ evidence }) => evidence ?? [])),
  ),
];

function describe(vendor: Vendor, version: string): string {
  const { spec, handlers } = vendor.versions[version] ?? { spec: '', handlers: {} };
  const { operations } = openContract(specPath(vendor.name, spec), vendor);
  const rows = operations.map((operation) => [
    operation.id,
    operation.method,
    operation.template,
    Object.hasOwn(handlers, operation.id) ? 'modelled' : 'generated',
    operation.evidence?.grade ?? 'none',
  ]);
  const all = operations.flatMap(evidencesOf);
  const counts = GRADES.map(
    (grade) => `${all.filter((evidence) => evidence?.grade === grade).length} ${grade}`,
  ).join(', ');
  const title = styleText('bold', `${vendor.title} ${version}`);
  return `${title}  /${vendor.name}\n${table(['operation', 'method', 'path', 'answered by', 'evidence'], rows)}\noperations, replies and errors: ${counts}\n`;
}

export function listVendors(): void {
  const blocks = vendors.flatMap((vendor) =>
    Object.keys(vendor.versions).map((version) => describe(vendor, version)),
  );
  process.stdout.write(`${blocks.join('\n')}`);
}
