/** Whether a translated schema is one that AJV takes. In a user's document, keywords that break the rules are ignored. */
import type { AnySchemaObject, ErrorObject } from 'ajv/dist/2020.js';
import { isObject } from '../../core/is-object.ts';
import { parsePointer } from '../../core/json-pointer.ts';
import type { Documents, Node } from '../document/load-document.ts';
import type { Ajv } from './ajv.ts';

/** AJV's message, with the values that it leaves out. */
function messageOf({ keyword, message, params }: ErrorObject): string {
  if (keyword === 'enum') return `must be one of ${params.allowedValues.join(', ')}`;
  if (keyword === 'type') return `must be ${[params.type].flat().join(' or ')}`;
  return message ?? `${keyword} does not hold`;
}

const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

/** Schemas can be wrong in many places, and each look finds those that the one before did not reach. */
const MAX_LOOKS = 20;

/**
 * Removes the keyword in which a pointer ends, or the schema that is none.
 *
 * @param schema is changed
 * @returns the pointer of what was removed; `undefined` for the schema itself
 */
function withoutKeyword(schema: unknown, pointer: string): string | undefined {
  let owner: unknown = schema;
  let named = false;
  let removed:
    | { readonly owner: Record<string, unknown> | unknown[]; readonly name: string; readonly depth: number }
    | undefined;
  const names = parsePointer(pointer);
  for (const [depth, name] of names.entries()) {
    if (!isObject(owner) && !Array.isArray(owner)) break;
    removed = { owner, name, depth };
    const inside: unknown = (owner as Record<string, unknown>)[name];
    const isMap: boolean = !named && MAPS.has(name) && isObject(inside);
    const isSchema: boolean = isObject(inside) || (Array.isArray(inside) && inside.every(isObject));
    if (!isSchema && !isMap) break;
    named = isMap;
    owner = inside;
  }
  if (removed === undefined) return undefined;
  // A list keeps the places of its other elements.
  if (Array.isArray(removed.owner)) removed.owner[Number(removed.name)] = {};
  else delete removed.owner[removed.name];
  return names
    .slice(0, removed.depth + 1)
    .map((name) => `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`)
    .join('');
}

/**
 * Checks a translated schema by the rules of JSON Schema.
 *
 * @param schema translated; in a lenient document it is changed where it breaks the rules
 * @param node the schema as the document has it
 * @throws {ContractError} at the place in the document, for a schema that breaks the rules and is not corrected
 */
export function correctSchema(
  schema: unknown,
  { value, at }: Node,
  ajv: Ajv,
  documents: Pick<Documents, 'error' | 'flaw' | 'lenient' | 'validated'>,
): unknown {
  if (documents.validated) return schema;
  const draft = isObject(value) && typeof value.$schema === 'string' ? value.$schema : undefined;
  const other =
    draft === undefined || draft.includes('2020-12')
      ? ''
      : `; it says that it is ${draft}, and is read as 2020-12`;
  for (let look = 0; ajv.validateSchema(schema as AnySchemaObject) !== true; look++) {
    const [problem] = ajv.errors ?? [];
    const sentence = `the schema is not valid: ${problem === undefined ? 'unknown reason' : messageOf(problem)}${other}`;
    const place = { file: at.file, pointer: at.pointer + (problem?.instancePath ?? '') };
    if (!documents.lenient || look === MAX_LOOKS) throw documents.error(place, sentence);
    const removed = new Set<string>();
    for (const error of ajv.errors ?? []) {
      const path = error.instancePath;
      if ([...removed].some((gone) => path === gone || path.startsWith(`${gone}/`))) continue;
      const gone = withoutKeyword(schema, path);
      if (gone === undefined) continue;
      removed.add(gone);
      documents.flaw(
        { file: at.file, pointer: at.pointer + gone },
        `the schema is not valid: ${messageOf(error)}${other}; this keyword is ignored`,
      );
    }
    if (removed.size === 0) throw documents.error(place, sentence);
  }
  return schema;
}
