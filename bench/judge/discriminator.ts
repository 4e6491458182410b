/** Which schema a discriminator means. */
import type { Document } from './document.ts';
import { escaped, type Json, type JsonObject, listOf, objectOf, textOf } from './json.ts';

/** The member that says which schema is meant; Swagger 2.0 has only its name. */
export const memberOf = ({ discriminator }: JsonObject): string | undefined =>
  textOf(discriminator) ?? textOf(objectOf(discriminator).propertyName);

/** The schemas that it names, or that extend the one that has it: the name of each, and where it stands. */
export function namedBy(
  document: Document,
  place: string,
  schema: JsonObject,
): readonly (readonly [name: string, pointer: string])[] {
  const folder = document.version === '2.0' ? '/definitions' : '/components/schemas';
  const at = (target: string): string =>
    target.startsWith('#/') ? target.slice(1) : `${folder}/${escaped(target)}`;
  const mapping = Object.entries(objectOf(objectOf(schema.discriminator).mapping));
  if (mapping.length > 0) return mapping.map(([name, target]) => [name, at(String(target))]);
  const root = document.version === '2.0' ? document.root : objectOf(document.root.components);
  const schemas = objectOf(document.version === '2.0' ? root.definitions : root.schemas);
  return Object.entries(schemas)
    .filter(([, one]) => listOf(objectOf(one).allOf).some((part) => objectOf(part).$ref === `#${place}`))
    .map(([name]) => [name, `${folder}/${escaped(name)}`]);
}

/** Where the alternative stands that a value names; nothing where it names none. */
export function meantBy(
  document: Document,
  place: string,
  schema: JsonObject,
  value: Json | undefined,
): string | undefined {
  const word = textOf(objectOf(value)[memberOf(schema) ?? '']);
  if (word === undefined) return undefined;
  const named = namedBy(document, place, schema).find(([name]) => name === word)?.[1];
  if (named !== undefined) return named;
  const index = listOf(schema.oneOf).findIndex((one) => textOf(objectOf(one).$ref)?.endsWith(`/${word}`));
  return index === -1 ? undefined : `${place}/oneOf/${index}`;
}
