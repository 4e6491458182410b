/** Runs a JSONPath: the values that it selects, each with the names that lead to it. */
import { isObject } from '../../core/is-object.ts';
import { holds } from './condition.ts';
import { JsonPathError, type Query, type Segment, type Selector } from './query.ts';
import type { Search, Selected, Step } from './search.ts';

const MAX_VISITS = 10_000_000;

function childrenOf({ value, trail }: Selected, search: Search): readonly Selected[] {
  const child = (step: Step, inside: unknown): Selected => {
    search.visit();
    return { value: inside, trail: { parent: trail, step } };
  };
  if (Array.isArray(value)) return value.map((item: unknown, index) => child(index, item));
  return isObject(value) ? Object.entries(value).map(([name, item]) => child(name, item)) : [];
}

/** The indexes of a slice, as RFC 9535 defines it. */
function sliced(
  length: number,
  { start, end, step }: Extract<Selector, { kind: 'slice' }>,
): readonly number[] {
  if (step === 0) return [];
  const normal = (index: number): number => (index < 0 ? length + index : index);
  const [least, most] = step > 0 ? [0, length] : [-1, length - 1];
  const within = (index: number): number => Math.min(Math.max(normal(index), least), most);
  const from = start === undefined ? (step > 0 ? 0 : length - 1) : within(start);
  const to = end === undefined ? (step > 0 ? length : -1) : within(end);
  const indexes: number[] = [];
  for (let index = from; step > 0 ? index < to : index > to; index += step) indexes.push(index);
  return indexes;
}

function chosen(selector: Selector, node: Selected, search: Search): readonly Selected[] {
  const { value, trail } = node;
  const item = (index: number): readonly Selected[] =>
    Array.isArray(value) && index >= 0 && index < value.length
      ? [{ value: value[index], trail: { parent: trail, step: index } }]
      : [];
  switch (selector.kind) {
    case 'name':
      return isObject(value) && Object.hasOwn(value, selector.name)
        ? [{ value: value[selector.name], trail: { parent: trail, step: selector.name } }]
        : [];
    case 'index':
      return Array.isArray(value)
        ? item(selector.index < 0 ? value.length + selector.index : selector.index)
        : [];
    case 'slice':
      return Array.isArray(value) ? sliced(value.length, selector).flatMap(item) : [];
    case 'wildcard':
      return childrenOf(node, search);
    case 'filter':
      return childrenOf(node, search).filter((child) => holds(selector.condition, child.value, search));
  }
}

/** Calls `visit` with a value and all below it, each before what is in it. */
function eachBelow(start: Selected, search: Search, visit: (node: Selected) => void): void {
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    visit(node);
    const { value, trail } = node;
    const names = isObject(value) ? Object.keys(value) : [];
    const count = Array.isArray(value) ? value.length : names.length;
    for (let at = count - 1; at >= 0; at--) {
      search.visit();
      const step = names[at] ?? at;
      open.push({ value: (value as Readonly<Record<Step, unknown>>)[step], trail: { parent: trail, step } });
    }
  }
}

function follow({ descendants, selectors }: Segment, node: Selected, search: Search): Selected[] {
  search.visit();
  const found: Selected[] = [];
  const take = (from: Selected): void => {
    for (const selector of selectors) for (const one of chosen(selector, from, search)) found.push(one);
  };
  if (descendants) eachBelow(node, search, take);
  else take(node);
  return found;
}

function run({ absolute, segments }: Query, from: unknown, search: Search): readonly Selected[] {
  const start: readonly Selected[] = [{ value: absolute ? search.root : from, trail: undefined }];
  return segments.reduce((nodes, segment) => {
    const found: Selected[] = [];
    for (const node of nodes) for (const one of follow(segment, node, search)) found.push(one);
    return found;
  }, start);
}

/**
 * Selects values of a document.
 *
 * @param query as `parseQuery` reads it
 * @throws {JsonPathError} for a query that visits too many values, and for a pattern that cannot be used
 */
export function select(query: Query, root: unknown, limit: number = MAX_VISITS): readonly Selected[] {
  let left = limit;
  const search: Search = {
    root,
    run: (inner, from) => run(inner, from, search),
    visit: () => {
      if (--left < 0)
        throw new JsonPathError(
          `it visits more than ${limit} values; name more of the way to what it selects`,
        );
    },
  };
  return run(query, root, search);
}
