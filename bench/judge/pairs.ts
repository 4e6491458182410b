/** The walks of a document: every `/x` with a POST, and `/x/{id}` with a GET. */

import type { Document } from './document.ts';
import type { Json } from './json.ts';
import { isJson } from './media.ts';
import type { Operation } from './operations.ts';
import { rulesOf } from './rules.ts';

export interface Pair {
  readonly collection: string;
  readonly create: Operation;
  readonly read: Operation;
  readonly list: Operation | undefined;
  readonly update: Operation | undefined;
  readonly remove: Operation | undefined;
  /** Whether the document says what a creation is answered with: 201, 202 or 200 and an object. */
  readonly documented: boolean;
}

/** Segments of a path; a last slash and `.json` say nothing. */
export const segmentsOf = (template: string): readonly string[] =>
  template
    .replace(/\/$/, '')
    .replace(/\.json$/, '')
    .split('/')
    .slice(1);

/** Templates that differ in the names of their parameters only are one path. */
export const pathKey = (segments: readonly string[]): string =>
  segments.map((segment) => (/^\{[^}]*\}$/.test(segment) ? '{}' : segment)).join('/');

const isSuccess = (status: string): boolean => /^2/.test(status);

function isDocumented(document: Document, { replies }: Operation): boolean {
  return replies.some(({ status, content }) => {
    if (status === '201') return true;
    if (status !== '200' && status !== '202') return false;
    const schema = content.find(({ mediaType }) => isJson(mediaType))?.schema;
    if (schema === undefined) return false;
    const { types, items } = rulesOf(document, [schema]);
    return items.length === 0 && !(types?.includes('array') ?? false);
  });
}

export function pairsOf(document: Document, operations: readonly Operation[]): readonly Pair[] {
  const all = new Map<string, Operation>();
  for (const operation of operations) {
    const key = `${operation.method} ${pathKey(segmentsOf(operation.template))}`;
    if (!all.has(key)) all.set(key, operation);
  }
  return [...all].flatMap(([key, create]) => {
    if (create.method !== 'POST' || !create.replies.some(({ status }) => isSuccess(status))) return [];
    const path = key.slice('POST '.length);
    const read = all.get(`GET ${path}/{}`);
    if (path === '' || path.endsWith('{}') || read === undefined) return [];
    return [
      {
        collection: path,
        create,
        read,
        list: all.get(`GET ${path}`),
        update: all.get(`PATCH ${path}/{}`) ?? all.get(`PUT ${path}/{}`),
        remove: all.get(`DELETE ${path}/{}`),
        documented: isDocumented(document, create),
      },
    ];
  });
}

/** Values for the parameters of a path, by their places in it. */
export function fixedFor(
  { template }: Operation,
  values: readonly (string | undefined)[],
): ReadonlyMap<string, Json> {
  const fixed = new Map<string, Json>();
  segmentsOf(template).forEach((segment, index) => {
    const name = /^\{([^}]*)\}$/.exec(segment)?.[1];
    const value = values[index];
    if (name !== undefined && value !== undefined) fixed.set(name, value);
  });
  return fixed;
}
