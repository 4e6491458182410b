/** The headers that a contract describes for a reply: how they are validated and generated. */

import { lazy } from '../core/lazy.ts';
import {
  type Documents,
  elements,
  type Location,
  member,
  members,
  type Node,
} from './document/load-document.ts';
import { headerText } from './header-text.ts';
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
  const { write, read } = headerText(
    name,
    header,
    documents,
    schemas.shape(node ?? { value: {}, at: header.at }),
  );
  const check = (text: string): readonly SchemaFinding[] => schema?.check(read(text), 'response') ?? [];
  const examples = lazy(() =>
    illustrationsOf(header, node && documents.resolve(node), documents).flatMap(
      ({ value, serialized, at }) => {
        const text = serialized === undefined ? write(value) : write(serialized.trimEnd());
        const [broken] = text === undefined ? [] : check(text);
        if (broken !== undefined)
          documents.flaw(at, `the example of the header ${name} breaks its schema: ${broken.message}`);
        return text === undefined || broken !== undefined ? [] : [text];
      },
    ),
  );
  return {
    ...{ name, required: member(header, 'required')?.value === true, schema, examples },
    ...{ written: write, check },
  };
}

interface Illustration {
  readonly value: unknown;
  /** How the value is written. */
  readonly serialized?: string;
  readonly at: Location;
}

/** The examples of the header, else of its schema, else the default. */
function illustrationsOf(
  header: Node,
  schema: Node | undefined,
  documents: Documents,
): readonly Illustration[] {
  const own = shownBy(header, documents).map(({ value, serialized, at }) => ({
    value: value?.value,
    ...(serialized === undefined ? {} : { serialized: String(serialized.value) }),
    at: (value ?? serialized)?.at ?? at,
  }));
  if (own.length > 0 || schema === undefined) return own;
  const [listed] = elements(member(schema, 'examples'));
  return [member(schema, 'example') ?? listed ?? member(schema, 'default') ?? []].flat();
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
