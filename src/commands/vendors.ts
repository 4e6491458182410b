/** `vendouble vendors`: lists the operations of the built-in vendors, or of those of the configuration, with how each is answered and its evidence. */
import { styleText } from 'node:util';
import { readConfigFile } from '../config/config-file.ts';
import { type Contract, type Operation, openContract } from '../contract/contract.ts';
import { type Evidence, GRADES } from '../contract/document/evidence.ts';
import type { Vendor } from '../core/vendor.ts';
import { specPath } from '../services/contracts.ts';
import { findServedVendors } from '../services/create-services.ts';
import { loadVendorModules } from './load-vendor-modules.ts';
import { table } from './table.ts';

/** The evidence of an operation, of its replies and of their named examples. */
export const evidencesOf = (operation: Operation): readonly (Evidence | undefined)[] => [
  operation.evidence,
  ...operation.responses.map(({ evidence }) => evidence),
  ...operation.responses.flatMap(({ content }) =>
    content.flatMap(({ examples }) => examples().flatMap(({ evidence }) => evidence ?? [])),
  ),
];

interface ListedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly answered: 'modelled' | 'generated';
  readonly evidence: string | null;
}

interface Listed {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly operations: readonly ListedOperation[];
  /** Of the operations, their replies and errors, by grade. */
  readonly evidence: Readonly<Record<string, number>>;
}

function list(vendor: Vendor, version: string): Listed {
  const { spec, handlers, contract } = vendor.versions[version] ?? { spec: '', handlers: {} };
  // Only a vendor of a document has read its contract.
  const read = contract as Contract | undefined;
  const { operations } = read ?? openContract(specPath(vendor.name, spec), vendor);
  const all = operations.flatMap(evidencesOf);
  return {
    name: vendor.name,
    title: vendor.title,
    version,
    operations: operations.map(({ id, method, template, evidence }) => ({
      id,
      method,
      path: template,
      answered: Object.hasOwn(handlers, id) ? 'modelled' : 'generated',
      evidence: evidence?.grade ?? null,
    })),
    evidence: Object.fromEntries(
      GRADES.map((grade) => [grade, all.filter((evidence) => evidence?.grade === grade).length]),
    ),
  };
}

function textOf({ name, title, version, operations, evidence }: Listed): string {
  const rows = operations.map(({ id, method, path, answered, evidence: grade }) => [
    id,
    method,
    path,
    answered,
    grade ?? 'none',
  ]);
  const counts = Object.entries(evidence).map(([grade, count]) => `${count} ${grade}`);
  return `${styleText('bold', `${title} ${version}`)}  /${name}\n${table(['operation', 'method', 'path', 'answered by', 'evidence'], rows)}\noperations, replies and errors: ${counts.join(', ')}\n`;
}

export interface VendorsFlags {
  readonly format: 'text' | 'json';
  readonly config?: string;
}

/** Lists the built-in vendors, or the vendors and documents of the configuration file. */
export async function listVendors({ format, config }: VendorsFlags): Promise<void> {
  const { vendors: named, documents } = readConfigFile(config);
  const own = named === undefined && documents !== undefined ? [] : named;
  const vendors = await findServedVendors(await loadVendorModules(own), documents);
  const listed = vendors.flatMap((vendor) =>
    Object.keys(vendor.versions).map((version) => list(vendor, version)),
  );
  process.stdout.write(
    format === 'json' ? `${JSON.stringify({ vendors: listed }, null, 2)}\n` : listed.map(textOf).join('\n'),
  );
}
