/** The schema of a whole sequence: that of the list, and that of each item. */
import type { Location } from '../document/load-document.ts';
import type { Schema } from '../schema/compile.ts';
import type { SchemaFinding } from '../schema/schema-findings.ts';

/** Items that are generated where the contract does not say how many. */
const USUAL_ITEMS = 3;

/** A schema that judges a list, and each of its items on its own. */
export function sequenceSchema(whole: Schema | undefined, item: Schema, at: Location): Schema {
  const parts = whole === undefined ? [item] : [whole, item];
  return {
    at,
    get source() {
      const items = { type: 'array', items: item.source };
      return whole === undefined
        ? { ...items, minItems: USUAL_ITEMS, maxItems: USUAL_ITEMS }
        : { allOf: [whole.source, items] };
    },
    prepare: () => {
      for (const part of parts) part.prepare();
    },
    *preparing() {
      for (const part of parts) yield* part.preparing();
    },
    check: (value, direction) => [
      ...(whole?.check(value, direction) ?? []),
      ...(Array.isArray(value) ? value : []).flatMap((inside, index): readonly SchemaFinding[] =>
        item
          .check(inside, direction)
          .map((finding) => ({ ...finding, pointer: `/${index}${finding.pointer}` })),
      ),
    ],
    places: () => parts.flatMap((part) => part.places()),
  };
}

/** Keywords that can be met while items are generated one after the other. */
const COUNTING = new Set(['type', 'items', 'minItems', 'maxItems', 'examples']);

const countIn = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value >= 0 ? value : otherwise;

/** How many items to generate, one after the other; `undefined` if only the whole list can be judged. */
export function itemCount(whole: Schema | undefined): number | undefined {
  const source = whole?.source;
  if (source === undefined || source === true) return USUAL_ITEMS;
  if (typeof source !== 'object' || source === null) return undefined;
  if (Object.keys(source).some((word) => !COUNTING.has(word))) return undefined;
  const { minItems, maxItems } = source as Readonly<Record<string, unknown>>;
  const least = countIn(minItems, 0);
  return Math.min(Math.max(USUAL_ITEMS, least), countIn(maxItems, Number.MAX_SAFE_INTEGER));
}
