/** Translates keywords of OpenAPI 2.0 and 3.0 to JSON Schema 2020-12. */

/** Whether the schema allows null. OpenAPI 2.0 has no keyword for it, and most tools write `x-nullable`. */
export const isNullable = (schema: Readonly<Record<string, unknown>>): boolean =>
  schema.nullable === true || schema['x-nullable'] === true;

/** Whether a schema of 3.1 declares draft 4, whose bounds are written as in 3.0. */
export const isDraft4 = ({ $schema }: Readonly<Record<string, unknown>>): boolean =>
  typeof $schema === 'string' && /^https?:\/\/json-schema\.org\/draft-04\/schema#?$/.test($schema);

const BOUNDS = [
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
] as const;

/**
 * Translates bounds and `nullable`.
 *
 * @param schema is changed
 */
export function translateOpenApi30(schema: Record<string, unknown>, nullable: boolean): void {
  for (const [exclusive, bound] of BOUNDS) {
    if (schema[exclusive] === true) {
      schema[exclusive] = schema[bound];
      delete schema[bound];
    } else if (schema[exclusive] === false) delete schema[exclusive];
  }
  if (!nullable || typeof schema.type !== 'string') return;
  schema.type = [schema.type, 'null'];
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
}
