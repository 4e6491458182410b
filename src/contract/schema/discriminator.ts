/**
 * `oneOf` and `anyOf` with a discriminator: the value of one property chooses the schema that validates. Without it,
 * a body that fits two schemas would be rejected, and one that fits none would get the errors of all.
 */

import { isObject } from '../../core/is-object.ts';
import { isOpenApi32 } from '../document/edition.ts';
import {
  child,
  type Documents,
  elements,
  formatLocation,
  type Location,
  member,
  members,
  type Node,
} from '../document/load-document.ts';

/** One schema, and the property values that choose it. */
interface Option {
  /** Where it is, if it is a reference. */
  readonly place: string | undefined;
  readonly values: readonly unknown[];
  readonly schema: unknown;
}

type Reader = Pick<Documents, 'attempt' | 'resolve' | 'root' | 'target'>;

/** The location that a mapping names, by a reference or the name of a component; `undefined` if there is none. */
export function mappedLocation(target: string, at: Location, documents: Reader): Location | undefined {
  const isName = /^[\w.-]+$/.test(target) && !/\.(?:ya?ml|json)$/i.test(target);
  return documents.attempt(() => documents.target(isName ? `#/components/schemas/${target}` : target, at));
}

function mappedTo(target: string, at: Location, documents: Reader): string | undefined {
  const found = mappedLocation(target, at, documents);
  return found && formatLocation(found);
}

/** The values that the schema itself allows for the property. */
function allowedFor(name: string, node: Node, documents: Reader, depth = 0): readonly unknown[] {
  const target = documents.resolve(node);
  if (!isObject(target.value) || depth > 5) return [];
  const properties = member(target, 'properties');
  const property = properties && member(properties, name);
  const rules = property && documents.resolve(property).value;
  if (isObject(rules)) {
    if (rules.const !== undefined) return [rules.const];
    if (Array.isArray(rules.enum)) return rules.enum;
  }
  for (const part of elements(member(target, 'allOf'))) {
    const found = allowedFor(name, part, documents, depth + 1);
    if (found.length > 0) return found;
  }
  return [];
}

/** The name of a component, which is the default value for its schema. */
const nameOf = (reference: string): string =>
  (reference.split(/[/#]/).at(-1) ?? '').replace(/\.(?:ya?ml|json)$/i, '');

/** Rules that choose a schema by the value of a property. */
export interface Choice extends Readonly<Record<string, unknown>> {
  readonly properties: Readonly<Record<string, object>>;
  /** `if` checks the value, and `then` is the schema that it chooses. */
  readonly allOf: readonly { readonly if: object; readonly then: unknown }[];
}

/**
 * Turns `oneOf` or `anyOf` with a discriminator into a schema that chooses by the property.
 *
 * @param node the schema with the alternatives
 * @param word `oneOf` or `anyOf`
 * @param translated the schemas under that word, as AJV takes them
 * @param discriminator the schema's own, or that of a schema which all of them extend
 * @returns a schema to replace the keyword, or `undefined` if the document does not say which schema each value
 *   chooses
 */
export function discriminatedChoice(
  node: Node,
  word: string,
  translated: readonly unknown[],
  documents: Reader,
  discriminator: Node | undefined,
): Choice | undefined {
  const property = discriminator && member(discriminator, 'propertyName')?.value;
  const listed = member(node, word);
  if (discriminator === undefined || typeof property !== 'string' || !Array.isArray(listed?.value))
    return undefined;
  const mapping = members(member(discriminator, 'mapping')).flatMap(([value, target]) =>
    typeof target.value === 'string' ? [{ value, to: mappedTo(target.value, target.at, documents) }] : [],
  );
  const fallback = isOpenApi32(documents.root) ? member(discriminator, 'defaultMapping') : undefined;
  const usual =
    typeof fallback?.value === 'string' ? mappedTo(fallback.value, fallback.at, documents) : undefined;
  const options = listed.value.map((value: unknown, index): Option => {
    const at = child(listed.at, index);
    const reference = isObject(value) && typeof value.$ref === 'string' ? value.$ref : undefined;
    const place =
      reference === undefined
        ? undefined
        : documents.attempt(() => formatLocation(documents.target(reference, at)));
    const mapped = mapping.filter(({ to }) => to !== undefined && to === place).map((entry) => entry.value);
    const own = mapped.length > 0 ? mapped : allowedFor(property, { value, at }, documents);
    return {
      place,
      values: own.length > 0 || reference === undefined ? own : [nameOf(reference)],
      schema: translated[index],
    };
  });
  const values = options.flatMap((option) => option.values);
  const unclear =
    options.some((option) => option.values.length === 0) || new Set(values).size < values.length;
  if (unclear) return undefined;
  const chosen = (among: readonly unknown[]): object => ({
    type: 'object',
    required: [property],
    properties: { [property]: { enum: among } },
  });
  const choices = options.map((option) => ({
    if: chosen(option.values),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: option.schema,
  }));
  const otherwise = usual === undefined ? undefined : options.find(({ place }) => place === usual);
  if (otherwise === undefined)
    return { ...chosen(values), properties: { [property]: { enum: values } }, allOf: choices };
  return {
    type: 'object',
    properties: {},
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    allOf: [...choices, { if: { not: chosen(values) }, then: otherwise.schema }],
  };
}
