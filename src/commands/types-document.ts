/**
 * A document of OpenAPI 3.2 in the words of 3.1, for the package that writes types, which does not know the new ones. Only
 * what types depend on is translated: operations keep their identifiers, and their paths do not matter.
 */
import { isOpenApi32 } from '../contract/document/edition.ts';
import { isObject } from '../core/is-object.ts';
import { parsePointer } from '../core/json-pointer.ts';

type Fields = Record<string, unknown>;

const MEDIA_TYPES = '#/components/mediaTypes/';

/** Each operation that 3.1 has no method for, as the POST of a path of its own. */
function splitPath([template, item]: readonly [string, unknown]): readonly (readonly [string, unknown])[] {
  if (!isObject(item)) return [[template, item]];
  const { query, additionalOperations, ...known } = item;
  const others = Object.entries({
    ...(query === undefined ? {} : { QUERY: query }),
    ...(isObject(additionalOperations) ? additionalOperations : {}),
  });
  const { parameters } = item;
  const shared = parameters === undefined ? {} : { parameters };
  return [
    [template, known],
    ...others.map(
      ([method, operation]) => [`${template} ${method}`, { ...shared, post: operation }] as const,
    ),
  ];
}

/** The security schemes that are deprecated. */
function deprecatedSchemes(document: object): ReadonlySet<string> {
  const { components } = document as Fields;
  const schemes =
    isObject(components) && isObject(components.securitySchemes) ? components.securitySchemes : {};
  return new Set(
    Object.entries(schemes).flatMap(([name, scheme]) =>
      isObject(scheme) && scheme.deprecated === true ? [name] : [],
    ),
  );
}

/** The operation, marked as deprecated if it names a security scheme that is. */
function withOutdatedScheme(operation: unknown, outdated: ReadonlySet<string>): unknown {
  if (!isObject(operation) || !Array.isArray(operation.security)) return operation;
  const names = operation.security.flatMap((alternative) =>
    Object.keys(isObject(alternative) ? alternative : {}),
  );
  const name = names.find((one) => outdated.has(one.split('/').at(-1) ?? ''));
  return name === undefined
    ? operation
    : { ...operation, deprecated: true, description: `The security scheme ${name} is deprecated.` };
}

/** @param document is not changed. @returns the document itself for another edition */
export function typesDocument(document: object): object {
  if (!isOpenApi32({ value: document, at: { file: '', pointer: '' } })) return document;
  const mediaType = (reference: string): unknown =>
    parsePointer(reference.slice(1)).reduce<unknown>(
      (at, name) => (isObject(at) ? at[name] : undefined),
      document,
    );

  const translated = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(translated);
    if (!isObject(value)) return value;
    if (typeof value.$ref === 'string' && value.$ref.startsWith(MEDIA_TYPES))
      return translated(mediaType(value.$ref));
    const fields: Fields = Object.fromEntries(
      Object.entries(value).map(([name, inside]) => [name, translated(inside)]),
    );
    if (fields.itemSchema !== undefined) fields.schema ??= { type: 'array', items: fields.itemSchema };
    if (fields.in === 'querystring' && isObject(fields.content)) {
      const [media] = Object.values(fields.content);
      return {
        name: fields.name,
        in: 'query',
        required: fields.required === true,
        schema: isObject(media) ? media.schema : {},
      };
    }
    return fields;
  };

  const whole = translated(document) as Fields;
  const outdated = deprecatedSchemes(document);
  const marked = ([template, item]: readonly [string, unknown]): readonly [string, unknown] => [
    template,
    isObject(item)
      ? Object.fromEntries(
          Object.entries(item).map(([word, value]) => [word, withOutdatedScheme(value, outdated)]),
        )
      : item,
  ];
  const paths = isObject(whole.paths)
    ? Object.fromEntries(Object.entries(whole.paths).flatMap((path) => splitPath(path).map(marked)))
    : {};
  const { mediaTypes: _mediaTypes, ...components } = isObject(whole.components) ? whole.components : {};
  return { ...whole, openapi: '3.1.1', paths, components };
}
