/** Finds resources with a single record, which no identifier names: `/me`, `/settings`. */
import { isRecord, type ResourceGroup } from './group-resources.ts';
import { operationList, operationRecord } from './operation-envelopes.ts';
import type { SchemaDocuments } from './schema-properties.ts';

const CHANGES = ['PUT', 'PATCH'];

/**
 * Whether a resource is one path that shows an object and changes it. A path that creates, or whose change shares no
 * property with what it shows, is not sure to be one.
 */
export function isSingle(documents: SchemaDocuments, { spots }: ResourceGroup): boolean {
  const [spot, ...others] = spots;
  if (spot === undefined || others.length > 0 || isRecord(spot)) return false;
  const { path, word } = spot.place;
  const read = path.operations.find(({ method }) => method === 'GET');
  if (read === undefined || path.operations.some(({ method }) => method === 'POST')) return false;
  if (operationList(documents, read, word) !== undefined) return false;
  const shown = operationRecord(documents, read, 'reply', word)?.view;
  const changes = path.operations.filter(({ method }) => CHANGES.includes(method));
  return (
    shown !== undefined &&
    shown.properties.size > 0 &&
    changes.length > 0 &&
    changes.every((change) => {
      const sent = operationRecord(documents, change, 'body', word)?.view;
      return sent !== undefined && [...sent.properties.keys()].some((name) => shown.properties.has(name));
    })
  );
}
