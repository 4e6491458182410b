/** Takes write-only properties out of replies, at any depth. */
import type { Documents } from '../../contract/document/load-document.ts';
import { isObject } from '../../core/is-object.ts';
import { type SchemaProperties, schemaKeyword, schemaProperties } from '../schema-properties.ts';

/** The names on the way to a write-only property; `*` stands for the elements of a list. */
type Path = readonly string[];

const MAX_DEPTH = 6;
/** Most schemas that are looked at for one reply. */
const MAX_SCHEMAS = 2_000;

/** The paths to the write-only properties of a record. */
export function writeOnlyPaths(documents: Documents, record: SchemaProperties | undefined): readonly Path[] {
  const found: Path[] = [];
  let left = MAX_SCHEMAS;
  const visit = (view: SchemaProperties, path: Path): void => {
    if (path.length > MAX_DEPTH || left-- <= 0) return;
    for (const [name, node] of view.properties) {
      if (schemaKeyword(documents, node, 'writeOnly') === true) found.push([...path, name]);
      else visit(schemaProperties(documents, node), [...path, name]);
    }
    if (view.items !== undefined) visit(schemaProperties(documents, view.items), [...path, '*']);
  };
  if (record !== undefined) visit(record, []);
  return found;
}

function without(value: unknown, [name, ...rest]: Path): unknown {
  if (name === '*') return Array.isArray(value) ? value.map((item) => without(item, rest)) : value;
  if (name === undefined || !isObject(value) || !Object.hasOwn(value, name)) return value;
  if (rest.length > 0) return { ...value, [name]: without(value[name], rest) };
  const { [name]: _hidden, ...shown } = value;
  return shown;
}

/** A copy of a value without what is at these paths. */
export const withoutPaths = <T>(value: T, paths: readonly Path[]): T =>
  paths.reduce<unknown>((whole, path) => without(whole, path), value) as T;
