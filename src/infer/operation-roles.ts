/** What an operation does to the resource of its place, as method, bodies and replies tell. */
import type { Documents } from '../contract/document/load-document.ts';
import { listingOf, recordIn } from './envelope.ts';
import type { Role } from './inference.ts';
import { filtersOf, pagingOf, unknownRequired } from './paging.ts';
import type { Place } from './path-roles.ts';
import type { Operation } from './paths.ts';
import type { View } from './schema-properties.ts';

export interface Verdict {
  readonly role: Role;
  /** Of `none`: why. */
  readonly why?: string;
}

/** The place and its resource, as far as known. */
export interface Setting {
  readonly place: Place;
  readonly item: View | undefined;
  /** Properties with the identifier. */
  readonly id: readonly (string | null)[];
  /** Whether the collection takes new records by POST. */
  readonly creates: boolean;
}

const none = (why: string): Verdict => ({ role: 'none', why });

const UPSERT = /upsert|(create|add|save|insert).?or.?(update|replace)|(update|replace).?or.?(create|insert)/i;

const later = ({ successes }: Operation): boolean =>
  successes.length > 0 && successes.every((status) => status === '202');

function onCollection(documents: Documents, operation: Operation, { place, item, id }: Setting): Verdict {
  const { word } = place;
  switch (operation.method) {
    case 'GET': {
      const listing = listingOf(documents, operation.reply, word);
      if (listing === undefined) return none('its reply is not a list');
      const paging = pagingOf(documents, operation, listing.envelope);
      const filters = filtersOf(documents, operation, paging, item ?? listing.item);
      const [unknown] = unknownRequired(operation, paging, filters);
      return unknown === undefined
        ? { role: 'list' }
        : none(`nobody knows what its parameter ${unknown} selects`);
    }
    case 'POST': {
      if (operation.body?.view.items !== undefined) return none('its body is a list');
      if (operation.body === undefined && operation.takes.length > 0) return none('its body is not JSON');
      if (later(operation)) return none('it answers before it is done (202)');
      return { role: UPSERT.test(operation.id) ? 'upsert' : 'create' };
    }
    case 'PUT':
    case 'PATCH': {
      const body = recordIn(documents, operation.body, word);
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

const shares = (one: View | undefined, other: View | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  [...one.properties.keys()].some((name) => other.properties.has(name));

function onRecord(documents: Documents, operation: Operation, { place, item, creates }: Setting): Verdict {
  const body = recordIn(documents, operation.body, place.word);
  if (operation.method !== 'GET' && later(operation)) return none('it answers before it is done (202)');
  switch (operation.method) {
    case 'GET':
      return recordIn(documents, operation.reply, place.word) === undefined
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
    default:
      return none(`${operation.method} does nothing to records`);
  }
}

export function verdictOf(documents: Documents, operation: Operation, setting: Setting): Verdict {
  if (operation.opaque) return none('its reply is not JSON');
  return setting.place.own.length === 0
    ? onCollection(documents, operation, setting)
    : onRecord(documents, operation, setting);
}
