/** Schemas that are judged by other rules than the document's own, which mean the same, and what they stand for. */

import { child, type Documents, type Location, type Node } from '../document/load-document.ts';
import { type Choice, discriminatedChoice } from './discriminator.ts';
import { createReplySchemas } from './reply-schema.ts';

export interface Rewrites {
  /** Puts the choice that a discriminator makes in place of `oneOf` and `anyOf`. */
  choose(schema: Record<string, unknown>, node: Node): void;
  /** Lets `null` pass beside `allOf` and its kin. */
  orNull(schema: Record<string, unknown>, at: Location): unknown;
  /** A translated schema as a generator of replies understands it. */
  viewOf(schema: unknown): unknown;
}

/** Each schema with the values of the property that mean it, for whoever makes a value and does not judge one. */
const alternativesIn = (choice: Choice): readonly unknown[] =>
  choice.allOf.map((option) => ({ allOf: [option.then, option.if] }));

/** @param placed is told where a schema that is made here belongs */
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
    // The standard gives `nullable` no meaning there, but whoever writes it there means this.
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
