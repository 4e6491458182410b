/** An OpenAPI document as the operations it describes, checked and compiled whole before the first request. */
import type { Vendor } from '../vendor.ts';
import {
  below,
  type ContractError,
  type Documents,
  isObject,
  type Location,
  member,
  members,
  type Node,
  openDocuments,
} from './document.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import type { Parameter } from './params.ts';
import { ambiguous, createRouter, type Router, segmentsOf } from './route.ts';
import { createSchemas, type Schema, type Schemas, type Shape } from './schemas.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
const STYLES: Readonly<Record<string, string>> = {
  path: 'simple',
  header: 'simple',
  query: 'form',
  cookie: 'form',
};

/** One kind of content that a body can have. */
export interface Content {
  /** Lower case, without parameters; may end in `/*`. */
  readonly mediaType: string;
  readonly schema: Schema | undefined;
  readonly shape: Shape;
  readonly examples: readonly Example[];
}

export interface Example {
  readonly name: string;
  readonly value: unknown;
  readonly evidence: Evidence | undefined;
}

/** A documented reply. */
export interface Response {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly content: readonly Content[];
  /** Names of headers that the reply must carry. */
  readonly headers: readonly string[];
  readonly evidence: Evidence | undefined;
}

export interface Operation {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  readonly template: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly required: boolean; readonly content: readonly Content[] } | undefined;
  readonly responses: readonly Response[];
  /** Alternatives, each a list of scheme names that must all be satisfied; empty when anybody may call. */
  readonly security: readonly (readonly string[])[];
  readonly evidence: Evidence | undefined;
  readonly at: Location;
}

export interface Contract {
  readonly title: string;
  /** Paths under which the API is served, longest first: those of the document's `servers`. */
  readonly bases: readonly string[];
  readonly operations: readonly Operation[];
  readonly router: Router<Operation>;
  readonly schemas: Schemas;
  /** What is odd but does not stop the start. */
  readonly warnings: readonly string[];
  /** What is wrong at a place of it. */
  error(at: Location, sentence: string): ContractError;
}

/** How a vendor wants its contract read. */
export type Reading = Pick<Vendor, 'routing' | 'reports'>;

/**
 * @param file path of the OpenAPI document
 * @throws {ContractError} for the first thing that is wrong with it
 */
export function loadContract(file: string, reading: Reading): Contract {
  const documents = openDocuments(file);
  const { root } = documents;
  const version = isObject(root.value) ? root.value.openapi : undefined;
  if (typeof version !== 'string' || !/^3\.[01](\.|$)/.test(version)) {
    throw documents.error(
      below(root.at, 'openapi'),
      'only OpenAPI 3.0 and 3.1 documents are read; the field openapi must say which',
    );
  }
  const schemas = createSchemas(documents, version, reading.reports);
  const operations = members(member(root, 'paths')).flatMap(([template, path]) =>
    operationsOf(template, path, documents, schemas),
  );
  const router = createRouter<Operation>(reading.routing);
  assertDistinct(operations, documents);
  for (const operation of operations) router.add(operation.method, operation.template, operation);
  schemas.assertExamples();
  const info = member(root, 'info');
  return {
    title: String((info && member(info, 'title')?.value) ?? file),
    bases: basesOf(root),
    error: documents.error,
    operations,
    router,
    schemas,
    warnings: [...schemas.unknownFormats].map(
      (format) => `the format ${format} is unknown; its values are not judged by it`,
    ),
  };
}

function basesOf(root: Node): readonly string[] {
  const servers = member(root, 'servers');
  const urls = Array.isArray(servers?.value)
    ? servers.value.map((server) => (isObject(server) ? String(server.url) : ''))
    : [];
  const paths = urls.map((url) => url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/+$/, ''));
  return [...new Set(paths.length === 0 ? [''] : paths)].sort((one, other) => other.length - one.length);
}

function assertDistinct(operations: readonly Operation[], documents: Documents): void {
  const ids = new Set<string>();
  const groups = Map.groupBy(
    operations,
    (operation) => `${operation.method} ${operation.template.split('/').length}`,
  );
  for (const operation of operations) {
    if (ids.has(operation.id))
      throw documents.error(operation.at, `the operationId ${operation.id} is used twice`);
    ids.add(operation.id);
  }
  for (const group of groups.values()) {
    for (const [index, one] of group.entries()) {
      const twin = group
        .slice(index + 1)
        .find((other) => ambiguous(segmentsOf(one.template), segmentsOf(other.template)));
      if (twin !== undefined) {
        throw documents.error(
          twin.at,
          `one request can match both ${one.method} ${one.template} and ${twin.method} ${twin.template}; make one of them more precise in every segment`,
        );
      }
    }
  }
}

function operationsOf(template: string, item: Node, documents: Documents, schemas: Schemas): Operation[] {
  if (template.startsWith('x-')) return [];
  const path = documents.resolve(item);
  if (!template.startsWith('/')) throw documents.error(item.at, 'a path must begin with a slash');
  try {
    segmentsOf(template);
  } catch (cause) {
    throw documents.error(item.at, (cause as Error).message);
  }
  return METHODS.flatMap((method) => {
    const operation = member(path, method);
    return operation === undefined
      ? []
      : [operationOf(method.toUpperCase(), template, documents.resolve(operation), path, documents, schemas)];
  });
}

