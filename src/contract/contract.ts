/** An OpenAPI document as the operations it describes. */
import type { Vendor } from '../vendor.ts';
import type { Parameter } from './decode.ts';
import { describeOperation } from './describe.ts';
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
import { type Example, examplesOf } from './examples.ts';
import type { Amend } from './overlay.ts';
import { parametersOf } from './parameters.ts';
import { ambiguous, createRouter, type Router, segmentsOf } from './route.ts';
import { type Rule, ruleOf } from './rule.ts';
import { createSchemas, type Schema, type Schemas } from './schemas.ts';
import { describeScheme } from './scheme.ts';
import type { Shape } from './shapes.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** One kind of content that a body can have. */
export interface Content {
  /** Lower case, without parameters; may end in `/*`. */
  readonly mediaType: string;
  readonly schema: Schema | undefined;
  readonly shape: Shape;
  /** Judged when they are first asked for. @throws {ContractError} for one that breaks the schema */
  examples(): readonly Example[];
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
  /** The document itself. */
  readonly document: unknown;
  /** It, and what it refers to, with places. */
  readonly documents: Documents;
  /** Paths under which the API is served, longest first: those of the document's `servers`. */
  readonly bases: readonly string[];
  readonly operations: readonly Operation[];
  readonly router: Router<Operation>;
  readonly schemas: Schemas;
  /** What is odd in the schemas that were used, but stops nothing. */
  warnings(): readonly string[];
  /** What is wrong at a place of it. */
  error(at: Location, sentence: string): ContractError;
  /** Where a rule stands that an issue names; `undefined` for what is no place in a contract. */
  rule(name: string): Rule | undefined;
  /** The operation as the document tells it, with references followed, for people. */
  describe(operation: Operation): Readonly<Record<string, unknown>>;
  /** What a security scheme asks for, in words. */
  scheme(name: string): string;
}

/** How a vendor wants its contract read. */
export type Reading = Pick<Vendor, 'routing' | 'reports'>;

/**
 * Reads a document without judging its schemas and examples: each is judged when it is first used.
 *
 * @param file path of the OpenAPI document
 * @param amend what an overlay makes of it
 * @throws {ContractError} for the first thing that is wrong with its paths, operations and parameters
 */
export function openContract(file: string, reading: Reading, amend?: Amend): Contract {
  const documents = openDocuments(file, { amend });
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
  const info = member(root, 'info');
  return {
    title: String((info && member(info, 'title')?.value) ?? file),
    bases: basesOf(root),
    document: root.value,
    documents,
    error: documents.error,
    rule: (name) => ruleOf(documents, name),
    describe: ({ at }) => describeOperation(documents, at),
    scheme: (name) => describeScheme(documents, name),
    operations,
    router,
    schemas,
    warnings: () =>
      [...schemas.unknownFormats].map(
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
  const segments = new Map(operations.map((operation) => [operation, segmentsOf(operation.template)]));
  for (const group of groups.values()) {
    for (const [index, one] of group.entries()) {
      const twin = group
        .slice(index + 1)
        .find((other) => ambiguous(segments.get(one) ?? [], segments.get(other) ?? []));
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

function contentOf(node: Node, documents: Documents, schemas: Schemas): readonly Content[] {
  return members(member(node, 'content')).map(([mediaType, media]) => {
    const target = documents.resolve(media);
    const schema = member(target, 'schema');
    const compiled = schema && schemas.compile(schema);
    return {
      mediaType: mediaType.split(';')[0]?.trim().toLowerCase() ?? '',
      schema: compiled,
      shape: schemas.shape(schema ?? { value: {}, at: target.at }),
      examples: examplesOf(target, compiled, documents),
    };
  });
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
