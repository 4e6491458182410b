/** Upgrades the parameters of an OpenAPI 2.0 operation. In 3.0 bodies and forms are not parameters. */

import { isObject } from '../../core/is-object.ts';
import type { ContractError } from './contract-error.ts';
import { child, elements, type Location, member, members, type Node } from './node.ts';

type Json = Readonly<Record<string, unknown>>;

/** The functions of `Documents` that the upgrade needs. */
export interface Resolver {
  /** Follows `$ref`s until there is none. @throws {ContractError} */
  resolve(node: Node): Node;
  error(at: Location, sentence: string): ContractError;
  /** Runs a step; its problem is reported. */
  attempt<R>(step: () => R): R | undefined;
}

/** Context of an upgrade, for its parts. */
export interface Upgrading {
  readonly documents: Resolver;
  /** A reference from the new document to a place in the old one. */
  reference(to: Location): { readonly $ref: string };
  /** Remembers where a part of the new document comes from. */
  moved(pointer: Location, from: Location): void;
}

const MULTIPART = 'multipart/form-data';
const URLENCODED = 'application/x-www-form-urlencoded';

const SCHEMA_WORDS = new Set([
  'type',
  'format',
  'items',
  'default',
  'enum',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'multipleOf',
  'x-nullable',
]);

const STYLES: Readonly<Record<string, { readonly style?: string; readonly explode: boolean }>> = {
  csv: { explode: false },
  ssv: { style: 'spaceDelimited', explode: false },
  tsv: { style: 'tabDelimited', explode: false },
  pipes: { style: 'pipeDelimited', explode: false },
  multi: { explode: true },
};

/**
 * Upgrades a reply header, which is described like a parameter without `name` and `in`.
 *
 * @param at location of the new header
 */
export function upgradeHeader(name: string, header: Node, at: Location, upgrading: Upgrading): Json {
  upgrading.moved(at, header.at);
  upgrading.moved(child(at, 'schema'), header.at);
  const format = member(header, 'collectionFormat')?.value ?? 'csv';
  if (format === 'csv') return { schema: schemaOf(header.value) };
  upgrading.documents.attempt(() => {
    throw upgrading.documents.error(
      header.at,
      `lists of the header ${name} are written with collectionFormat ${format}, which is not read; only csv is`,
    );
  });
  return { schema: {} };
}

/** The schema in a parameter: the keywords about its value. */
function schemaOf(value: unknown): unknown {
  if (!isObject(value)) return value;
  const words = Object.entries(value).filter(([word]) => SCHEMA_WORDS.has(word));
  const schema = Object.fromEntries(
    words.map(([word, content]) => [word, word === 'items' ? schemaOf(content) : content]),
  );
  return schema.type === 'file' ? { type: 'string', format: 'binary' } : schema;
}

const inside = (parameter: Node): unknown => member(parameter, 'in')?.value;
const nameOf = (parameter: Node): string => String(member(parameter, 'name')?.value);
const isRequired = (parameter: Node): boolean => member(parameter, 'required')?.value === true;

/** `style` and `explode` of a list; empty if the parameter is no list. */
function styleOf(parameter: Node, { documents }: Upgrading): Json {
  if (member(parameter, 'type')?.value !== 'array') return {};
  const format = String(member(parameter, 'collectionFormat')?.value ?? 'csv');
  const style = STYLES[format];
  const place = inside(parameter);
  const fits = format !== 'multi' || place === 'query' || place === 'formData';
  if (style !== undefined && fits) return { ...style };
  documents.attempt(() => {
    throw documents.error(
      parameter.at,
      `lists of ${nameOf(parameter)} are written with collectionFormat ${format} in ${place}, which is not read; csv, ssv, tsv and pipes are, and in query and formData also multi`,
    );
  });
  return STYLES.csv ?? {};
}

/** The parameters of the path and the operation. The operation's win. */
function listed(owners: readonly Node[], { documents }: Upgrading): readonly Node[] {
  const all = owners.flatMap((owner) =>
    elements(member(owner, 'parameters')).map((parameter) => documents.resolve(parameter)),
  );
  return [...new Map(all.map((one) => [`${inside(one)} ${nameOf(one)}`, one])).values()];
}

function formOf(
  fields: readonly Node[],
  at: Location,
  consumes: readonly string[],
  upgrading: Upgrading,
): Json {
  const hasFile = fields.some((field) => member(field, 'type')?.value === 'file');
  const declared = consumes.filter((type) => type === MULTIPART || type === URLENCODED);
  const types = declared.length > 0 ? declared : hasFile ? [MULTIPART] : [URLENCODED, MULTIPART];
  const encoding = fields
    .map((field) => [nameOf(field), styleOf(field, upgrading)] as const)
    .filter(([, style]) => Object.keys(style).length > 0);
  const required = fields.filter(isRequired).map(nameOf);
  const schema = {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [nameOf(field), schemaOf(field.value)])),
    ...(required.length === 0 ? {} : { required }),
  };
  const content = types.map((type) => {
    for (const field of fields)
      upgrading.moved(child(at, 'content', type, 'schema', 'properties', nameOf(field)), field.at);
    return [type, { schema, encoding: Object.fromEntries(encoding) }];
  });
  return { required: required.length > 0, content: Object.fromEntries(content) };
}

function bodyOf(body: Node, at: Location, consumes: readonly string[], upgrading: Upgrading): Json {
  upgrading.moved(at, body.at);
  const schema = member(body, 'schema');
  const media = schema === undefined ? {} : { schema: upgrading.reference(schema.at) };
  return { required: isRequired(body), content: Object.fromEntries(consumes.map((type) => [type, media])) };
}

/**
 * Upgrades the parameters of an operation to parameters and a request body.
 *
 * @param owners the path and the operation
 * @param at location of the new operation
 */
export function upgradeParameters(
  owners: readonly Node[],
  at: Location,
  consumes: readonly string[],
  upgrading: Upgrading,
): Json {
  const all = listed(owners, upgrading);
  const body = all.find((one) => inside(one) === 'body');
  const fields = all.filter((one) => inside(one) === 'formData');
  const plain = all.filter((one) => inside(one) !== 'body' && inside(one) !== 'formData');
  const parameters = plain.map((parameter, index) => {
    const place = child(at, 'parameters', index);
    upgrading.moved(place, parameter.at);
    upgrading.moved(child(place, 'schema'), parameter.at);
    const own = members(parameter).filter(([name]) => !SCHEMA_WORDS.has(name) && name !== 'collectionFormat');
    return {
      ...Object.fromEntries(own.map(([name, { value }]) => [name, value])),
      ...styleOf(parameter, upgrading),
      schema: schemaOf(parameter.value),
    };
  });
  const bodyAt = child(at, 'requestBody');
  const requestBody =
    body !== undefined
      ? bodyOf(body, bodyAt, consumes, upgrading)
      : fields.length > 0
        ? formOf(fields, bodyAt, consumes, upgrading)
        : undefined;
  return { parameters, ...(requestBody === undefined ? {} : { requestBody }) };
}
