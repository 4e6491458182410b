/**
 * Upgrades an OpenAPI 2.0 document to 3.0. Schemas are referred to and not copied, so that problems and broken rules
 * are reported with their place in the original file.
 */
import { METHODS } from '../../core/http-methods.ts';
import { isObject } from '../../core/is-object.ts';
import { child, type Location, member, members, type Node } from './node.ts';
import { type Upgrading, upgradeHeader, upgradeParameters } from './upgrade-swagger2-parameters.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Upgraded {
  readonly value: Json;
  /** The place in the original document; `undefined` for something that the upgrade adds. */
  origin(pointer: string): Location | undefined;
}

/** Swagger 2.0 has no TRACE. */
const SWAGGER_METHODS = METHODS.filter((method) => method !== 'trace');
const JSON_ONLY = ['application/json'];

const FLOWS: Readonly<Record<string, string>> = {
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
};

const textOf = (node: Node, name: string): string | undefined => {
  const value = member(node, name)?.value;
  return typeof value === 'string' ? value : undefined;
};

const listOf = (node: Node, name: string): readonly string[] | undefined => {
  const value = member(node, name)?.value;
  return Array.isArray(value) && value.length > 0 ? value.map(String) : undefined;
};

const extensions = (node: Node): Json =>
  Object.fromEntries(Object.entries(node.value as Json).filter(([name]) => name.startsWith('x-')));

function serversOf(root: Node): Json {
  const host = textOf(root, 'host');
  const base = textOf(root, 'basePath') ?? '';
  if (host === undefined) return base === '' ? {} : { servers: [{ url: base }] };
  const schemes = listOf(root, 'schemes') ?? ['https'];
  return { servers: schemes.map((scheme) => ({ url: `${scheme}://${host}${base}` })) };
}

function schemeOf(scheme: Node): Json {
  const own = scheme.value as Json;
  if (own.type === 'basic') return { description: own.description, type: 'http', scheme: 'basic' };
  if (own.type !== 'oauth2') return own;
  const { flow, authorizationUrl, tokenUrl, scopes = {}, ...rest } = own;
  const name = FLOWS[String(flow)] ?? String(flow);
  return { ...rest, flows: { [name]: { authorizationUrl, tokenUrl, scopes } } };
}

function responseOf(response: Node, at: Location, produces: readonly string[], upgrading: Upgrading): Json {
  upgrading.moved(at, response.at);
  const schema = member(response, 'schema');
  const isFile = schema !== undefined && textOf(schema, 'type') === 'file';
  const examples = new Map(members(member(response, 'examples')));
  const types = schema === undefined ? [...examples.keys()] : [...new Set([...produces, ...examples.keys()])];
  const content = types.map((type) => {
    const example = examples.get(type);
    upgrading.moved(child(at, 'content', type), response.at);
    if (example !== undefined) upgrading.moved(child(at, 'content', type, 'example'), example.at);
    return [
      type,
      {
        ...(schema === undefined || isFile ? {} : { schema: upgrading.reference(schema.at) }),
        ...(example === undefined ? {} : { example: example.value }),
      },
    ];
  });
  const headers = members(member(response, 'headers')).map(([name, header]) => [
    name,
    upgradeHeader(name, header, child(at, 'headers', name), upgrading),
  ]);
  return {
    ...extensions(response),
    description: textOf(response, 'description') ?? '',
    ...(content.length === 0 ? {} : { content: Object.fromEntries(content) }),
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
  };
}

/** Media types that a 2.0 operation names and that have no place in 3.0, because it describes no body for them. */
const namedTypes = (
  operation: Node,
  root: Node,
  word: 'consumes' | 'produces',
): Readonly<Record<string, readonly string[]>> => {
  const types = listOf(operation, word) ?? listOf(root, word);
  return types === undefined ? {} : { [`x-${word}`]: types };
};

function operationOf(operation: Node, item: Node, at: Location, root: Node, upgrading: Upgrading): Json {
  upgrading.moved(at, operation.at);
  const { operationId, security } = operation.value as Json;
  const produces = listOf(operation, 'produces') ?? listOf(root, 'produces') ?? JSON_ONLY;
  const consumes = listOf(operation, 'consumes') ?? listOf(root, 'consumes') ?? JSON_ONLY;
  const responses = members(member(operation, 'responses'))
    .filter(([status]) => !status.startsWith('x-'))
    .map(([status, response]) => [
      status,
      responseOf(upgrading.documents.resolve(response), child(at, 'responses', status), produces, upgrading),
    ]);
  return {
    ...extensions(operation),
    ...(operationId === undefined ? {} : { operationId }),
    ...(security === undefined ? {} : { security }),
    ...upgradeParameters([item, operation], at, consumes, upgrading),
    ...namedTypes(operation, root, 'consumes'),
    ...namedTypes(operation, root, 'produces'),
    responses: Object.fromEntries(responses),
  };
}

/**
 * Upgrades an OpenAPI 2.0 document to 3.0.
 *
 * @param root of the OpenAPI 2.0 document
 * @param at location of the new document
 * @throws {ContractError} for something that 3.0 cannot express
 */
export function upgrade(root: Node, at: Location, documents: Upgrading['documents']): Upgraded {
  const origins = new Map<string, Location>([['', root.at]]);
  const upgrading: Upgrading = {
    documents,
    reference: (to) => ({ $ref: `${to.file}#${encodeURI(to.pointer).replace(/#/g, '%23')}` }),
    moved: ({ pointer }, from) => void origins.set(pointer, from),
  };
  const paths = members(member(root, 'paths')).map(([template, reference]) => {
    const place = child(at, 'paths', template);
    const item = documents.resolve(reference);
    upgrading.moved(place, item.at);
    const operations = SWAGGER_METHODS.flatMap((method) => {
      const operation = member(item, method);
      if (operation === undefined) return [];
      upgrading.moved(child(place, method), operation.at);
      return isObject(operation.value)
        ? [[method, operationOf(operation, item, child(place, method), root, upgrading)]]
        : [[method, operation.value]];
    });
    return [template, Object.fromEntries(operations)];
  });
  const schemes = members(member(root, 'securityDefinitions')).map(([name, scheme]) => {
    upgrading.moved(child(at, 'components', 'securitySchemes', name), scheme.at);
    return [name, schemeOf(documents.resolve(scheme))];
  });
  const { info, security } = root.value as Json;
  return {
    value: {
      openapi: '3.0.4',
      info,
      ...serversOf(root),
      ...(security === undefined ? {} : { security }),
      paths: Object.fromEntries(paths),
      components: { securitySchemes: Object.fromEntries(schemes) },
    },
    origin: (pointer) => {
      for (let end = pointer.length; end >= 0; end = end === 0 ? -1 : pointer.lastIndexOf('/', end - 1)) {
        const from = origins.get(pointer.slice(0, Math.max(0, end)));
        if (from !== undefined) return { file: from.file, pointer: from.pointer + pointer.slice(end) };
      }
      return undefined;
    },
  };
}
