/** The edges of a paged list: first page, further page, empty page, smallest and largest size. Query parameters are recognised by name. */

import type { Contract, Operation } from '../contract/contract.ts';
import type { Parameter } from '../contract/parameters/decode.ts';
import { READING_METHODS } from '../core/http-methods.ts';
import { plainName } from '../infer/naming.ts';
import { AFTERS, BEFORES, CURSORS, LIMITS, OFFSETS, PAGES } from '../infer/paging-words.ts';

const sizes = new Set(LIMITS.map(plainName));
const places = new Set([...PAGES, ...OFFSETS, ...CURSORS, ...AFTERS, ...BEFORES].map(plainName));

/** A call to a paged list, and its reply. */
export interface PagedCall {
  readonly query: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly body: unknown;
}

type Edge = (asked: PagedCall) => boolean;

/** Lists at the top of a reply, or the reply itself. */
const listsIn = (body: unknown): readonly (readonly unknown[])[] =>
  Array.isArray(body)
    ? [body]
    : typeof body === 'object' && body !== null
      ? Object.values(body).filter((value) => Array.isArray(value))
      : [];

function boundsOf({ schemas }: Contract, { schema }: Parameter): readonly number[] {
  let source = schema.source;
  for (let steps = 0; steps < 10; steps++) {
    if (typeof source !== 'object' || source === null) return [];
    if (!('$ref' in source) || typeof source.$ref !== 'string') break;
    source = schemas.resolve(source.$ref);
  }
  if (typeof source !== 'object' || source === null) return [];
  return ['minimum', 'maximum'].flatMap((word) => {
    const bound = Reflect.get(source, word);
    return typeof bound === 'number' ? [bound] : [];
  });
}

/** The edges by name; empty for an operation without paging. */
export function pageEdges(contract: Contract, { method, parameters }: Operation): ReadonlyMap<string, Edge> {
  const query = parameters.filter((parameter) => parameter.in === 'query');
  const placing = query.filter(({ name }) => places.has(plainName(name))).map(({ name }) => name);
  const edges = new Map<string, Edge>();
  if (!READING_METHODS.has(method) || placing.length === 0) return edges;
  const placed = (asked: PagedCall): boolean => placing.some((name) => asked.query[name] !== undefined);
  const listed = ({ status }: PagedCall): boolean => status >= 200 && status < 300;
  edges.set('the first page', (asked) => listed(asked) && !placed(asked));
  edges.set('a further page', (asked) => listed(asked) && placed(asked));
  edges.set('an empty page', (asked) => {
    const lists = listed(asked) ? listsIn(asked.body) : [];
    return lists.length > 0 && lists.every(({ length }) => length === 0);
  });
  for (const parameter of query.filter(({ name }) => sizes.has(plainName(name)))) {
    for (const bound of boundsOf(contract, parameter))
      edges.set(`${parameter.name}=${bound}`, (asked) => asked.query[parameter.name] === bound);
  }
  return edges;
}
