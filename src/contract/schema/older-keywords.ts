/** Keywords of older drafts, by their names in 2020-12. */
import { isObject } from '../../core/is-object.ts';
import { type Location, members, type Node } from '../document/load-document.ts';
import type { Reference } from './references.ts';

/** How the schemas inside a keyword are translated. */
interface SchemaParts {
  readonly normalise: (schema: Node) => unknown;
  /** Translates a list of schemas. */
  readonly list: (schemas: Node) => unknown;
  readonly reference: Reference;
  readonly flaw: (at: Location, sentence: string) => void;
}

/** The keywords that take the place of an older one; `undefined` for a keyword that is none. */
type OlderKeyword = (word: string, content: unknown, at: Location) => Record<string, unknown> | undefined;

/** Creates the translator of older keywords. */
export function createOlderKeywords({ normalise, list, reference, flaw }: SchemaParts): OlderKeyword {
  /** Lists of names and schemas stand in one keyword, and became two. */
  const dependencies = (node: Node): Record<string, unknown> => {
    const entries = members(node);
    const names = entries.filter(([, { value }]) => Array.isArray(value));
    const schemas = entries.filter(([, { value }]) => !Array.isArray(value));
    return {
      dependentRequired: Object.fromEntries(names.map(([name, { value }]) => [name, value])),
      dependentSchemas: Object.fromEntries(schemas.map(([name, schema]) => [name, normalise(schema)])),
    };
  };

  return (word, content, at) => {
    if (word === 'items' && Array.isArray(content)) {
      flaw(at, 'a list of items belongs to an older draft and is read as prefixItems');
      return { prefixItems: list({ value: content, at }) };
    }
    if (word === '$dynamicRef' || word === '$recursiveRef')
      return reference(content, { ...at, pointer: at.pointer.slice(0, -word.length - 1) }, false);
    if (word === 'dependencies' && isObject(content)) return dependencies({ value: content, at });
    return undefined;
  };
}
