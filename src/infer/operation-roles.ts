/** Decides the role of an operation, by its method, body and reply. */
import type { Role } from './inference.ts';
import { operationList, operationRecord } from './operation-envelopes.ts';
import { inferFilters, inferPaging, unknownRequiredParameters } from './paging.ts';
import type { PathRole } from './path-roles.ts';
import type { DocumentOperation } from './paths.ts';
import {
  isSameSchema,
  type SchemaDocuments,
  type SchemaProperties,
  schemaProperties,
} from './schema-properties.ts';

export interface RoleDecision {
  readonly role: Role;
  /** The reason for the role `none`. */
  readonly why?: string;
}

/** The path of the operation and its resource, as far as known. */
export interface RoleContext {
  readonly place: PathRole;
  readonly item: SchemaProperties | undefined;
  /** Properties with the identifier. */
  readonly id: readonly (string | null)[];
  /** Whether the collection takes new records by POST. */
  readonly creates: boolean;
  /** Whether the path is one record, which no identifier names. */
  readonly single: boolean;
}

const none = (why: string): RoleDecision => ({ role: 'none', why });

const UPSERT = /upsert|(create|add|save|insert).?or.?(update|replace)|(update|replace).?or.?(create|insert)/i;

/**
 * Whether the operation only accepts its work (202) and answers with something else than the record, such as a job,
 * so that nobody knows when it is done.
 */
function later(
  documents: SchemaDocuments,
  operation: DocumentOperation,
  { place, item }: RoleContext,
): boolean {
  const { successes, reply } = operation;
  if (successes.length === 0 || !successes.every((status) => status === '202')) return false;
  const view = operationRecord(documents, operation, 'reply', place.word)?.view;
  return reply !== undefined && !shares(view, item);
}

const shares = (one: SchemaProperties | undefined, other: SchemaProperties | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  [...one.properties.keys()].some((name) => other.properties.has(name));

/** Whether a body that may be a list is one of records, which the reply shows if it shows anything. */
function takesRecords(
  documents: SchemaDocuments,
  operation: DocumentOperation,
  { place, item }: RoleContext,
): boolean {
  const sent = operationRecord(documents, operation, 'body', place.word)?.view;
  const shown = operationRecord(documents, operation, 'reply', place.word)?.view;
  return shares(sent, item) && (operation.reply === undefined || shares(shown, item));
}

/** Whether a body has a list of records that the reply has no place for, so that one record would be kept for all. */
function hidesRecords(
  documents: SchemaDocuments,
  operation: DocumentOperation,
  { place, item }: RoleContext,
): boolean {
  const body = operationRecord(documents, operation, 'body', place.word);
  if (body === undefined || item === undefined || shares(body.view, item)) return false;
  return [...body.view.properties].some(([name, node]) => {
    const { items } = schemaProperties(documents, node);
    return (
      items !== undefined &&
      !item.properties.has(name) &&
      isSameSchema(schemaProperties(documents, items), item)
    );
  });
}

function onCollection(
  documents: SchemaDocuments,
  operation: DocumentOperation,
  setting: RoleContext,
): RoleDecision {
  const { place, item, id } = setting;
  const { word } = place;
  switch (operation.method) {
    case 'GET':
    case 'QUERY': {
      if (operation.takes.length > 0 && operation.body === undefined) return none('its body is not JSON');
      const listing = operationList(documents, operation, word);
      if (listing === undefined) return none('its reply is not a list');
      const paging = inferPaging(documents, operation, listing.envelope);
      const filters = inferFilters(documents, operation, paging, item ?? listing.item);
      const [unknown] = unknownRequiredParameters(operation, paging, filters);
      return unknown === undefined
        ? { role: 'list' }
        : none(`the effect of its parameter ${unknown} is unknown`);
    }
    case 'POST': {
      if (operation.body?.view.items !== undefined && !takesRecords(documents, operation, setting))
        return none('its body is a list, and not of records as its reply shows them');
      if (hidesRecords(documents, operation, setting))
        return none('its body holds a list of records, and its reply does not show them');
      if (operation.body === undefined && operation.takes.length > 0) return none('its body is not JSON');
      if (later(documents, operation, setting)) return none('it answers before it is done (202)');
      return { role: UPSERT.test(operation.id) ? 'upsert' : 'create' };
    }
    case 'PUT':
    case 'PATCH': {
      const body = operationRecord(documents, operation, 'body', word);
      const named = id.length > 0 && id.every((field) => field !== null && body?.view.properties.has(field));
      if (!named) return none('nothing in it names one record');
      return { role: operation.method === 'PUT' ? 'replace' : 'update' };
    }
    case 'DELETE':
      return none('it removes more than one record');
    default:
      return none(`${operation.method} does nothing to records`);
  }
}

function onRecord(
  documents: SchemaDocuments,
  operation: DocumentOperation,
  setting: RoleContext,
): RoleDecision {
  const { place, item, creates } = setting;
  const body = operationRecord(documents, operation, 'body', place.word);
  if (!['GET', 'QUERY', 'DELETE'].includes(operation.method) && later(documents, operation, setting))
    return none('it answers before it is done (202)');
  switch (operation.method) {
    case 'GET':
      return operationRecord(documents, operation, 'reply', place.word) === undefined
        ? none('its reply is not a JSON object')
        : { role: 'read' };
    case 'PUT':
      if (body === undefined) return none('its body is not a JSON object');
      return { role: operation.successes.includes('201') || !creates ? 'upsert' : 'replace' };
    case 'PATCH':
      return body === undefined ? none('its body is not a JSON object with properties') : { role: 'update' };
    case 'POST':
      return creates && shares(body?.view, item)
        ? { role: 'update' }
        : none('POST to one record is an action');
    case 'DELETE':
      return { role: 'delete' };
    case 'QUERY':
      return none('QUERY of one record may select parts of it');
    default:
      return none(`${operation.method} does nothing to records`);
  }
}

function onSingle(
  documents: SchemaDocuments,
  operation: DocumentOperation,
  setting: RoleContext,
): RoleDecision {
  if (operation.method === 'QUERY') return none('QUERY of one record may select parts of it');
  if (operation.method !== 'GET' && later(documents, operation, setting))
    return none('it answers before it is done (202)');
  switch (operation.method) {
    case 'GET':
      return { role: 'read' };
    case 'PUT':
      return { role: 'upsert' };
    case 'PATCH':
      return { role: 'update' };
    default:
      return none(`it is unknown what ${operation.method} leaves of the only record`);
  }
}

/** Decides the role of an operation. */
export function decideRole(
  documents: SchemaDocuments,
  operation: DocumentOperation,
  setting: RoleContext,
): RoleDecision {
  if (operation.opaque) return none('its reply is not JSON');
  if (setting.single) return onSingle(documents, operation, setting);
  return setting.place.own.length === 0
    ? onCollection(documents, operation, setting)
    : onRecord(documents, operation, setting);
}
