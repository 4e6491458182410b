/** Reads the paths of a document and their operations, as inference needs them. */

import { describedOperations } from '../contract/document/described-operations.ts';
import { isOpenApi32 } from '../contract/document/edition.ts';
import { elements, type Location, member, members, type Node } from '../contract/document/load-document.ts';
import { sequenceFormat } from '../contract/sequences/sequence.ts';
import { isReadable } from '../contract/servable-methods.ts';
import { isFormMediaType, isJsonMediaType, mediaTypeEssence } from '../core/media-type.ts';
import { askedFields, type QueryParameter } from './asked-fields.ts';
import { type SchemaDocuments, type SchemaProperties, schemaProperties } from './schema-properties.ts';

/** The JSON body of a request or a reply. */
export interface BodySchema {
  readonly mediaType: string;
  readonly view: SchemaProperties;
}

export interface PathParameter {
  readonly name: string;
  readonly schema: Node | undefined;
}

export interface DocumentOperation {
  readonly id: string;
  /** Upper case, but for `additionalOperations`. */
  readonly method: string;
  readonly node: Node;
  /** Documented success statuses, lowest first; `default` if there is no other. */
  readonly successes: readonly string[];
  readonly documented: ReadonlySet<string>;
  readonly reply: BodySchema | undefined;
  /** Whether its reply has content, but no JSON. */
  readonly opaque: boolean;
  /** Headers of the reply, in lower case. */
  readonly headers: ReadonlySet<string>;
  readonly body: BodySchema | undefined;
  /** Media types of the request body. */
  readonly takes: readonly string[];
  readonly path: readonly PathParameter[];
  readonly query: readonly QueryParameter[];
}

export interface DocumentPath {
  readonly template: string;
  readonly at: Location;
  readonly node: Node;
  /** Without extensions such as `.json`. */
  readonly segments: readonly string[];
  readonly operations: readonly DocumentOperation[];
}

/** The name of a parameter that is a whole segment. */
export const parameterOf = (segment: string): string | undefined => /^\{([^{}]+)\}$/.exec(segment)?.[1];

/** Whether JSON is one of the types that a type or a range stands for. */
function isJson(mediaType: string): boolean {
  const essence = mediaTypeEssence(mediaType);
  return isJsonMediaType(essence) || essence === '*/*' || essence === 'application/*';
}

/** The media types of a body or a response. Some documents refer to them, which other tools follow. */
export function contentOf(
  documents: SchemaDocuments,
  node: Node | undefined,
): readonly (readonly [string, Node])[] {
  const content = node && member(documents.resolve(node), 'content');
  return members(content && documents.resolve(content));
}

function payloadOf(
  documents: SchemaDocuments,
  node: Node | undefined,
  matches: (type: string) => boolean,
): BodySchema | undefined {
  const found = contentOf(documents, node).find(([type]) => matches(type));
  const schema = found && member(documents.resolve(found[1]), 'schema');
  return found && schema && { mediaType: found[0], view: schemaProperties(documents, schema) };
}

/** A sequence of records in JSON, such as JSON Lines, as the list that it is. */
function sequenceOf(documents: SchemaDocuments, node: Node | undefined): BodySchema | undefined {
  if (!isOpenApi32(documents.root)) return undefined;
  const found = contentOf(documents, node).find(
    ([type]) => sequenceFormat(mediaTypeEssence(type))?.json === true,
  );
  const media = found && documents.resolve(found[1]);
  const item = media && member(media, 'itemSchema');
  const schema = media && member(media, 'schema');
  if (found === undefined) return undefined;
  if (item === undefined) return schema && { mediaType: found[0], view: schemaProperties(documents, schema) };
  const list = schemaProperties(documents, { value: { type: 'array' }, at: item.at });
  return { mediaType: found[0], view: { ...list, items: item } };
}

/** A list of changes, as in JSON Patch (RFC 6902), is no record. */
const isRecord = (mediaType: string): boolean => isJson(mediaType) && !/json-patch/i.test(mediaType);

