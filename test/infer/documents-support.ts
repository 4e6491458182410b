/** Small documents, written as one says them: a path, its operations, and the schemas of their bodies and replies. */
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Schema = { readonly [name: string]: Json };

interface Described {
  readonly id?: string;
  readonly body?: Schema;
  /** Of a form instead of JSON. */
  readonly form?: Schema;
  /** Replies by status; `null` for one without a body. */
  readonly replies: { readonly [status: string]: Schema | null };
  /** The example of the first reply. */
  readonly example?: Json;
  readonly parameters?: readonly Schema[];
  readonly more?: Schema;
}

export const text: Schema = { type: 'string' };
export const integer: Schema = { type: 'integer' };

/** An object; the names with `!` are required. */
export const object = (properties: { readonly [name: string]: Schema }): Schema => ({
  type: 'object',
  required: Object.keys(properties)
    .filter((name) => name.endsWith('!'))
    .map((name) => name.slice(0, -1)),
  properties: Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name.replace(/!$/, ''), schema]),
  ),
});

export const list = (items: Schema): Schema => ({ type: 'array', items });

const content = (schema: Schema, example?: Json, mediaType = 'application/json'): Json => ({
  [mediaType]: { schema, ...(example === undefined ? {} : { example }) },
});

function operation(
  template: string,
  { id, body, form, replies, example, parameters, more }: Described,
): Json {
  const own = [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const said = new Set(parameters?.map(({ name }) => name));
  return {
    ...(id === undefined ? {} : { operationId: id }),
    parameters: [
      ...own
        .filter((name) => !said.has(name))
        .map((name) => ({ name, in: 'path', required: true, schema: text })),
      ...(parameters ?? []),
    ],
    ...(body === undefined ? {} : { requestBody: { content: content(body) } }),
    ...(form === undefined
      ? {}
      : { requestBody: { content: content(form, undefined, 'application/x-www-form-urlencoded') } }),
    responses: Object.fromEntries(
      Object.entries(replies).map(([status, schema], index) => [
        status,
        {
          description: 'A reply',
          ...(schema === null ? {} : { content: content(schema, index === 0 ? example : undefined) }),
        },
      ]),
    ),
    ...more,
  };
}

/** @param described by `METHOD /path` */
export function documentOf(described: { readonly [call: string]: Described }, more: Schema = {}): Schema {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [call, one] of Object.entries(described)) {
    const [method = '', path = ''] = call.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(path, one) };
  }
  return { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, ...more };
}

/** Serves a document, and an overlay of it, in strict mode. */
export const serveDocument = (
  described: Schema,
  options: EmulatorOptions = {},
  overlay?: readonly Schema[],
): Promise<Emulator> => {
  const files = {
    'api.yaml': described,
    'overlay.yaml': { overlay: '1.0.0', info: { title: 'o', version: '1' }, actions: overlay ?? [] },
  };
  const spec = writeDocuments(files);
  const api = overlay === undefined ? { spec } : { spec, overlay: spec.replace('api.yaml', 'overlay.yaml') };
  return createEmulator({
    documents: { api },
    port: 0,
    strict: true,
    clock: '2026-01-01T00:00:00.000Z',
    ...options,
  });
};
