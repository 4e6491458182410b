/** Judges values by the schemas of one document, with hyperjump. */
import {
  type Compiled,
  getSchema,
  interpret,
  type Tree,
  Validation,
} from '@hyperjump/json-schema/experimental';
import { fromJs } from '@hyperjump/json-schema/instance/experimental';
import { registerSchema, unregisterSchema } from '@hyperjump/json-schema/openapi-3-0';
import { type Document, follow } from './document.ts';
import { type Json, objectOf } from './json.ts';
import { DIALECTS } from './keywords.ts';
import { type Direction, prepared } from './prepare.ts';

export type Verdict =
  | { readonly is: 'valid' }
  | { readonly is: 'invalid'; readonly problems: readonly Problem[] }
  /** The judge cannot read the schema. */
  | { readonly is: 'unjudged'; readonly because: string };

export interface Problem {
  readonly keyword: string;
  /** Where in the document. */
  readonly schema: string;
  /** Where in the value. */
  readonly value: string;
}

const fragmentOf = (uri: string): string => {
  const fragment = uri.split('#')[1] ?? '';
  try {
    return decodeURI(fragment);
  } catch {
    return fragment;
  }
};

const emptyTree = (): Tree => ({ metaData: {}, plugins: new Set() });

let documents = 0;

export class Schemas {
  readonly #document: Document;
  readonly #uris: Readonly<Record<Direction, string>>;
  /** What is compiled is shared by all schemas of a direction. */
  readonly #trees: Record<Direction, Tree> = { request: emptyTree(), reply: emptyTree() };
  readonly #compiled = new Map<string, Compiled | string>();

  constructor(document: Document) {
    this.#document = document;
    const uri = `https://judge.test/${++documents}`;
    this.#uris = { request: `${uri}/request`, reply: `${uri}/reply` };
    for (const direction of ['request', 'reply'] as const)
      registerSchema(prepared(document, direction), this.#uris[direction], DIALECTS[document.version]);
  }

  close(): void {
    for (const uri of Object.values(this.#uris)) unregisterSchema(uri);
  }

  async #compile(pointer: string, direction: Direction): Promise<Compiled | string> {
    const key = `${direction} ${pointer}`;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    let made: Compiled | string;
    try {
      const ast = this.#trees[direction];
      const schema = await getSchema(`${this.#uris[direction]}#${encodeURI(pointer)}`);
      made = { ast, schemaUri: await Validation.compile(schema, ast) };
    } catch (cause) {
      made = cause instanceof Error ? cause.message : String(cause);
      // What was begun is not whole.
      this.#trees[direction] = emptyTree();
    }
    this.#compiled.set(key, made);
    return made;
  }

  /** Whether more than one alternative fits, where a discriminator tells which is meant. */
  #isTold({ keyword, schema }: Problem): boolean {
    if (keyword !== 'oneOf') return false;
    const above = follow(this.#document, schema.slice(0, -'/oneOf'.length));
    return objectOf(above?.value).discriminator !== undefined;
  }

  async judge(pointer: string | undefined, direction: Direction, value: Json): Promise<Verdict> {
    if (pointer === undefined) return { is: 'valid' };
    const compiled = await this.#compile(pointer, direction);
    if (typeof compiled === 'string') return { is: 'unjudged', because: compiled };
    try {
      const node = fromJs(value);
      if (interpret(compiled, node, 'FLAG').valid) return { is: 'valid' };
      const { errors = [] } = interpret(compiled, node, 'BASIC');
      const problems = errors.map((error) => ({
        keyword: error.keyword.split('/').at(-1) ?? '',
        schema: fragmentOf(error.absoluteKeywordLocation),
        value: fragmentOf(error.instanceLocation),
      }));
      return problems.every((problem) => this.#isTold(problem))
        ? { is: 'valid' }
        : { is: 'invalid', problems };
    } catch (cause) {
      return { is: 'unjudged', because: cause instanceof Error ? cause.message : String(cause) };
    }
  }
}
