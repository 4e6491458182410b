/** Rewrites schemas for validation into equivalent ones, and remembers the originals. */

import { child, type Documents, type Location, type Node } from '../document/load-document.ts';
import { type Choice, discriminatedChoice } from './discriminator.ts';
import { createReplySchemas } from './reply-schema.ts';

export interface Rewrites {
  /** Replaces `oneOf` and `anyOf` with the choice of their discriminator. */
  choose(schema: Record<string, unknown>, node: Node): void;
  /** Allows `null` beside `allOf`, `anyOf` and `oneOf`. */
  orNull(schema: Record<string, unknown>, at: Location): unknown;
  /** A translated schema for generating replies. */
  viewOf(schema: unknown): unknown;
}

/** Each schema with the property values that choose it, for generating values. */
const alternativesIn = (choice: Choice): readonly unknown[] =>
  choice.allOf.map((option) => ({ allOf: [option.then, option.if] }));

/**
 * Creates the rewrites of one contract.
 *
 * @param placed records the location of a schema that is made here
 * @param placeOf the recorded location of a schema
 */
export function createRewrites(
  documents: Documents,
  placed: (schema: object, at: Location) => void,
  placeOf: (schema: object) => Location | undefined,
): Rewrites {
  const meant = new Map<object, unknown>();
  return {
    viewOf: createReplySchemas(meant, (view, schema) => {
      const at = placeOf(schema);
      if (at !== undefined) placed(view, at);
    }),
    choose: (schema, node) => {
      for (const word of ['oneOf', 'anyOf']) {
        const options = schema[word];
        const choice = Array.isArray(options)
          ? discriminatedChoice(node, word, options, documents)
          : undefined;
        if (choice === undefined) continue;
        for (const part of [choice, ...Object.values(choice.properties)])
          placed(part, child(node.at, 'discriminator'));
        meant.set(choice, { [word]: alternativesIn(choice) });
        delete schema[word];
        schema.allOf = [...(Array.isArray(schema.allOf) ? schema.allOf : []), choice];
      }
    },
    // By the standard `nullable` has no effect there, but this is what authors mean by it.
    orNull: (schema, at) => {
      if (!['allOf', 'anyOf', 'oneOf'].some((word) => schema[word] !== undefined)) return schema;
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      const wrapped = { if: { type: 'null' }, then: true, else: schema };
      placed(wrapped, at);
      meant.set(wrapped, schema);
      return wrapped;
    },
  };
}
