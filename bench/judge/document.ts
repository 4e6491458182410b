/** A document as its author wrote it, and where its references lead. */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { CORE_SCHEMA, load, types } from 'js-yaml';
import { at, isObject, type Json, type JsonObject, objectOf, textOf, tokensOf } from './json.ts';

export type Version = '2.0' | '3.0' | '3.1';

/** Where schemas stand that the judge writes itself: parameters and forms of Swagger 2.0 have none of their own. */
const WRITTEN = 'x-judge';

export interface Document {
  readonly file: string;
  readonly name: string;
  readonly bytes: number;
  readonly version: Version;
  readonly root: JsonObject;
  /** Keeps a schema beside the document, and says where it stands. */
  write(schema: JsonObject): string;
}

/** YAML 1.2 with merge keys; of two equal keys the last counts, as in JSON. */
const YAML = CORE_SCHEMA.extend({ implicit: [types.merge] });

function parsed(file: string): unknown {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (/^\s*\{/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // Some documents are YAML that looks like JSON.
    }
  }
  return load(text, { schema: YAML, json: true });
}

function versionOf(root: JsonObject): Version {
  const word = String(root.swagger ?? root.openapi ?? '');
  if (word.startsWith('2.')) return '2.0';
  if (word.startsWith('3.0')) return '3.0';
  if (word.startsWith('3.1')) return '3.1';
  throw new Error(`the document says version ${JSON.stringify(word)}`);
}

export function readDocument(file: string): Document {
  const value = parsed(file);
  if (!isObject(value)) throw new Error('the document is no object');
  const written: Json[] = [];
  const places = new Map<string, string>();
  return {
    file,
    name: basename(file),
    bytes: statSync(file).size,
    version: versionOf(value),
    root: { ...value, [WRITTEN]: written },
    write: (schema) => {
      const text = JSON.stringify(schema);
      const place = places.get(text) ?? `/${WRITTEN}/${written.push(schema) - 1}`;
      places.set(text, place);
      return place;
    },
  };
}

export interface Found {
  readonly pointer: string;
  readonly value: Json;
}

/** The pointer of a reference within the document, or nothing where it leads out of it. */
export function pointerOf(reference: string): string | undefined {
  if (reference === '#') return '';
  if (!reference.startsWith('#/')) return undefined;
  try {
    return decodeURIComponent(reference.slice(1));
  } catch {
    return reference.slice(1);
  }
}

/** What stands at a pointer after all references. */
export function follow({ root }: Document, pointer: string): Found | undefined {
  let place = pointer;
  for (let step = 0; step < 32; step++) {
    const value = at(root, tokensOf(place));
    if (value === undefined) return undefined;
    const reference = textOf(objectOf(value).$ref);
    if (reference === undefined) return { pointer: place, value };
    const next = pointerOf(reference);
    if (next === undefined) return undefined;
    place = next;
  }
  return undefined;
}