function operationOf(
  method: string,
  template: string,
  node: Node,
  path: Node,
  documents: Documents,
  schemas: Schemas,
): Operation {
  const id = member(node, 'operationId')?.value;
  const body = member(node, 'requestBody');
  const request = body && documents.resolve(body);
  const responses = members(member(node, 'responses')).map(([status, response]) =>
    responseOf(status, documents.resolve(response), documents, schemas),
  );
  if (responses.length === 0) throw documents.error(node.at, 'the operation documents no response');
  return {
    id: typeof id === 'string' ? id : `${method} ${template}`,
    method,
    template,
    parameters: parametersOf(template, node, path, documents, schemas),
    body: request && {
      required: member(request, 'required')?.value === true,
      content: contentOf(request, documents, schemas),
    },
    responses,
    security: securityOf(node, documents),
    evidence: evidenceOf(node),
    at: node.at,
  };
}

function parametersOf(
  template: string,
  node: Node,
  path: Node,
  documents: Documents,
  schemas: Schemas,
): readonly Parameter[] {
  const listed = [path, node].flatMap((owner) => {
    const parameters = member(owner, 'parameters');
    return Array.isArray(parameters?.value)
      ? parameters.value.map((value, index) => documents.resolve({ value, at: below(parameters.at, index) }))
      : [];
  });
  const named = new Map(
    listed.map((parameter) => [
      `${member(parameter, 'in')?.value} ${member(parameter, 'name')?.value}`,
      parameter,
    ]),
  );
  const parameters = [...named.values()].map((parameter) => parameterOf(parameter, documents, schemas));
  for (const segment of segmentsOf(template)) {
    if (
      'parameter' in segment &&
      !parameters.some((known) => known.in === 'path' && known.name === segment.parameter)
    ) {
      throw documents.error(node.at, `the path parameter ${segment.parameter} is not described`);
    }
  }
  // One that takes whatever name is left must come last.
  return parameters.toSorted((one, other) => Number(takesRest(one)) - Number(takesRest(other)));
}

const takesRest = ({ explode, style, shape }: Parameter): boolean =>
  explode && style === 'form' && shape.rest() !== undefined;

function parameterOf(node: Node, documents: Documents, schemas: Schemas): Parameter {
  const text = (name: string): string | undefined => {
    const value = member(node, name)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const place = text('in');
  const name = text('name');
  const schema = member(node, 'schema') ?? contentSchema(node);
  if (
    name === undefined ||
    (place !== 'path' && place !== 'query' && place !== 'header' && place !== 'cookie')
  ) {
    throw documents.error(node.at, 'a parameter needs a name, and in: path, query, header or cookie');
  }
  if (schema === undefined) throw documents.error(node.at, `the parameter ${name} has no schema`);
  const style = text('style') ?? STYLES[place] ?? 'form';
  const explode = member(node, 'explode')?.value;
  const compiled = schemas.compile(schema);
  const target = documents.resolve(schema);
  assertExamples(node, compiled, documents);
  return {
    name,
    in: place,
    required: place === 'path' || member(node, 'required')?.value === true,
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form',
    schema: compiled,
    shape: schemas.shape(schema),
    at: node.at,
    default: member(target, 'default')?.value,
  };
}

const contentSchema = (node: Node): Node | undefined => {
  const content = member(node, 'content');
  const first = members(content)[0]?.[1];
  return first && member(first, 'schema');
};

function contentOf(node: Node, documents: Documents, schemas: Schemas): readonly Content[] {
  return members(member(node, 'content')).map(([mediaType, media]) => {
    const target = documents.resolve(media);
    const schema = member(target, 'schema');
    const compiled = schema && schemas.compile(schema);
    return {
      mediaType: mediaType.split(';')[0]?.trim().toLowerCase() ?? '',
      schema: compiled,
      shape: schemas.shape(schema ?? { value: {}, at: target.at }),
      examples: assertExamples(target, compiled, documents),
    };
  });
}

/** @throws {ContractError} for an example that breaks the schema it illustrates */
function assertExamples(node: Node, schema: Schema | undefined, documents: Documents): readonly Example[] {
  const single = member(node, 'example');
  const named = members(member(node, 'examples')).flatMap(([name, example]) => {
    const target = documents.resolve(example);
    const value = member(target, 'value');
    return value === undefined ? [] : [{ name, value, evidence: evidenceOf(target) }];
  });
  const all =
    single === undefined ? named : [{ name: 'default', value: single, evidence: undefined }, ...named];
  for (const { value } of all) {
    const [broken] = schema?.check(value.value) ?? [];
    if (broken !== undefined)
      throw documents.error(
        value.at,
        `the example breaks its schema: ${broken.pointer || 'it'} ${broken.message}`,
      );
  }
  return all.map(({ name, value, evidence }) => ({ name, value: value.value, evidence }));
}

function responseOf(status: string, node: Node, documents: Documents, schemas: Schemas): Response {
  if (!/^([1-5]\d\d|[1-5]XX|default)$/i.test(status))
    throw documents.error(node.at, `${status} is no status of HTTP`);
  const required = members(member(node, 'headers')).filter(
    ([, header]) => member(documents.resolve(header), 'required')?.value === true,
  );
  return {
    status: status === 'default' ? status : status.toUpperCase(),
    content: contentOf(node, documents, schemas),
    headers: required.map(([name]) => name.toLowerCase()),
    evidence: evidenceOf(node),
  };
}

function securityOf(node: Node, documents: Documents): readonly (readonly string[])[] {
  const own = member(node, 'security') ?? member(documents.root, 'security');
  const alternatives = Array.isArray(own?.value) ? own.value : [];
  const components = member(documents.root, 'components');
  const schemes = components && member(components, 'securitySchemes');
  const names = alternatives.map((alternative) => (isObject(alternative) ? Object.keys(alternative) : []));
  for (const name of names.flat()) {
    if (schemes === undefined || member(schemes, name) === undefined)
      throw documents.error(node.at, `the security scheme ${name} is not described`);
  }
  return names.some((alternative) => alternative.length === 0) ? [] : names;
}
