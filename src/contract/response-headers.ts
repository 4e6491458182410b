/** The headers that a contract describes for a reply: how they are validated and generated. */

import { isObject } from '../core/is-object.ts';
import { lazy } from '../core/lazy.ts';
import { type Documents, elements, member, members, type Node } from './document/load-document.ts';
import { isJsonText } from './parameters/json-parameter.ts';
import { fromJson, fromText } from './parameters/styles.ts';
import type { Schema, Schemas } from './schema/compile.ts';
import { shownBy } from './schema/examples.ts';
import { fakeData, GenerationError, type Seed } from './schema/fake-data.ts';
import type { SchemaFinding } from './schema/schema-findings.ts';

/** A documented header of a reply. */
export interface Header {
  /** Lower case. */
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema | undefined;
  /** The contract's examples, or else the default, as text. @throws {ContractError} for one that breaks the schema */
  examples(): readonly string[];
  /** A value as header text; `undefined` if a header cannot hold it. */
  written(value: unknown): string | undefined;
  /** The findings about a header that was sent; empty for a valid one. */
  check(text: string): readonly SchemaFinding[];
}

/** Headers that the contract does not decide: the content describes the first, and the server sets the others. */
const OF_THE_SERVER = new Set([
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'connection',
  'date',
]);

/**
 * Reads the headers of a documented response.
 *
 * @param response the response object
 * @param usual values that the contract implies, by name; they are used where it has no example
 */
export function responseHeadersOf(
  response: Node,
  documents: Documents,
  schemas: Schemas,
  usual: ReadonlyMap<string, string>,
): readonly Header[] {
  return members(member(response, 'headers')).flatMap(([name, reference]) =>
    OF_THE_SERVER.has(name.toLowerCase())
      ? []
      : [
          withUsual(
            headerOf(name.toLowerCase(), documents.resolve(reference), documents, schemas),
            usual.get(name.toLowerCase()),
          ),
        ],
  );
}

/** The header, whose example is a value that the contract implies, if it has none of its own and the value fits. */
const withUsual = (header: Header, usual: string | undefined): Header =>
  usual === undefined
    ? header
    : {
        ...header,
        examples: lazy(() => {
          const own = header.examples();
          return own.length > 0 || header.check(usual).length > 0 ? own : [usual];
        }),
      };

function headerOf(name: string, header: Node, documents: Documents, schemas: Schemas): Header {
  const [, media] = members(member(header, 'content'))[0] ?? [];
  const node = member(header, 'schema') ?? (media && member(documents.resolve(media), 'schema'));
  const schema = node && schemas.compile(node);
  const isJson = isJsonText(header);
  const explode = member(header, 'explode')?.value === true;
  const written = (value: unknown): string | undefined => asText(value, isJson, explode);
  const check = (text: string): readonly SchemaFinding[] => {
    if (node === undefined || schema === undefined) return [];
    if (isJson) return schema.check(fromJson(text), 'response');
    const shape = schemas.shape(node);
    // HTTP allows blanks around the commas of a list.
    const list = shape.types.includes('array') ? text.replace(/[ \t]*,[ \t]*/g, ',') : text;
    return schema.check(fromText(list, { name, style: 'simple', explode, shape }), 'response');
  };
  const examples = lazy(() =>
    illustrationsOf(header, node && documents.resolve(node), documents).flatMap(({ value, at }) => {
      const text = written(value);
      const [broken] = text === undefined ? [] : check(text);
      if (broken !== undefined)
        documents.flaw(at, `the example of the header ${name} breaks its schema: ${broken.message}`);
      return text === undefined || broken !== undefined ? [] : [text];
    }),
  );
  return { name, required: member(header, 'required')?.value === true, schema, examples, written, check };
}

/** The examples of the header, else of its schema, else the default. */
function illustrationsOf(header: Node, schema: Node | undefined, documents: Documents): readonly Node[] {
  const own = shownBy(header, documents).map(({ value }) => value);
  if (own.length > 0 || schema === undefined) return own;
  const [listed] = elements(member(schema, 'examples'));
  return [member(schema, 'example') ?? listed ?? member(schema, 'default') ?? []].flat();
}

/** The value in the style `simple`; `undefined` if it is not ASCII text. */
function asText(value: unknown, isJson: boolean, explode: boolean): string | undefined {
  const text = isJson
    ? JSON.stringify(value)
    : Array.isArray(value)
      ? value.join(',')
      : isObject(value)
        ? Object.entries(value)
            .flatMap(([name, part]) => (explode ? [`${name}=${part}`] : [name, part]))
            .join(',')
        : String(value);
  return /^[\x20-\x7e]*$/.test(text) ? text : undefined;
}

/**
 * A valid value of the header, as text.
 *
 * @throws {GenerationError} if none can be generated
 */
function textFor(header: Header, schemas: Schemas, seed: Seed): string {
  const [example] = header.examples();
  if (example !== undefined || header.schema === undefined) return example ?? '';
  const text = header.written(fakeData(header.schema, schemas, seed, `value of the header ${header.name}`));
  if (text !== undefined && header.check(text).length === 0) return text;
  throw new GenerationError(
    500,
    `no valid value of the header ${header.name} can be generated; give it an example in the contract`,
  );
}

/**
 * Values for headers, by name. An optional header without a valid value is left out.
 *
 * @throws {GenerationError} if a required header cannot be generated
 */
export function generateHeaders(
  headers: readonly Header[],
  schemas: Schemas,
  seed: Seed,
): Readonly<Record<string, string>> {
  const entries = headers.flatMap((header) => {
    try {
      return [[header.name, textFor(header, schemas, seed)] as const];
    } catch (cause) {
      if (header.required || !(cause instanceof GenerationError)) throw cause;
      return [];
    }
  });
  return Object.fromEntries(entries);
}
