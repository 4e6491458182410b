/** The plan of an inferred operation: the inference, with the schemas of its body and reply. */
import type { Contract, Operation as Contracted } from '../../contract/contract.ts';
import { documentedResponse } from '../../contract/document/documented-response.ts';
import type { Documents } from '../../contract/document/load-document.ts';
import { lazy } from '../../core/lazy.ts';
import type { Inferred, Resource } from '../inference.ts';
import type { DocumentOperation } from '../paths.ts';
import { type SchemaProperties, schemaProperties, schemaPropertiesAt } from '../schema-properties.ts';
import { writeOnlyPaths } from './write-only.ts';

export interface OperationPlan {
  readonly inferred: Inferred;
  readonly resource: Resource;
  /** All stateful operations of the same resource, including this one. */
  readonly siblings: () => readonly OperationPlan[];
  readonly described: DocumentOperation;
  readonly contracted: Contracted;
  readonly contract: Contract;
  /** The schema of the record in the request body, and in the reply; `undefined` if there is none. */
  readonly sent: SchemaProperties | undefined;
  readonly shown: SchemaProperties | undefined;
  /** The properties of the record that no reply may have, as paths. */
  readonly hidden: () => readonly (readonly string[])[];
}

function shownBy(
  { role, envelope }: Inferred,
  { reply }: DocumentOperation,
  documents: Documents,
): SchemaProperties | undefined {
  if (role !== 'list') return schemaPropertiesAt(documents, reply?.view, envelope.item ?? '');
  const items = schemaPropertiesAt(documents, reply?.view, envelope.items ?? '')?.items;
  return items && schemaPropertiesAt(documents, schemaProperties(documents, items), envelope.each ?? '');
}

/** The name of a parent in a record, the same for every path. */
export const parentLinkName = ({ field, resource, parameter }: Inferred['parents'][number]): string =>
  field ?? resource ?? parameter;

/** Adds the schemas to a plan. */
export function createPlan(parts: Omit<OperationPlan, 'sent' | 'shown' | 'hidden'>): OperationPlan {
  const { inferred, described, contract } = parts;
  const { documents } = contract;
  const shown = shownBy(inferred, described, documents);
  return {
    ...parts,
    sent: schemaPropertiesAt(documents, described.body?.view, inferred.envelope.body ?? ''),
    shown,
    hidden: lazy(() => writeOnlyPaths(documents, shown)),
  };
}

/** The success status to reply with: the first preferred one that is documented, else another documented one. */
export function successStatus({ described }: OperationPlan, preferred: readonly number[]): number {
  const { successes } = described;
  const [first = 200] = preferred;
  const exact = preferred.find((status) => successes.includes(String(status)));
  if (exact !== undefined) return exact;
  const [known = 'default'] = successes;
  return /^\d+$/.test(known) ? Number(known) : known === 'default' ? 200 : first;
}

/** Whether the reply with this status has a body. */
export function hasBody({ contracted }: OperationPlan, status: number): boolean {
  return (documentedResponse(contracted.responses, status)?.content.length ?? 0) > 0;
}
