/** Checks a snapshot before it replaces the records of a world, so that a wrong one changes nothing. */
import { isObject } from '../core/is-object.ts';
import { formatPointer } from '../core/json-pointer.ts';
import type { Collections, Dump, FieldKind } from '../core/store.ts';
import { ControlError } from './control-error.ts';

type Shape = Collections[string];

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

function isOfKind(value: unknown, kind: FieldKind): boolean {
  if (kind === 'json') return value !== undefined;
  if (kind.endsWith('?')) return value === null || kindOf(value) === kind.slice(0, -1);
  return kindOf(value) === kind;
}

const named = (kind: FieldKind): string => (kind.endsWith('?') ? `${kind.slice(0, -1)} or null` : kind);

const wrong = (place: string, why: string): ControlError =>
  new ControlError(400, `the snapshot cannot be put back: ${place} ${why}. Nothing was changed`);

/** @throws {ControlError} naming the first field that a record of the vendor would not have like this */
function checkRecord(record: Readonly<Record<string, unknown>>, shape: Shape, place: string): void {
  const at = (field: string): string => place + formatPointer(field);
  if (typeof record[shape.key] !== 'string')
    throw wrong(at(shape.key), `is ${kindOf(record[shape.key])}, and the key of a record is a string`);
  for (const [field, kind] of Object.entries<FieldKind>(shape.fields ?? {})) {
    if (isOfKind(record[field], kind)) continue;
    throw wrong(
      at(field),
      record[field] === undefined
        ? `is missing; it is ${named(kind)}`
        : `is ${kindOf(record[field])}, and it must be ${named(kind)}`,
    );
  }
}

/** @throws {ControlError} for a key or a unique value that repeats */
function checkUnique(
  records: readonly Readonly<Record<string, unknown>>[],
  shape: Shape,
  place: string,
): void {
  for (const field of [shape.key, ...(shape.unique ?? [])]) {
    const seen = new Map<unknown, number>();
    for (const [index, record] of records.entries()) {
      const value = record[field];
      if (value === null || value === undefined) continue;
      const before = seen.get(value);
      if (before !== undefined)
        throw wrong(
          place + formatPointer(index, field),
          `repeats the value of record ${before}; no two records have the same ${field}`,
        );
      seen.set(value, index);
    }
  }
}

/**
 * @param collectionsOf the collections of a scope; throws for one whose vendor is not served
 * @throws {ControlError} naming the place of the first mistake
 */
export function checkSnapshot(dump: Dump, collectionsOf: (scope: string) => Collections): void {
  for (const [scope, { collections }] of Object.entries(dump)) {
    const at = formatPointer(scope);
    if (!/^[^/]+\/./.test(scope))
      throw wrong(at, 'is not a scope; a scope is a vendor and an account, such as engage/default');
    const shapes = collectionsOf(scope);
    for (const [name, records] of Object.entries(collections)) {
      const place = at + formatPointer('collections', name);
      const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
      if (shape === undefined)
        throw wrong(
          place,
          `is not a collection of the vendor; it has ${Object.keys(shapes).join(', ') || 'none'}`,
        );
      for (const [index, record] of records.entries()) {
        const here = place + formatPointer(index);
        if (!isObject(record)) throw wrong(here, `is ${kindOf(record)}, and a record is an object`);
        checkRecord(record, shape, here);
      }
      checkUnique(records, shape, place);
    }
  }
}
