/** Other forms of a value, for a reply that has another type than the request: dates, numbers, references. */
import type { Node } from '../../contract/document/load-document.ts';
import { isObject } from '../../core/is-object.ts';
import { findName, plainName } from '../naming.ts';
import { type SchemaProperties, schemaKeyword, schemaProperties } from '../schema-properties.ts';
import type { OperationPlan } from './plan.ts';

/** Properties by which an object refers to a record. */
const REFERENCES = ['id', 'uuid', 'uid', '_id', 'key', 'code', 'slug', 'name', 'value', 'href', 'url'];

/** Larger numbers are milliseconds. */
const MOST_SECONDS = 100_000_000_000;

const DATE = /^\d{4}-\d\d-\d\d(?:[T ].*)?$/;

/** A point in time, from an ISO date or a timestamp. */
function timeOf(value: unknown): Date | undefined {
  if (typeof value === 'number' && Number.isInteger(value))
    return new Date(Math.abs(value) < MOST_SECONDS ? value * 1000 : value);
  if (typeof value !== 'string' || !DATE.test(value)) return undefined;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function* asText(value: unknown, format: unknown, choices: unknown): Iterable<unknown> {
  const time = format === 'date-time' || format === 'date' ? timeOf(value) : undefined;
  if (time !== undefined && !Number.isNaN(time.getTime())) {
    const iso = time.toISOString();
    yield format === 'date' ? iso.slice(0, 10) : iso;
  }
  if (typeof value === 'number' || typeof value === 'boolean') yield String(value);
  if (typeof value === 'string' && Array.isArray(choices))
    yield* choices.filter((choice) => typeof choice === 'string' && plainName(choice) === plainName(value));
}

function* asNumber(value: unknown): Iterable<unknown> {
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) yield Number(value);
  if (typeof value === 'string') {
    const time = timeOf(value)?.getTime();
    if (time !== undefined) yield Math.floor(time / 1000);
  }
}

/** An object that refers to a record by this value. */
function* asReference(value: unknown, view: SchemaProperties): Iterable<unknown> {
  if (typeof value !== 'string' && typeof value !== 'number') return;
  const name = findName(view.properties.keys(), REFERENCES);
  if (name !== undefined) yield { [name]: value };
}

/** The value by which an object refers to a record. */
function* ofReference(value: unknown): Iterable<unknown> {
  const name = isObject(value) ? findName(Object.keys(value), REFERENCES) : undefined;
  if (name !== undefined && isObject(value)) yield value[name];
}

/** Other forms of a value that its schema may accept, the likeliest first. */
export function* conversionsOf(plan: OperationPlan, node: Node, value: unknown): Iterable<unknown> {
  const { documents } = plan.contract;
  const view = schemaProperties(documents, node);
  const word = (name: string): unknown => schemaKeyword(documents, node, name);
  const { types } = view;
  if (types.has('integer') || types.has('number')) yield* asNumber(value);
  if (types.has('string')) yield* asText(value, word('format'), word('enum'));
  if (types.has('boolean') && (value === 'true' || value === 'false')) yield value === 'true';
  if (types.has('object')) yield* asReference(value, view);
  yield* ofReference(value);
  if (types.has('array') && !Array.isArray(value)) {
    yield [value];
    const { items } = view;
    const inner = items && schemaProperties(documents, items);
    if (inner !== undefined) yield* [...asReference(value, inner)].map((one) => [one]);
  }
}
