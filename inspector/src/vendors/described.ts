/** An operation as its contract tells it. Nothing of it is taken for granted: contracts are data from strangers. */
import type { Fields } from '../api.ts';

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textIn = (from: unknown, name: string): string => {
  const value = isFields(from) ? from[name] : undefined;
  return typeof value === 'string' ? value : '';
};

export const fieldsIn = (from: unknown, name: string): Fields => {
  const value = isFields(from) ? from[name] : undefined;
  return isFields(value) ? value : {};
};

export const listIn = (from: unknown, name: string): readonly unknown[] => {
  const value = isFields(from) ? from[name] : undefined;
  return Array.isArray(value) ? value : [];
};

/** A schema and everything that must hold beside it. */
export const partsOf = (schema: unknown): readonly unknown[] => [
  ...listIn(schema, 'allOf').flatMap(partsOf),
  schema,
];

export interface Evident {
  readonly grade: string;
  readonly source: string;
}

export const evidenceIn = (from: unknown): Evident | undefined => {
  const found = fieldsIn(from, 'x-evidence');
  return typeof found.grade === 'string'
    ? { grade: found.grade, source: textIn(found, 'source') }
    : undefined;
};

export interface Parameter {
  readonly name: string;
  readonly where: string;
  readonly required: boolean;
  readonly schema: unknown;
  readonly description: string;
}

export const parametersOf = (described: Fields): readonly Parameter[] =>
  listIn(described, 'parameters').map((parameter) => ({
    name: textIn(parameter, 'name'),
    where: textIn(parameter, 'in'),
    required: isFields(parameter) && parameter.required === true,
    schema: fieldsIn(parameter, 'schema'),
    description: textIn(parameter, 'description'),
  }));

export interface Sample {
  readonly name: string;
  readonly value: unknown;
  readonly evidence: Evident | undefined;
}

/** The examples of a media type, named or not. */
export const examplesOf = (media: unknown): readonly Sample[] => {
  const named = Object.entries(fieldsIn(media, 'examples')).map(([name, example]) => ({
    name,
    value: isFields(example) ? example.value : undefined,
    evidence: evidenceIn(example),
  }));
  const single =
    isFields(media) && 'example' in media
      ? [{ name: 'example', value: media.example, evidence: undefined }]
      : [];
  return [...single, ...named];
};

/** A value of a schema to begin with: only what is required. */
export function sampleOf(schema: unknown, depth = 0): unknown {
  if (!isFields(schema) || depth > 6) return null;
  for (const name of ['example', 'const', 'default']) if (name in schema) return schema[name];
  const [example] = listIn(schema, 'examples');
  const [choice] = listIn(schema, 'enum');
  if (example !== undefined || choice !== undefined) return example ?? choice;
  const [alternative] = [...listIn(schema, 'oneOf'), ...listIn(schema, 'anyOf')];
  if (alternative !== undefined && !('properties' in schema)) return sampleOf(alternative, depth + 1);
  const [type] = [schema.type].flat();
  if (type === 'string') return schema.format === 'email' ? 'ada@example.com' : 'text';
  if (type === 'integer' || type === 'number') return typeof schema.minimum === 'number' ? schema.minimum : 1;
  if (type === 'boolean') return true;
  if (type === 'array') return [sampleOf(schema.items, depth + 1)];
  const parts = partsOf(schema);
  const required = new Set(parts.flatMap((part) => listIn(part, 'required')));
  const properties = Object.assign({}, ...parts.map((part) => fieldsIn(part, 'properties'))) as Fields;
  const names = Object.keys(properties).filter((name) => required.has(name));
  return Object.fromEntries(names.map((name) => [name, sampleOf(properties[name], depth + 1)]));
}
