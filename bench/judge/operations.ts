/** The operations of a document, of any version, in one form. */
import { type Document, follow } from './document.ts';
import {
  at,
  escaped,
  isObject,
  type Json,
  type JsonObject,
  listOf,
  objectOf,
  textOf,
  tokensOf,
} from './json.ts';
import { type Scheme, schemesOf } from './security.ts';
import { baseOf } from './servers.ts';

export type Place = 'path' | 'query' | 'header' | 'cookie';

export interface Parameter {
  readonly name: string;
  readonly in: Place;
  readonly required: boolean;
  readonly schema: string;
  readonly style: string;
  readonly explode: boolean;
  /** Written as JSON. */
  readonly json: boolean;
  readonly example: Json | undefined;
}

export interface Content {
  readonly mediaType: string;
  /** Where its schema stands; without one everything fits. */
  readonly schema: string | undefined;
  readonly example: Json | undefined;
}

export interface Reply {
  readonly status: string;
  readonly content: readonly Content[];
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly template: string;
  readonly pointer: string;
  /** Path of its server. */
  readonly base: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly required: boolean; readonly content: readonly Content[] } | undefined;
  readonly replies: readonly Reply[];
  /** Alternatives of schemes that are asked for together. */
  readonly security: readonly (readonly Scheme[])[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/** What Swagger 2.0 writes beside the name of a parameter and what is a schema in later versions. */
const SCHEMA_WORDS = [
  ...[
    'type',
    'format',
    'items',
    'enum',
    'default',
    'pattern',
    'minLength',
    'maxLength',
    'minimum',
    'maximum',
  ],
  ...[
    'exclusiveMinimum',
    'exclusiveMaximum',
    'multipleOf',
    'minItems',
    'maxItems',
    'uniqueItems',
    'x-nullable',
  ],
];

const schemaBeside = (parameter: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(parameter).filter(([word]) => SCHEMA_WORDS.includes(word)));

const STYLES: Readonly<Record<string, readonly [style: string, explode: boolean]>> = {
  csv: ['form', false],
  ssv: ['spaceDelimited', false],
  tsv: ['tabDelimited', false],
  pipes: ['pipeDelimited', false],
  multi: ['form', true],
};

function firstExample(of: JsonObject, document: Document, pointer: string): Json | undefined {
  if (of.example !== undefined) return of.example;
  for (const name of Object.keys(objectOf(of.examples))) {
    const found = follow(document, `${pointer}/examples/${escaped(name)}`);
    const value = objectOf(found?.value).value;
    if (value !== undefined) return value;
  }
  return undefined;
}

function contentsOf(document: Document, pointer: string): readonly Content[] {
  // The specification has no reference here, but some documents do, and everybody follows it.
  const found = follow(document, `${pointer}/content`);
  return Object.entries(objectOf(found?.value)).map(([mediaType, media]) => {
    const place = `${found?.pointer}/${escaped(mediaType)}`;
    const schema = objectOf(media).schema;
    return {
      mediaType,
      schema: schema === undefined || schema === null ? undefined : `${place}/schema`,
      example: firstExample(objectOf(media), document, place),
    };
  });
}

function parameterOf(document: Document, pointer: string, value: JsonObject): Parameter | undefined {
  const { name, in: place } = value;
  if (typeof name !== 'string' || !['path', 'query', 'header', 'cookie'].includes(String(place)))
    return undefined;
  const common = { name, in: place as Place, required: place === 'path' || value.required === true };
  if (document.version === '2.0') {
    const [style, explode] = STYLES[String(value.collectionFormat ?? 'csv')] ?? ['form', false];
    const schema = document.write(schemaBeside(value));
    const example = value['x-example'];
    return { ...common, schema, style, explode, json: false, example };
  }
  const [content] = contentsOf(document, pointer);
  const style = textOf(value.style) ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  return {
    ...common,
    schema: content?.schema ?? (value.schema === undefined ? document.write({}) : `${pointer}/schema`),
    style,
    explode: typeof value.explode === 'boolean' ? value.explode : style === 'form',
    json: content !== undefined,
    example: firstExample(value, document, pointer),
  };
}

/** Parameters of a path and of an operation, as found behind their references; the operation's win. */
function rawParameters(
  document: Document,
  places: readonly string[],
): readonly (readonly [string, JsonObject])[] {
  const all = new Map<string, readonly [string, JsonObject]>();
  for (const place of places) {
    listOf(at(document.root, tokensOf(`${place}/parameters`))).forEach((_, index) => {
      const found = follow(document, `${place}/parameters/${index}`);
      if (found === undefined || !isObject(found.value)) return;
      all.set(`${found.value.in} ${found.value.name}`, [found.pointer, found.value]);
    });
  }
  return [...all.values()];
}

/** The body of an operation of Swagger 2.0: one parameter, or the fields of a form. */
function oldBody(
  document: Document,
  raw: readonly (readonly [string, JsonObject])[],
  consumes: readonly string[],
): Operation['body'] {
  const body = raw.find(([, value]) => value.in === 'body');
  if (body !== undefined) {
    const [pointer, value] = body;
    const schema = value.schema === undefined ? undefined : `${pointer}/schema`;
    const types = consumes.length === 0 ? ['application/json'] : consumes;
    const content = types.map((mediaType) => ({ mediaType, schema, example: undefined }));
    return { required: value.required === true, content };
  }
  const fields = raw.filter(([, value]) => value.in === 'formData').map(([, value]) => value);
  if (fields.length === 0) return undefined;
  const schema = document.write({
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [String(field.name), schemaBeside(field)])),
    required: fields.filter(({ required }) => required === true).map(({ name }) => String(name)),
  });
  const forms = consumes.filter((type) => /form/.test(type));
  const types = forms.length === 0 ? ['application/x-www-form-urlencoded'] : forms;
  return {
    required: fields.some(({ required }) => required === true),
    content: types.map((mediaType) => ({ mediaType, schema, example: undefined })),
  };
}

