/** What the judge uses of the packages of this folder, which are installed only where it runs. */

declare module '@hyperjump/browser' {
  interface Browser {
    readonly uri: string;
  }
  export function value(browser: Browser): unknown;
  export function addUriSchemePlugin(
    scheme: string,
    plugin: { readonly retrieve: (uri: string) => Promise<Response> },
  ): void;
}

declare module '@hyperjump/json-schema/openapi-3-0' {
  export function registerSchema(schema: object, uri: string, dialect: string): void;
  export function unregisterSchema(uri: string): void;
  export function setShouldValidateSchema(wanted: boolean): void;
  export function setShouldValidateFormat(wanted: boolean): void;
}

declare module '@hyperjump/json-schema/openapi-3-1';

declare module '@hyperjump/json-schema/formats';

declare module '@hyperjump/json-schema/instance/experimental' {
  interface JsonNode {
    readonly pointer: string;
  }
  export function fromJs(value: unknown): JsonNode;
  export function typeOf(node: JsonNode): string;
  export function value(node: JsonNode): unknown;
}

declare module '@hyperjump/json-schema/experimental' {
  import type { Browser } from '@hyperjump/browser';
  import type { JsonNode } from '@hyperjump/json-schema/instance/experimental';

  export interface Tree {
    metaData: Record<string, unknown>;
    plugins: Set<unknown>;
  }
  export interface Compiled {
    readonly ast: Tree;
    readonly schemaUri: string;
  }
  export interface Problem {
    readonly keyword: string;
    readonly absoluteKeywordLocation: string;
    readonly instanceLocation: string;
  }
  export const Validation: { compile(schema: Browser, tree: Tree): Promise<string> };
  export function getSchema(uri: string): Promise<Browser>;
  export function interpret(
    compiled: Compiled,
    value: JsonNode,
    output: string,
  ): { readonly valid: boolean; readonly errors?: readonly Problem[] };
  export function addKeyword<Value>(keyword: {
    readonly id: string;
    readonly compile: (schema: Browser) => Value;
    readonly interpret: (value: Value, instance: JsonNode) => boolean;
  }): void;
  export function addFormat(format: {
    readonly id: string;
    readonly handler: (value: unknown) => boolean;
  }): void;
  export function setFormatHandler(keyword: string, name: string, format: string): void;
  export function loadDialect(
    id: string,
    vocabularies: Readonly<Record<string, boolean>>,
    unknownKeywords: boolean,
  ): void;
}

declare module 'js-yaml' {
  export interface Schema {
    extend(types: { readonly implicit: readonly unknown[] }): Schema;
  }
  export const CORE_SCHEMA: Schema;
  export const types: { readonly merge: unknown };
  export function load(text: string, options: { readonly schema: Schema; readonly json: boolean }): unknown;
}

declare module 'randexp' {
  export default class RandExp {
    constructor(pattern: RegExp);
    max: number;
    randInt: (from: number, to: number) => number;
    gen(): string;
  }
}
