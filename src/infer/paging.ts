/** Query parameters that cut a list into pages or select its records. */
import type { Documents } from '../contract/document/load-document.ts';
import type { Envelope, Paging } from './inference.ts';
import { nameAmong, plain } from './naming.ts';
import { AFTERS, CURSORS, LIMITS, OFFSETS, PAGES } from './paging-words.ts';
import type { Operation, QueryParameter } from './paths.ts';
import { isScalar, type View, viewOf, wordOf } from './schema-properties.ts';

const NUMBERS = ['integer', 'number', undefined];

export function pagingOf(documents: Documents, { query }: Operation, envelope: Envelope): Paging {
  const names = query.map(({ name }) => name);
  const counts = query
    .filter(({ schema }) => NUMBERS.some((type) => type === wordOf(documents, schema, 'type')))
    .map(({ name }) => name);
  const pick = (words: readonly string[], among = counts): string | undefined => nameAmong(among, words);
  const limit = pick(LIMITS);
  const page = pick(PAGES);
  const offset = page === undefined ? pick(OFFSETS) : undefined;
  const sequential = page === undefined && offset === undefined;
  // Where no reply tells how to go on, a client can only name what it has.
  const cursor = sequential && envelope.next !== undefined ? pick(CURSORS, names) : undefined;
  const after = sequential && cursor === undefined ? pick(AFTERS, names) : undefined;
  return Object.fromEntries(
    Object.entries({ limit, page, offset, cursor, after }).filter(([, name]) => name !== undefined),
  );
}

/** Whether a property can be compared with what a query says: a plain value, or a list of them. */
function isComparable(documents: Documents, item: View, name: string): boolean {
  const node = item.properties.get(name);
  if (node === undefined) return false;
  const view = viewOf(documents, node);
  return isScalar(view) || (view.items !== undefined && isScalar(viewOf(documents, view.items)));
}

export function filtersOf(
  documents: Documents,
  { query }: Operation,
  paging: Paging,
  item: View,
): Readonly<Record<string, string>> {
  const used = new Set<string>(Object.values(paging));
  const propertyOf = ({ name }: QueryParameter): string | undefined => {
    const inner = /^(?:filters?|where)\[([^\]]+)\]$/.exec(name)?.[1] ?? name;
    const found = nameAmong(item.properties.keys(), [inner]);
    return found !== undefined && isComparable(documents, item, found) ? found : undefined;
  };
  return Object.fromEntries(
    query
      .filter(({ name }) => !used.has(name))
      .flatMap((parameter) => {
        const property = propertyOf(parameter);
        return property === undefined ? [] : [[parameter.name, property]];
      }),
  );
}

/** Names of required parameters that neither page nor filter: without them nobody knows what the list is. */
export const unknownRequired = (
  { query }: Operation,
  paging: Paging,
  filters: Readonly<Record<string, string>>,
): readonly string[] => {
  const known = new Set([...Object.values(paging), ...Object.keys(filters)].map(plain));
  return query.filter(({ name, required }) => required && !known.has(plain(name))).map(({ name }) => name);
};
