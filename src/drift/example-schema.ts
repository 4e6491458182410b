/** A schema that one value shows. It claims the types and nothing more. */
import { isObject } from '../core/is-object.ts';

export function schemaFor(value: unknown): Readonly<Record<string, unknown>> {
  if (value === null) return { type: 'null' };
  if (Array.isArray(value))
    return value.length === 0 ? { type: 'array' } : { type: 'array', items: schemaFor(value[0]) };
  if (isObject(value))
    return {
      type: 'object',
      properties: Object.fromEntries(
        Object.entries(value).map(([name, inside]) => [name, schemaFor(inside)]),
      ),
    };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  return { type: typeof value };
}
