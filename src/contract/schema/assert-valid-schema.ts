/** Whether a translated schema is one that AJV takes. */
import type { AnySchemaObject, ErrorObject } from 'ajv/dist/2020.js';
import { isObject } from '../../core/is-object.ts';
import type { Documents, Node } from '../document/load-document.ts';
import type { Ajv } from './ajv.ts';

/** AJV's message, with the values that it leaves out. */
function messageOf({ keyword, message, params }: ErrorObject): string {
  if (keyword === 'enum') return `must be one of ${params.allowedValues.join(', ')}`;
  if (keyword === 'type') return `must be ${[params.type].flat().join(' or ')}`;
  return message ?? `${keyword} does not hold`;
}

/**
 * Checks a translated schema by the rules of JSON Schema.
 *
 * @param schema translated
 * @param node the schema as the document has it
 * @throws {ContractError} at the place in the document, for a schema that breaks the rules of JSON Schema
 */
export function assertValidSchema(
  schema: unknown,
  { value, at }: Node,
  ajv: Ajv,
  documents: Pick<Documents, 'error'>,
): void {
  if (ajv.validateSchema(schema as AnySchemaObject) === true) return;
  const problem = ajv.errors?.[0];
  const draft = isObject(value) && typeof value.$schema === 'string' ? value.$schema : undefined;
  const other =
    draft === undefined || draft.includes('2020-12')
      ? ''
      : `; it says that it is ${draft}, and is read as 2020-12`;
  throw documents.error(
    { file: at.file, pointer: at.pointer + (problem?.instancePath ?? '') },
    `the schema is not valid: ${problem === undefined ? 'unknown reason' : messageOf(problem)}${other}`,
  );
}
