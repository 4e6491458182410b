/** Reads the parameters of an operation, including those of its path. */

import { lazy } from '../../core/lazy.ts';
import { mediaTypeEssence } from '../../core/media-type.ts';
import { isOpenApi32 } from '../document/edition.ts';
import {
  type Documents,
  elements,
  type Location,
  member,
  members,
  type Node,
} from '../document/load-document.ts';
import type { CoercionType } from '../schema/coercion-types.ts';
import type { Schema, Schemas } from '../schema/compile.ts';
import { examplesOf } from '../schema/examples.ts';
import { type Parameter, readExample } from './decode.ts';
import { encodingsOf } from './form-body.ts';
import { isJsonText } from './json-parameter.ts';
import { parameterNames, parsePathTemplate } from './path-template.ts';

const STYLES: Readonly<Record<string, string>> = {
  path: 'simple',
  header: 'simple',
  query: 'form',
  cookie: 'form',
};

/**
 * Reads the parameters of an operation.
 *
 * @param node the operation
 * @param path the path item, whose parameters the operation inherits
 * @throws {ContractError} for an invalid parameter
 */
export function parametersOf(
  template: string,
  node: Node,
  path: Node,
  documents: Documents,
  schemas: Schemas,
): readonly Parameter[] {
  const listed = [path, node].flatMap((owner) =>
    elements(member(owner, 'parameters')).flatMap(
      (parameter) => documents.attempt(() => documents.follow(parameter)) ?? [],
    ),
  );
  const named = new Map(
    listed
      .filter((parameter) => !isIgnored(parameter))
      .map((parameter) => [
        `${member(parameter, 'in')?.value} ${member(parameter, 'name')?.value}`,
        parameter,
      ]),
  );
  const wanted = parsePathTemplate(template).flatMap(parameterNames);
  const undescribed = wanted.filter((name) => !named.has(`path ${name}`));
  for (const name of undescribed)
    documents.report(node.at, `the path parameter ${name} is not described; it is read as text`);
  for (const parameter of named.values()) {
    const name = member(parameter, 'name')?.value;
    if (member(parameter, 'in')?.value === 'path' && typeof name === 'string' && !wanted.includes(name))
      documents.attempt(() => documents.flaw(parameter.at, `the path ${template} has no parameter ${name}`));
  }
  assertOneQuery([...named.values()], node, documents);
  const parameters = [...named.values()].flatMap(
    (parameter) => documents.attempt(() => parameterOf(parameter, documents, schemas)) ?? [],
  );
  // A parameter that takes every other name must come last.
  return [...undescribed.map((name) => textParameter(name, node)), ...parameters].toSorted(
    (one, other) => Number(takesRest(one)) - Number(takesRest(other)),
  );
}

/** @throws {ContractError} for a whole query string beside parts of it, because a query would mean two things */
function assertOneQuery(parameters: readonly Node[], { at }: Node, documents: Documents): void {
  const places = parameters.map((parameter) => member(parameter, 'in')?.value);
  const whole = places.filter((place) => place === 'querystring').length;
  if (isOpenApi32(documents.root) && whole > 0 && (whole > 1 || places.includes('query')))
    throw documents.error(at, 'a querystring parameter must be the only parameter of the query');
}

const takesRest = ({ explode, style, shape, verbatim }: Parameter): boolean =>
  explode && (style === 'form' || verbatim === true) && shape.rest() !== undefined;

function parameterOf(node: Node, documents: Documents, schemas: Schemas): Parameter {
  const text = (name: string): string | undefined => {
    const value = member(node, name)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const place = text('in');
  const name = text('name');
  const isNew = isOpenApi32(documents.root);
  const content = contentOf(node, documents);
  const described = member(node, 'schema') ?? (content && member(content.media, 'schema'));
  if (
    name === undefined ||
    (place !== 'path' &&
      place !== 'query' &&
      place !== 'header' &&
      place !== 'cookie' &&
      !(place === 'querystring' && isNew))
  ) {
    const places = isNew ? 'path, query, querystring, header or cookie' : 'path, query, header or cookie';
    throw documents.error(node.at, `a parameter needs a name, and in: ${places}`);
  }
  if (described === undefined)
    documents.report(node.at, `the parameter ${name} has no schema; any text is accepted`);
  const schema = described ?? { value: {}, at: node.at };
  const style = text('style') ?? STYLES[place] ?? 'form';
  const explode = member(node, 'explode')?.value;
  const verbatim = isNew && place === 'cookie' && style === 'cookie';
  const compiled = described === undefined ? ANY_TEXT.schema(node.at) : schemas.compile(described);
  const parameter = {
    name,
    in: place as Parameter['in'],
    required: place === 'path' || member(node, 'required')?.value === true,
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form' || verbatim,
    schema: compiled,
    shape: described === undefined ? ANY_TEXT.shape : schemas.shape(schema),
    json: isJsonText(node),
    ...(verbatim ? { verbatim } : {}),
    ...(place === 'querystring' && content !== undefined
      ? { content: { mediaType: content.mediaType, encodings: encodingsOf(content.media) } }
      : {}),
    allowEmpty: place === 'query' && member(node, 'allowEmptyValue')?.value === true,
    at: node.at,
    default: defaultOf(documents.resolve(schema), compiled, documents),
  };
  return {
    ...parameter,
    examples: examplesOf(
      node,
      compiled,
      documents,
      'request',
      isNew ? (text) => readExample(parameter, text) : undefined,
    ),
  };
}

/** What describes a parameter that the document does not describe. */
const ANY_TEXT = {
  schema: (at: Location): Schema => ({
    source: { type: 'string' },
    at,
    prepare: () => {},
    preparing: () => [],
    check: () => [],
    places: () => [],
  }),
  shape: {
    types: ['string'],
    fits: () => true,
    property: () => undefined,
    names: () => [],
    values: () => [],
    items: () => undefined,
    rest: () => undefined,
    admits: () => true,
  } satisfies CoercionType,
};

/** A parameter of the path that the document does not describe. */
const textParameter = (name: string, { at }: Node): Parameter => ({
  name,
  in: 'path',
  required: true,
  style: 'simple',
  explode: false,
  schema: ANY_TEXT.schema(at),
  shape: ANY_TEXT.shape,
  json: false,
  allowEmpty: false,
  at,
  default: () => undefined,
  examples: () => [],
});

/** The media type of a parameter, and what describes it. */
function contentOf(
  node: Node,
  documents: Documents,
): { readonly mediaType: string; readonly media: Node } | undefined {
  const [mediaType, media] = members(member(node, 'content'))[0] ?? [];
  return mediaType === undefined || media === undefined
    ? undefined
    : { mediaType: mediaTypeEssence(mediaType), media: documents.resolve(media) };
}

/** By the standard, parameters with these three names are ignored. */
const isIgnored = (parameter: Node): boolean =>
  member(parameter, 'in')?.value === 'header' &&
  /^(?:accept|content-type|authorization)$/i.test(String(member(parameter, 'name')?.value));

/** The default of a parameter. One that breaks its own schema is a flaw, and is not used. */
function defaultOf(schema: Node, compiled: Schema, documents: Documents): () => unknown {
  const node = member(schema, 'default');
  return lazy(() => {
    const [broken] = node === undefined ? [] : compiled.check(node.value, 'request');
    if (node === undefined || broken === undefined) return node?.value;
    documents.flaw(node.at, `the default breaks its own schema: ${broken.pointer} ${broken.message}`);
    return undefined;
  });
}
