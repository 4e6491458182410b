/**
 * The copy of a document that hyperjump reads. Every schema stays where it stands and keeps its rules. What differs:
 *
 * - what is only sent one way is not required the other way: `readOnly` in requests, `writeOnly` in replies;
 * - keywords whose value is of a wrong type, and references that lead nowhere, say nothing instead of stopping the judge;
 * - Swagger 2.0 is judged as OpenAPI 3.0, with `x-nullable` as `nullable` and `type: file` as anything.
 */
import { type Document, follow, pointerOf, type Version } from './document.ts';
import { escaped, isList, isObject, type Json, type JsonObject, listOf, objectOf, textOf } from './json.ts';

export type Direction = 'request' | 'reply';

/** Keywords of one schema, of a list of them, and of named ones. */
const ONE = ['not', 'if', 'then', 'else', 'contains', 'propertyNames', 'additionalProperties'].concat(
  ...['additionalItems', 'unevaluatedProperties', 'unevaluatedItems'],
);
const MANY = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const NAMED = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];

const isCount = (value: Json): boolean => Number.isInteger(value) && Number(value) >= 0;
const isNumber = (value: Json): boolean => typeof value === 'number';
const isTexts = (value: Json): boolean => isList(value) && value.every((one) => typeof one === 'string');

/** What the value of a keyword has to be for it to say something. */
const SOUND: Readonly<Record<string, (value: Json, version: Version) => boolean>> = {
  type: (value) => typeof value === 'string' || isTexts(value),
  enum: isList,
  const: () => true,
  required: isTexts,
  pattern: (value) => typeof value === 'string',
  format: (value) => typeof value === 'string',
  nullable: (value) => typeof value === 'boolean',
  uniqueItems: (value) => typeof value === 'boolean',
  minimum: isNumber,
  maximum: isNumber,
  multipleOf: (value) => isNumber(value) && Number(value) > 0,
  exclusiveMinimum: (value, version) => typeof value === (version === '3.1' ? 'number' : 'boolean'),
  exclusiveMaximum: (value, version) => typeof value === (version === '3.1' ? 'number' : 'boolean'),
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  minContains: isCount,
  maxContains: isCount,
  dependentRequired: isObject,
  $ref: (value) => typeof value === 'string',
  $anchor: (value) => typeof value === 'string',
  $dynamicRef: (value) => typeof value === 'string',
  $dynamicAnchor: (value) => typeof value === 'string',
};

const TYPES = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

class Copy {
  readonly document: Document;
  readonly direction: Direction;
  readonly #oneWay = new Map<string, ReadonlySet<string>>();

  constructor(document: Document, direction: Direction) {
    this.document = document;
    this.direction = direction;
  }

  /** The members of a schema, and of what it is made of, that are not sent this way. */
  #silent(pointer: string, deep = 0): ReadonlySet<string> {
    const known = this.#oneWay.get(pointer);
    if (known !== undefined) return known;
    const names = new Set<string>();
    this.#oneWay.set(pointer, names);
    const word = this.direction === 'request' ? 'readOnly' : 'writeOnly';
    const schema = objectOf(follow(this.document, pointer)?.value);
    const place = follow(this.document, pointer)?.pointer ?? pointer;
    for (const [name, property] of Object.entries(objectOf(schema.properties))) {
      const behind = follow(this.document, `${place}/properties/${escaped(name)}`);
      if (objectOf(property)[word] === true || objectOf(behind?.value)[word] === true) names.add(name);
    }
    if (deep < 16)
      listOf(schema.allOf).forEach((_, index) => {
        for (const name of this.#silent(`${place}/allOf/${index}`, deep + 1)) names.add(name);
      });
    return names;
  }

  #reference(value: Json): string | undefined {
    const text = textOf(value) ?? '';
    const pointer = pointerOf(text);
    if (pointer === undefined)
      return this.document.version === '3.1' && /^#[^/]/.test(text) ? text : undefined;
    return follow(this.document, pointer) === undefined ? undefined : `#${encodeURI(pointer)}`;
  }

  #named(value: Json, pointer: string, inherited: ReadonlySet<string>): JsonObject {
    return Object.fromEntries(
      Object.entries(objectOf(value)).map(([name, schema]) => [
        name,
        this.schema(schema, `${pointer}/${escaped(name)}`, inherited),
      ]),
    );
  }

  #keyword(word: string, value: Json, pointer: string, silent: ReadonlySet<string>): Json | undefined {
    const place = `${pointer}/${word}`;
    const none: ReadonlySet<string> = new Set();
    if (ONE.includes(word)) return this.schema(value, place, none);
    if (NAMED.includes(word)) return this.#named(value, place, none);
    if (MANY.includes(word) || (word === 'items' && isList(value))) {
      if (!isList(value) || value.length === 0) return undefined;
      const inherited = word === 'allOf' ? silent : none;
      return value.map((schema, index) => this.schema(schema, `${place}/${index}`, inherited));
    }
    if (word === 'items') return this.schema(value, place, none);
    if (word === '$ref') return this.#reference(value);
    if (word === 'required') return listOf(value).filter((name) => !silent.has(String(name)));
    if (word === 'type' && isList(value)) return value.filter((type) => TYPES.includes(String(type)));
    if (word === 'type') return TYPES.includes(String(value)) ? value : undefined;
    return value;
  }

  schema(value: Json, pointer: string, inherited: ReadonlySet<string>): Json {
    if (typeof value === 'boolean') return this.document.version === '3.1' ? value : value ? {} : { not: {} };
    if (!isObject(value)) return {};
    const { version } = this.document;
    const silent = new Set([...this.#silent(pointer), ...inherited]);
    const copied: Record<string, Json> = {};
    for (const [word, of] of Object.entries(value)) {
      const sound = SOUND[word];
      const known = ONE.includes(word) || MANY.includes(word) || NAMED.includes(word) || word === 'items';
      if (of === null ? word !== 'const' : !known && !sound?.(of, version)) continue;
      const copy = this.#keyword(word, of, pointer, silent);
      if (copy !== undefined) copied[word] = copy;
    }
    if (version === '2.0' && value['x-nullable'] === true) copied.nullable = true;
    return copied;
  }

  /** What is no schema, and what of it is one. */
  other(value: Json, pointer: string): Json {
    if (isList(value)) return value.map((one, index) => this.other(one, `${pointer}/${index}`));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([word]) => word !== 'example' && word !== 'examples' && !word.startsWith('x-'))
        .map(([word, of]) => {
          const place = `${pointer}/${escaped(word)}`;
          const isSchema = word === 'schema' && pointer.split('/').length > 2;
          return [word, isSchema ? this.schema(of, place, new Set()) : this.other(of, place)];
        }),
    );
  }

  whole(): JsonObject {
    const { root, version } = this.document;
    const { definitions, components, 'x-judge': written, ...others } = root;
    const named = (schemas: Json | undefined, pointer: string): JsonObject =>
      this.#named(schemas ?? {}, pointer, new Set());
    const { schemas, ...parts } = objectOf(components);
    return {
      ...objectOf(this.other(others, '')),
      ...(version === '2.0' ? { definitions: named(definitions, '/definitions') } : {}),
      components: {
        ...objectOf(this.other(parts, '/components')),
        schemas: named(schemas, '/components/schemas'),
      },
      'x-judge': listOf(written).map((schema, index) => this.schema(schema, `/x-judge/${index}`, new Set())),
    };
  }
}

export const prepared = (document: Document, direction: Direction): JsonObject =>
  new Copy(document, direction).whole();
