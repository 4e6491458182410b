/** What a handler must know of its operation: the inference, with the schemas of what it takes and gives. */
import type { Contract, Operation as Contracted } from '../../contract/contract.ts';
import { documentedResponse } from '../../contract/document/documented-response.ts';
import type { Documents } from '../../contract/document/load-document.ts';
import type { Inferred, Resource } from '../inference.ts';
import type { DocumentOperation } from '../paths.ts';
import { type SchemaProperties, schemaProperties, schemaPropertiesAt } from '../schema-properties.ts';

export interface OperationPlan {
  readonly inferred: Inferred;
  readonly resource: Resource;
  /** All operations on the same resource that are answered from state, this one included. */
  readonly siblings: () => readonly OperationPlan[];
  readonly described: DocumentOperation;
  readonly contracted: Contracted;
  readonly contract: Contract;
  /** The record in a request body, and in a reply; `undefined` where there is none. */
  readonly sent: SchemaProperties | undefined;
  readonly shown: SchemaProperties | undefined;
}

function shownBy(
  { role, envelope }: Inferred,
  { reply }: DocumentOperation,
  documents: Documents,
): SchemaProperties | undefined {
  if (role !== 'list') return schemaPropertiesAt(documents, reply?.view, envelope.item ?? '');
  const items = schemaPropertiesAt(documents, reply?.view, envelope.items ?? '')?.items;
  return items && schemaProperties(documents, items);
}

/** How a parent is called in a record, whichever path names it. */
export const parentLinkName = ({ field, resource, parameter }: Inferred['parents'][number]): string =>
  field ?? resource ?? parameter;

/** @param parts everything but the schemas */
export function createPlan(parts: Omit<OperationPlan, 'sent' | 'shown'>): OperationPlan {
  const { inferred, described, contract } = parts;
  const { documents } = contract;
  return {
    ...parts,
    sent: schemaPropertiesAt(documents, described.body?.view, inferred.envelope.body ?? ''),
    shown: shownBy(inferred, described, documents),
  };
}

/** The first of the statuses that the operation documents as a success. */
export function successStatus({ described }: OperationPlan, preferred: readonly number[]): number {
  const { successes } = described;
  const [first = 200] = preferred;
  const exact = preferred.find((status) => successes.includes(String(status)));
  if (exact !== undefined) return exact;
  const [known = 'default'] = successes;
  return /^\d+$/.test(known) ? Number(known) : known === 'default' ? 200 : first;
}

/** Whether a reply with this status has a JSON body. */
export function hasBody({ contracted }: OperationPlan, status: number): boolean {
  return (documentedResponse(contracted.responses, status)?.content.length ?? 0) > 0;
}
