/** Finds the operation of a request by walking its path once; the cost does not depend on the number of operations. */
import { type Mixed, namesIn, type Segment, segmentsOf, valuesIn } from './template.ts';

export interface Routing {
  readonly trailingSlash: 'ignored' | 'significant';
  readonly caseSensitive: boolean;
}

export type Match<T> =
  | {
      readonly found: T;
      readonly params: Readonly<Record<string, string>>;
      readonly allow: readonly string[];
    }
  | { readonly found: undefined; readonly allow: readonly string[] };

interface Branch<T> {
  readonly literals: Map<string, Branch<T>>;
  /** Text and parameters in one segment, the most text first. */
  readonly mixed: { readonly texts: readonly string[]; readonly next: Branch<T> }[];
  parameter: Branch<T> | undefined;
  readonly methods: Map<string, { readonly target: T; readonly names: readonly string[] }>;
}

const branch = <T>(): Branch<T> => ({
  literals: new Map(),
  mixed: [],
  parameter: undefined,
  methods: new Map(),
});

const sizeOf = (texts: readonly string[]): number => texts.join('').length;

export interface Router<T> {
  add(method: string, template: string, target: T): void;
  /** @param segments percent-decoded, without the empty one before the first slash */
  match(method: string, segments: readonly string[]): Match<T>;
}

export function createRouter<T>(routing: Routing): Router<T> {
  const root = branch<T>();
  const fold = (literal: string): string => (routing.caseSensitive ? literal : literal.toLowerCase());

  const mixedBelow = (at: Branch<T>, segment: Mixed): Branch<T> => {
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
    const segments = trim(segmentsOf(template));
    let at = root;
    for (const segment of segments) {
      if ('parameter' in segment) {
        at.parameter ??= branch();
        at = at.parameter;
      } else if ('texts' in segment) at = mixedBelow(at, segment);
      else at = literalBelow(at, segment.literal);
    }
    at.methods.set(method, { target, names: segments.flatMap(namesIn) });
  };

  /** Takes a closing empty segment off where the vendor does not mind a trailing slash. */
  const trim = <S extends string | Segment>(segments: readonly S[]): readonly S[] =>
    routing.trailingSlash === 'ignored' && segments.length > 1 && isEmpty(segments.at(-1))
      ? segments.slice(0, -1)
      : segments;

  const match: Router<T>['match'] = (method, path) => {
    const segments = trim(path);
    const values: string[] = [];
    const allow = new Set<string>();
    /** With what the segment gave, or without a trace where that leads nowhere. */
    const step = (next: Branch<T>, index: number, given: readonly string[]): Match<T> | undefined => {
      const before = values.length;
      values.push(...given);
      const found = walk(next, index + 1);
      if (found === undefined) values.length = before;
      return found;
    };
    const walk = (at: Branch<T>, index: number): Match<T> | undefined => {
      const segment = segments[index];
      if (segment === undefined) {
        const hit = at.methods.get(method);
        for (const name of at.methods.keys()) allow.add(name);
        if (hit === undefined) return undefined;
        const params: Record<string, string> = Object.create(null);
        for (const [position, name] of hit.names.entries()) params[name] = values[position] ?? '';
        return { found: hit.target, params, allow: [...at.methods.keys()] };
      }
      const literal = at.literals.get(fold(segment));
      const found = literal && walk(literal, index + 1);
      if (found !== undefined) return found;
      for (const { texts, next } of at.mixed) {
        const given = valuesIn(segment, texts, fold(segment));
        const hit = given && step(next, index, given);
        if (hit !== undefined) return hit;
      }
      return at.parameter === undefined || segment === '' ? undefined : step(at.parameter, index, [segment]);
    };
    return walk(root, 0) ?? { found: undefined, allow: [...allow] };
  };

  return { add, match };
}

const isEmpty = (segment: string | Segment | undefined): boolean =>
  segment === '' || (typeof segment === 'object' && 'literal' in segment && segment.literal === '');