function newBody(document: Document, pointer: string): Operation['body'] {
  const found = follow(document, `${pointer}/requestBody`);
  if (found === undefined || !isObject(found.value)) return undefined;
  return { required: found.value.required === true, content: contentsOf(document, found.pointer) };
}

function repliesOf(document: Document, pointer: string, produces: readonly string[]): readonly Reply[] {
  const responses = objectOf(at(document.root, tokensOf(`${pointer}/responses`)));
  return Object.keys(responses)
    .filter((status) => !status.startsWith('x-'))
    .map((status) => {
      const found = follow(document, `${pointer}/responses/${escaped(status)}`);
      if (found === undefined) return { status, content: [] };
      if (document.version !== '2.0') return { status, content: contentsOf(document, found.pointer) };
      if (objectOf(found.value).schema === undefined) return { status, content: [] };
      const types = produces.length === 0 ? ['application/json'] : produces;
      const schema = `${found.pointer}/schema`;
      return { status, content: types.map((mediaType) => ({ mediaType, schema, example: undefined })) };
    });
}

export function operationsOf(document: Document): readonly Operation[] {
  const { root } = document;
  const schemes = schemesOf(document);
  const texts = (list: unknown): readonly string[] => listOf(list).map(String);
  return Object.keys(objectOf(root.paths)).flatMap((template) => {
    const item = follow(document, `/paths/${escaped(template)}`);
    if (item === undefined || !isObject(item.value)) return [];
    // OpenAPI allows no query and no fragment in a path, so such an operation cannot be called.
    if (!/^\/[^?#]*$/.test(template)) return [];
    const { pointer: itemPointer, value: itemValue } = item;
    return METHODS.flatMap((method) => {
      const operation = itemValue[method];
      if (!isObject(operation)) return [];
      const pointer = `${itemPointer}/${method}`;
      const raw = rawParameters(document, [itemPointer, pointer]);
      const security = listOf(operation.security ?? root.security).map((wanted) =>
        Object.keys(objectOf(wanted)).flatMap((name) => schemes.get(name) ?? []),
      );
      return [
        {
          id: `${method.toUpperCase()} ${template}`,
          method: method.toUpperCase(),
          template,
          pointer,
          base: baseOf(document, itemValue, operation),
          parameters: raw.flatMap(([place, value]) => parameterOf(document, place, value) ?? []),
          body:
            document.version === '2.0'
              ? oldBody(document, raw, texts(operation.consumes ?? root.consumes))
              : newBody(document, pointer),
          replies: repliesOf(document, pointer, texts(operation.produces ?? root.produces)),
          security,
        },
      ];
    });
  });
}
