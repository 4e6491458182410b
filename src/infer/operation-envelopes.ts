/** The envelopes of one operation: as `x-vendouble-envelope` says, else as they are inferred. */
import { operationCorrections } from './corrections.ts';
import {
  type ListEnvelope,
  listEnvelope,
  listInBody,
  type RecordEnvelope,
  recordEnvelope,
  type Side,
} from './envelope.ts';
import type { BodySchema, DocumentOperation } from './paths.ts';
import { type SchemaDocuments, schemaProperties, schemaPropertiesAt } from './schema-properties.ts';

const payloadOf = (operation: DocumentOperation, side: Side): BodySchema | undefined =>
  side === 'reply' ? operation.reply : operation.body;

/** The record that a body wraps in the same way as the reply to it. */
function bodyLikeReply(
  documents: SchemaDocuments,
  operation: DocumentOperation,
  resource: string,
): RecordEnvelope | undefined {
  const name = recordEnvelope(documents, operation.reply, resource, 'reply')?.name;
  if (name === undefined) return undefined;
  const view = schemaPropertiesAt(documents, operation.body?.view, name);
  return view?.types.has('object') === true ? { name, view } : undefined;
}

function inferredRecord(
  documents: SchemaDocuments,
  operation: DocumentOperation,
  side: Side,
  resource: string,
): RecordEnvelope | undefined {
  const found = recordEnvelope(documents, payloadOf(operation, side), resource, side);
  if (side === 'reply' || found === undefined || found.name !== undefined) return found;
  const shown = recordEnvelope(documents, operation.reply, resource, 'reply')?.view;
  return (
    bodyLikeReply(documents, operation, resource) ??
    listInBody(documents, found.view, resource, shown) ??
    found
  );
}

/** The record in the reply or the body of an operation, after corrections. */
export function operationRecord(
  documents: SchemaDocuments,
  operation: DocumentOperation,
  side: Side,
  resource: string,
): RecordEnvelope | undefined {
  const said = operationCorrections(documents, operation.node).envelope;
  if (said === undefined) return inferredRecord(documents, operation, side, resource);
  const name = side === 'reply' ? said.item : said.body;
  const view = schemaPropertiesAt(documents, payloadOf(operation, side)?.view, name ?? '');
  return view === undefined ? undefined : { name, view };
}

/** The list in the reply of an operation, after corrections. */
export function operationList(
  documents: SchemaDocuments,
  operation: DocumentOperation,
  resource: string,
): ListEnvelope | undefined {
  const said = operationCorrections(documents, operation.node).envelope;
  if (said?.items === undefined) return listEnvelope(documents, operation.reply, resource);
  const items = schemaPropertiesAt(documents, operation.reply?.view, said.items)?.items;
  const item = items && schemaPropertiesAt(documents, schemaProperties(documents, items), said.each ?? '');
  return item === undefined ? undefined : { envelope: said, item };
}
