/** Finds the values that a request takes from its provider state. */
import { isObject } from '../core/is-object.ts';
import { formatPointer } from '../core/json-pointer.ts';

export interface FromState {
  /** The name in `${name}`. */
  readonly name: string;
  readonly pointer: string;
}

/** @param generators of a request, in the notation of any version of Pact */
export function valuesFromState(generators: unknown, pointer: string): readonly FromState[] {
  if (!isObject(generators)) return [];
  const { type, expression } = generators;
  if (type === 'ProviderState' && typeof expression === 'string') {
    const names = [...expression.matchAll(/\$\{([^}]+)\}/g)].map(([, name = '']) => name);
    return (names.length === 0 ? [expression] : names).map((name) => ({ name, pointer }));
  }
  return Object.entries(generators).flatMap(([name, inside]) =>
    valuesFromState(inside, `${pointer}${formatPointer(name)}`),
  );
}
