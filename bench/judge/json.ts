/** JSON and places in it. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: unknown): value is readonly Json[] => Array.isArray(value);

export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

export const listOf = (value: unknown): readonly Json[] => (isList(value) ? value : []);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const escaped = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');

const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

export const tokensOf = (pointer: string): readonly string[] =>
  pointer === '' ? [] : pointer.slice(1).split('/').map(unescaped);

export function at(root: unknown, tokens: readonly string[]): Json | undefined {
  let value: unknown = root;
  for (const token of tokens) {
    if (isList(value)) value = value[Number(token)];
    else if (isObject(value) && Object.hasOwn(value, token)) value = value[token];
    else return undefined;
  }
  return value as Json | undefined;
}

/** A copy with another value at a place; `undefined` takes the place away. */
export function replaced(value: Json, [token, ...rest]: readonly string[], put: Json | undefined): Json {
  if (token === undefined) return put ?? null;
  if (isList(value)) {
    const index = Number(token);
    if (rest.length === 0 && put === undefined) return value.toSpliced(index, 1);
    return value.with(index, replaced(value[index] ?? null, rest, put));
  }
  const { [token]: old, ...others } = objectOf(value);
  if (rest.length === 0 && put === undefined) return others;
  return { ...objectOf(value), [token]: replaced(old ?? null, rest, put) };
}

/** At most so many characters of a text. */
export const short = (text: string, most = 400): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;
