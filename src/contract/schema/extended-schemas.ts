/**
 * A discriminator in a schema that others extend with `allOf`, instead of beside `oneOf`. A value of the schema must
 * then fit the one that its property names.
 */
import { isObject } from '../../core/is-object.ts';
import { isOpenApi32 } from '../document/edition.ts';
import {
  type Documents,
  elements,
  formatLocation,
  type Location,
  member,
  members,
  type Node,
} from '../document/load-document.ts';
import { mappedLocation } from './discriminator.ts';

/** A schema that extends another one, and the values that name it. */
export interface Extension {
  readonly at: Location;
  readonly values: readonly string[];
}

export interface ExtendedSchemas {
  /** The property of a discriminator in a schema without alternatives of its own, and what extends the schema. */
  extensionsOf(schema: Node):
    | {
        readonly property: string;
        readonly extensions: readonly Extension[];
        /** The schema for every other value, and for none. */
        readonly usual?: Location | undefined;
      }
    | undefined;
  /** The nearest schema with a discriminator that all of these extend. */
  commonParent(schemas: readonly Node[]): Node | undefined;
}

const MAX_ANCESTORS = 200;

/** The folders of named schemas, in OpenAPI 3 and 2.0. */
const SCHEMAS = ['/components/schemas', '/definitions'];

const propertyOf = (schema: Node): string | undefined => {
  const discriminator = member(schema, 'discriminator');
  const name = isObject(discriminator?.value)
    ? member(discriminator, 'propertyName')?.value
    : discriminator?.value;
  const chooses =
    isObject(schema.value) && (schema.value.oneOf !== undefined || schema.value.anyOf !== undefined);
  return typeof name === 'string' && !chooses ? name : undefined;
};

/** Creates the lookup of one contract. Each file is searched once, when a discriminator is first met in it. */
export function createExtendedSchemas(documents: Documents): ExtendedSchemas {
  /** By file: the named schemas that list a place in their `allOf`, by that place. */
  const files = new Map<
    string,
    ReadonlyMap<string, readonly { readonly name: string; readonly at: Location }[]>
  >();

  const located = (part: Node): Location | undefined =>
    isObject(part.value) && typeof part.value.$ref === 'string'
      ? documents.attempt(() => documents.target(String((part.value as { $ref: unknown }).$ref), part.at))
      : undefined;

  const parentsOf = (schema: Node): readonly Location[] =>
    elements(member(schema, 'allOf')).flatMap((part) => located(part) ?? []);

  const childrenIn = (
    file: string,
  ): ReadonlyMap<string, readonly { readonly name: string; readonly at: Location }[]> => {
    const known = files.get(file);
    if (known !== undefined) return known;
    const children = new Map<string, { readonly name: string; readonly at: Location }[]>();
    for (const pointer of SCHEMAS) {
      let folder: Node;
      try {
        folder = documents.read({ file, pointer });
      } catch {
        continue;
      }
      for (const [name, schema] of members(folder))
        for (const parent of parentsOf(schema)) {
          const key = formatLocation(parent);
          children.set(key, [...(children.get(key) ?? []), { name, at: schema.at }]);
        }
    }
    files.set(file, children);
    return children;
  };

  return {
    extensionsOf: (schema) => {
      const property = propertyOf(schema);
      if (property === undefined) return undefined;
      const found = new Map<string, Extension>();
      const discriminator = member(schema, 'discriminator');
      const mapped = members(discriminator && member(discriminator, 'mapping'));
      for (const [value, target] of mapped) {
        const at =
          typeof target.value === 'string' ? mappedLocation(target.value, target.at, documents) : undefined;
        if (at === undefined || formatLocation(at) === formatLocation(schema.at)) continue;
        const key = formatLocation(at);
        found.set(key, { at, values: [...(found.get(key)?.values ?? []), value] });
      }
      const children = childrenIn(schema.at.file);
      const seen = new Set<string>([formatLocation(schema.at)]);
      const gather = (parent: string): void => {
        for (const { name, at } of children.get(parent) ?? []) {
          const key = formatLocation(at);
          if (seen.has(key)) continue;
          seen.add(key);
          if (!found.has(key)) found.set(key, { at, values: [name] });
          gather(key);
        }
      };
      gather(formatLocation(schema.at));
      const fallback =
        discriminator && isOpenApi32(documents.root) ? member(discriminator, 'defaultMapping') : undefined;
      const usual =
        typeof fallback?.value === 'string'
          ? mappedLocation(fallback.value, fallback.at, documents)
          : undefined;
      return found.size === 0 ? undefined : { property, extensions: [...found.values()], usual };
    },
    commonParent: (schemas) => {
      const ancestors = (schema: Node): readonly Node[] => {
        const found = new Map<string, Node>();
        const waiting = [...parentsOf(schema)];
        for (let at = waiting.shift(); at !== undefined && found.size < MAX_ANCESTORS; at = waiting.shift()) {
          const from = at;
          const parent = documents.attempt(() => documents.follow(documents.read(from, schema.at)));
          if (parent === undefined || found.has(formatLocation(parent.at))) continue;
          found.set(formatLocation(parent.at), parent);
          waiting.push(...parentsOf(parent));
        }
        return [...found.values()];
      };
      const [first, ...rest] = schemas.map((schema) =>
        ancestors(schema).filter((parent) => propertyOf(parent) !== undefined),
      );
      return first?.find((parent) =>
        rest.every((others) =>
          others.some((other) => formatLocation(other.at) === formatLocation(parent.at)),
        ),
      );
    },
  };
}
