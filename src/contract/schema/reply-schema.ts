/**
 * Schemas for generating replies. What was rewritten for validation is restored, and write-only properties are left
 * out.
 */

import { isObject } from '../../core/is-object.ts';
import { asReplyOnly } from './read-only-write-only.ts';

/**
 * Creates the views of one contract's schemas for generating replies.
 *
 * @param meant the original of each rewritten schema
 * @param viewed is called for every view and the schema that it was made of
 * @returns a function that returns the view of a translated schema, made once
 */
export function createReplySchemas(
  meant: ReadonlyMap<object, unknown>,
  viewed: (view: object, schema: object) => void,
): (schema: unknown) => unknown {
  const views = new Map<object, unknown>();

  const viewOf = (schema: unknown): unknown => {
    if (typeof schema !== 'object' || schema === null) return schema;
    const known = views.get(schema);
    if (known !== undefined) return known;
    const view = Array.isArray(schema) ? schema.map(viewOf) : ofObject(schema as Record<string, unknown>);
    views.set(schema, view);
    if (typeof view === 'object' && view !== null) viewed(view, schema);
    return view;
  };

  const ofObject = (schema: Record<string, unknown>): unknown => {
    if (meant.has(schema)) return viewOf(meant.get(schema));
    const { allOf, ...rest } = asReplyOnly(schema);
    const parts = Array.isArray(allOf) ? allOf : [];
    const restored = parts.filter((part) => isObject(part) && meant.has(part)).map((part) => meant.get(part));
    const others = parts.filter((part) => !(isObject(part) && meant.has(part) && restored.length === 1));
    const whole = {
      ...rest,
      ...(others.length > 0 ? { allOf: others } : {}),
      ...(restored.length === 1 ? (restored[0] as object) : {}),
    };
    return Object.fromEntries(
      Object.entries(whole).map(([word, content]) => [
        word,
        word === 'examples' && Array.isArray(content) ? content : viewOf(content),
      ]),
    );
  };

  return viewOf;
}
