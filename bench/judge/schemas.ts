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
import { meantBy, memberOf } from './discriminator.ts';
import { type Document, follow } from './document.ts';
import { at, type Json, objectOf, tokensOf } from './json.ts';
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

  /** Whether a discriminator names one of several alternatives that fit, and that one does. */
  async #isTold(problem: Problem, direction: Direction, value: Json): Promise<boolean> {
    if (problem.keyword !== 'oneOf') return false;
    const place = problem.schema.slice(0, -'/oneOf'.length);
    const schema = objectOf(follow(this.#document, place)?.value);
    if (memberOf(schema) === undefined) return false;
    const part = at(value, tokensOf(problem.value));
    const meant = meantBy(this.#document, place, schema, part);
    return (
      meant !== undefined && part !== undefined && (await this.judge(meant, direction, part)).is === 'valid'
    );
  }

  /** What remains when discriminators have their say: alternatives that they do not mean have no problems. */
  async #untold(
    problems: readonly Problem[],
    direction: Direction,
    value: Json,
  ): Promise<readonly Problem[]> {
    const told: Problem[] = [];
    for (const problem of problems) if (await this.#isTold(problem, direction, value)) told.push(problem);
    return problems.filter(
      (problem) => !told.some((one) => problem === one || problem.value.startsWith(one.value)),
    );
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
      const untold = await this.#untold(problems, direction, value);
      return untold.length === 0 ? { is: 'valid' } : { is: 'invalid', problems: untold };
    } catch (cause) {
      return { is: 'unjudged', because: cause instanceof Error ? cause.message : String(cause) };
    }
  }
}
