/** Rewrites schemas for validation into equivalent ones, and remembers the originals. */

import {
  child,
  type Documents,
  elements,
  type Location,
  member,
  type Node,
} from '../document/load-document.ts';
import { type Choice, discriminatedChoice } from './discriminator.ts';
import type { ExtendedSchemas } from './extended-schemas.ts';
import { createReplySchemas } from './reply-schema.ts';

export interface Rewrites {
  /** Replaces `oneOf` and `anyOf` with the choice of their discriminator. */
  choose(schema: Record<string, unknown>, node: Node): void;
  /**
   * A schema that others extend, with what its discriminator demands.
   *
   * @param own reference to the schema itself
   * @param choices references to the schemas that extend it, with the values that choose them
   */
  extend(
    own: unknown,
    property: string,
    choices: readonly { readonly values: readonly unknown[]; readonly schema: unknown }[],
    /** Where the schema is, and the schema for every other value. */
    rest: { readonly at: Location; readonly otherwise: unknown },
  ): object;
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
  extended: ExtendedSchemas,
): Rewrites {
  const meant = new Map<object, unknown>();
  /** The schema's own discriminator, or that of a schema which all alternatives extend. */
  const discriminatorFor = (node: Node, word: string): Node | undefined => {
    const own = member(node, 'discriminator');
    if (own !== undefined) return own;
    const parent = extended.commonParent(elements(member(node, word)).map(documents.resolve));
    return parent && member(parent, 'discriminator');
  };
  return {
    viewOf: createReplySchemas(meant, (view, schema) => {
      const at = placeOf(schema);
      if (at !== undefined) placed(view, at);
    }),
    choose: (schema, node) => {
      for (const word of ['oneOf', 'anyOf']) {
        const options = schema[word];
        const choice = Array.isArray(options)
          ? discriminatedChoice(node, word, options, documents, discriminatorFor(node, word))
          : undefined;
        if (choice === undefined) continue;
        for (const part of [choice, ...Object.values(choice.properties)])
          placed(part, child(node.at, 'discriminator'));
        meant.set(choice, { [word]: alternativesIn(choice) });
        delete schema[word];
        schema.allOf = [...(Array.isArray(schema.allOf) ? schema.allOf : []), choice];
      }
    },
    extend: (own, property, choices, { at, otherwise }) => {
      const options = choices.map(({ values, schema }) => ({
        if: { type: 'object', required: [property], properties: { [property]: { enum: values } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: schema,
      }));
      const known = choices.flatMap(({ values }) => values);
      const others =
        otherwise === undefined
          ? []
          : [
              {
                if: { not: { required: [property], properties: { [property]: { enum: known } } } },
                // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
                then: otherwise,
              },
            ];
      const schema = { allOf: [own, ...options, ...others] };
      for (const part of [schema, ...options, ...others]) placed(part, child(at, 'discriminator'));
      meant.set(schema, { oneOf: options.map((option) => ({ allOf: [option.then, option.if] })) });
      return schema;
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