const isForm = (mediaType: string): boolean => isFormMediaType(mediaTypeEssence(mediaType));

/** A query parameter, or each part of one in the style deepObject; for a whole query string, each of its fields. */
function queryOf(documents: SchemaDocuments, parameter: Node): readonly QueryParameter[] {
  const place = member(parameter, 'in')?.value;
  if (place === 'querystring') {
    const [content] = contentOf(documents, parameter);
    const whole = content && member(documents.resolve(content[1]), 'schema');
    return askedFields(documents, whole && schemaProperties(documents, whole));
  }
  if (place !== 'query') return [];
  const schema = member(parameter, 'schema');
  const name = String(member(parameter, 'name')?.value);
  const required = member(parameter, 'required')?.value === true;
  const view =
    schema !== undefined && member(parameter, 'style')?.value === 'deepObject'
      ? schemaProperties(documents, schema)
      : undefined;
  if (view === undefined || view.properties.size === 0) return [{ name, required, schema }];
  return [...view.properties].map(([key, node]) => ({
    name: `${name}[${key}]`,
    required: required && view.required.has(key),
    schema: node,
  }));
}

function operationOf(
  documents: SchemaDocuments,
  template: string,
  method: string,
  path: Node,
  node: Node,
): DocumentOperation {
  const id = member(node, 'operationId')?.value;
  const responses = members(member(node, 'responses'));
  const found = responses
    .filter(([status]) => /^2/.test(status))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const successes = found.length > 0 ? found : responses.filter(([status]) => status === 'default');
  const success =
    successes.find(([, response]) => payloadOf(documents, response, isJson) !== undefined) ?? successes[0];
  const reply = success && (payloadOf(documents, success[1], isJson) ?? sequenceOf(documents, success[1]));
  const body = member(node, 'requestBody');
  const sent =
    payloadOf(documents, body, isRecord) ??
    payloadOf(documents, body, isForm) ??
    payloadOf(documents, body, isJson) ??
    sequenceOf(documents, body);
  const listed = [path, node].flatMap((owner) =>
    elements(member(owner, 'parameters')).map((parameter) => documents.resolve(parameter)),
  );
  return {
    id: typeof id === 'string' ? id : `${method} ${template}`,
    method,
    node,
    successes: successes.map(([status]) => status),
    documented: new Set(responses.map(([status]) => status.toUpperCase())),
    reply,
    opaque: reply === undefined && contentOf(documents, success?.[1]).length > 0,
    headers: new Set(
      members(success && member(documents.resolve(success[1]), 'headers')).map(([name]) =>
        name.toLowerCase(),
      ),
    ),
    body: sent,
    takes: contentOf(documents, body).map(([type]) => type.toLowerCase()),
    path: listed
      .filter((parameter) => member(parameter, 'in')?.value === 'path')
      .map((parameter) => ({
        name: String(member(parameter, 'name')?.value),
        schema: member(parameter, 'schema'),
      })),
    query: [
      ...listed.flatMap((parameter) => queryOf(documents, parameter)),
      ...(method === 'QUERY' ? askedFields(documents, sent?.view) : []),
    ],
  };
}

/** Reads the paths of a document. */
export function documentPaths(documents: SchemaDocuments): readonly DocumentPath[] {
  return members(member(documents.root, 'paths'))
    .filter(([template]) => template.startsWith('/'))
    .map(([template, item]) => {
      const node = documents.resolve(item);
      return {
        template,
        at: item.at,
        node,
        segments: template
          .replace(/\/$/, '')
          .replace(/\.(json|xml)$/, '')
          .split('/')
          .slice(1),
        operations: describedOperations(node, documents.root)
          .filter(([method]) => isReadable(method))
          .map(([method, operation]) =>
            operationOf(documents, template, method, node, documents.resolve(operation)),
          ),
      };
    });
}
