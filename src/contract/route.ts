/** Finds the operation of a request by walking its path once; the cost does not depend on the number of operations. */

/** A literal segment, or the name of a parameter. */
type Segment = { readonly literal: string } | { readonly parameter: string };

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
  parameter: Branch<T> | undefined;
  readonly methods: Map<string, { readonly target: T; readonly names: readonly string[] }>;
}

const branch = <T>(): Branch<T> => ({ literals: new Map(), parameter: undefined, methods: new Map() });

/** @throws {Error} when a segment mixes text and parameters */
export function segmentsOf(template: string): readonly Segment[] {
  return template
    .split('/')
    .slice(1)
    .map((segment) => {
      const parameter = /^\{([^{}]+)\}$/.exec(segment)?.[1];
      if (parameter !== undefined) return { parameter };
      if (/[{}]/.test(segment)) throw new Error(`the segment ${segment} mixes text and a parameter`);
      return { literal: decodeURIComponent(segment) };
    });
}

/**
 * Whether some path is matched by both templates without one being the more precise in every segment: then no rule
 * says which operation should answer.
 */
export function ambiguous(one: readonly Segment[], other: readonly Segment[]): boolean {
  if (one.length !== other.length) return false;
  let onePrecise = false;
  let otherPrecise = false;
  for (const [index, segment] of one.entries()) {
    const twin = other[index];
    if (twin === undefined) return false;
    if ('literal' in segment && 'literal' in twin) {
      if (segment.literal !== twin.literal) return false;
    } else if ('literal' in segment) onePrecise = true;
    else if ('literal' in twin) otherPrecise = true;
  }
  return onePrecise === otherPrecise;
}

export interface Router<T> {
  add(method: string, template: string, target: T): void;
  /** @param segments percent-decoded, without the empty one before the first slash */
  match(method: string, segments: readonly string[]): Match<T>;
}

export function createRouter<T>(routing: Routing): Router<T> {
  const root = branch<T>();
  const fold = (literal: string): string => (routing.caseSensitive ? literal : literal.toLowerCase());

  const add: Router<T>['add'] = (method, template, target) => {
    const segments = trim(segmentsOf(template));
    let at = root;
    const names: string[] = [];
    for (const segment of segments) {
      if ('parameter' in segment) {
        names.push(segment.parameter);
        at.parameter ??= branch();
        at = at.parameter;
      } else {
        const key = fold(segment.literal);
        const next = at.literals.get(key) ?? branch<T>();
        at.literals.set(key, next);
        at = next;
      }
    }
    at.methods.set(method, { target, names });
  };

  /** Takes a closing empty segment off where the vendor does not mind a trailing slash. */
  const trim = <S>(segments: readonly S[]): readonly S[] => {
    const last = segments.at(-1);
    const empty = typeof last === 'string' ? last === '' : isLiteral(last) && last.literal === '';
    return routing.trailingSlash === 'ignored' && segments.length > 1 && empty
      ? segments.slice(0, -1)
      : segments;
  };

  const match: Router<T>['match'] = (method, path) => {
    const segments = trim(path);
    const values: string[] = [];
    const allow = new Set<string>();
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
      const found = literal === undefined ? undefined : walk(literal, index + 1);
      if (found !== undefined || at.parameter === undefined || segment === '') return found;
      values.push(segment);
      const generic = walk(at.parameter, index + 1);
      if (generic === undefined) values.pop();
      return generic;
    };
    return walk(root, 0) ?? { found: undefined, allow: [...allow] };
  };

  return { add, match };
}

const isLiteral = (segment: unknown): segment is { readonly literal: string } =>
  typeof segment === 'object' && segment !== null && 'literal' in segment;
