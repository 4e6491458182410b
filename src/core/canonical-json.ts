import { isObject } from './is-object.ts';

/** JSON with members in the order of their names: the same text for values that are equal. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_name, inside: unknown) =>
    isObject(inside)
      ? Object.fromEntries(Object.entries(inside).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inside,
  );
