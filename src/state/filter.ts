/** A filter as a function, for a store that reads its records one by one. */
import type { Filter, FilterValue } from '../core/store.ts';

type Test = (record: object) => boolean;
type Comparison = 'lt' | 'lte' | 'gt' | 'gte';

const COMPARE: Readonly<Record<Comparison, <T extends string | number>(one: T, other: T) => boolean>> = {
  lt: (one, other) => one < other,
  lte: (one, other) => one <= other,
  gt: (one, other) => one > other,
  gte: (one, other) => one >= other,
};

/** The value at a path; a missing one is `null`. */
function reader(field: string | readonly string[]): (record: object) => unknown {
  const names = typeof field === 'string' ? [field] : field;
  return (record) => {
    let value: unknown = record;
    for (const name of names) {
      const isInside = typeof value === 'object' && value !== null && !Array.isArray(value);
      value = isInside && Object.hasOwn(value as object, name) ? Reflect.get(value as object, name) : null;
    }
    return value ?? null;
  };
}

/** @throws {Error} for a number that JSON cannot hold */
function plain<Value extends FilterValue>(value: Value): Value {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`${value} is not a number to filter by; it must be finite`);
  return value;
}

/** @throws {Error} for a number that is not finite */
export function matcherOf<R extends object>(filter: Filter<R>): Test {
  if ('and' in filter) {
    const tests = filter.and.map(matcherOf<R>);
    return (record) => tests.every((test) => test(record));
  }
  if ('or' in filter) {
    const tests = filter.or.map(matcherOf<R>);
    return (record) => tests.some((test) => test(record));
  }
  if ('contains' in filter) {
    const text = filter.contains.toLowerCase();
    return (record) => JSON.stringify(record).toLowerCase().includes(text);
  }
  const read = reader(filter.field);
  switch (filter.op) {
    case 'eq': {
      const value = plain(filter.value);
      return (record) => read(record) === value;
    }
    case 'in': {
      const values = new Set<unknown>(filter.value.map(plain));
      return (record) => values.has(read(record));
    }
    case 'startsWith': {
      const { value } = filter;
      return (record) => {
        const found = read(record);
        return typeof found === 'string' && found.startsWith(value);
      };
    }
    default: {
      const compare = COMPARE[filter.op];
      const value = plain(filter.value);
      return (record) => {
        const found = read(record);
        return typeof found === typeof value && compare(found as typeof value, value);
      };
    }
  }
}
