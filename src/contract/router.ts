/** Finds the operation of a request by walking its path once; the cost does not depend on the number of operations. */
import { withoutPrototype } from './parameters/null-prototype.ts';
import {
  type MixedSegment,
  matchSegment,
  parameterNames,
  parsePathTemplate,
  type Segment,
} from './parameters/path-template.ts';

export interface Routing {
  readonly trailingSlash: 'ignored' | 'significant';
  readonly caseSensitive: boolean;
}

export type RouteMatch<T> =
  | {
      readonly found: T;
      readonly params: Readonly<Record<string, string>>;
      readonly allow: readonly string[];
    }
  | { readonly found: undefined; readonly allow: readonly string[] };

interface Target<T> {
  readonly target: T;
  /** Names of the parameters, in the order of the path. */
  readonly names: readonly string[];
}

interface Branch<T> {
  readonly literals: Map<string, Branch<T>>;
  /** Segments that mix text and parameters, those with the most text first. */
  readonly mixed: { readonly texts: readonly string[]; readonly next: Branch<T> }[];
  parameter: Branch<T> | undefined;
  /** Several targets of a method are paths that differ only in the names of their parameters. */
  readonly methods: Map<string, Target<T>[]>;
  /** Methods of this path: the same list for all of them. */
  readonly allow: string[];
}

/** One search for the branch of a request. */
interface Search<T> {
  readonly method: string;
  readonly segments: readonly string[];
  /** The values of the parameters on the way, filled in by the search. */
  readonly values: string[];
  /** Branches of the path that know other methods, filled in by the search. */
  readonly others: Branch<T>[];
}

const branch = <T>(): Branch<T> => ({
  literals: new Map(),
  mixed: [],
  parameter: undefined,
  methods: new Map(),
  allow: [],
});

const sizeOf = (texts: readonly string[]): number => texts.join('').length;

export interface Router<T> {
  add(method: string, template: string, target: T): void;
  /** @param segments percent-decoded, without the empty one before the first slash */
  match(method: string, segments: readonly string[]): RouteMatch<T>;
}

/**
 * Creates a router without operations.
 *
 * @param fits whether the values of the parameters are right for a target; it chooses among those that match the same path
 */
export function createRouter<T>(
  routing: Routing,
  fits: (target: T, params: Readonly<Record<string, string>>) => boolean,
): Router<T> {
  const root = branch<T>();
  const fold = (literal: string): string => (routing.caseSensitive ? literal : literal.toLowerCase());

  const mixedBelow = (at: Branch<T>, segment: MixedSegment): Branch<T> => {
    const texts = segment.texts.map(fold);
    const known = at.mixed.find((other) => other.texts.join('\0') === texts.join('\0'));
    if (known !== undefined) return known.next;
    const next = branch<T>();
    at.mixed.push({ texts, next });
    at.mixed.sort((one, other) => sizeOf(other.texts) - sizeOf(one.texts));
    return next;
  };

  const literalBelow = (at: Branch<T>, literal: string): Branch<T> => {
    const next = at.literals.get(fold(literal)) ?? branch<T>();
    at.literals.set(fold(literal), next);
    return next;
  };

  const add: Router<T>['add'] = (method, template, target) => {
    const segments = trim(parsePathTemplate(template));
    let at = root;
    for (const segment of segments) {
      if ('parameter' in segment) {
        at.parameter ??= branch();
        at = at.parameter;
      } else if ('texts' in segment) at = mixedBelow(at, segment);
      else at = literalBelow(at, segment.literal);
    }
    const known = at.methods.get(method);
    const added = { target, names: segments.flatMap(parameterNames) };
    if (known !== undefined) known.push(added);
    else {
      at.allow.push(method);
      at.methods.set(method, [added]);
    }
  };

  /** Removes a trailing slash where the vendor ignores it. */
  const trim = <S extends string | Segment>(segments: readonly S[]): readonly S[] =>
    routing.trailingSlash === 'ignored' && segments.length > 1 && isEmpty(segments.at(-1))
      ? segments.slice(0, -1)
      : segments;

  /** The branch where the rest of a path ends and the method is known. */
  const walk = (at: Branch<T>, index: number, search: Search<T>): Branch<T> | undefined => {
    const { method, segments, values, others } = search;
    const segment = segments[index];
    if (segment === undefined) {
      if (at.methods.has(method)) return at;
      others.push(at);
      return undefined;
    }
    const folded = fold(segment);
    const literal = at.literals.get(folded);
    const found = literal && walk(literal, index + 1, search);
    if (found !== undefined) return found;
    const before = values.length;
    for (const { texts, next } of at.mixed) {
      const given = matchSegment(segment, texts, folded);
      if (given === undefined) continue;
      values.push(...given);
      const hit = walk(next, index + 1, search);
      if (hit !== undefined) return hit;
      values.length = before;
    }
    if (at.parameter === undefined || segment === '') return undefined;
    values.push(segment);
    const hit = walk(at.parameter, index + 1, search);
    if (hit === undefined) values.length = before;
    return hit;
  };

  const match: Router<T>['match'] = (method, path) => {
    const values: string[] = [];
    const others: Branch<T>[] = [];
    const end = walk(root, 0, { method, segments: trim(path), values, others });
    const targets = end?.methods.get(method);
    const [first] = targets ?? [];
    if (end === undefined || targets === undefined || first === undefined)
      return { found: undefined, allow: [...new Set(others.flatMap(({ allow }) => allow))] };
    // Of several operations for the same request, the first that fits answers.
    const fitting =
      targets.length === 1
        ? first
        : (targets.find((one) => fits(one.target, paramsOf(one, values))) ?? first);
    return { found: fitting.target, params: paramsOf(fitting, values), allow: end.allow };
  };

  return { add, match };
}

function paramsOf<T>({ names }: Target<T>, values: readonly string[]): Readonly<Record<string, string>> {
  const params = withoutPrototype<string>();
  for (let position = 0; position < names.length; position++)
    params[names[position] ?? ''] = values[position] ?? '';
  return params;
}

const isEmpty = (segment: string | Segment | undefined): boolean =>
  segment === '' || (typeof segment === 'object' && 'literal' in segment && segment.literal === '');
