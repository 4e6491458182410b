/** The value that the author wrote for a schema, if it has the type that the schema wants. */
import type { Random } from './formatted-text.ts';
import type { PlainWords } from './merge-schemas.ts';

const typeOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : Number.isInteger(value)
        ? 'integer'
        : typeof value;

const hasType = (value: unknown, { types }: PlainWords): boolean => {
  const type = typeOf(value);
  return types === undefined || types.includes(type) || (type === 'integer' && types.includes('number'));
};

/**
 * The constant, the first fitting example or the default, or one of the allowed values.
 *
 * @param authored whether examples and defaults are used
 */
export function authoredValue(
  merged: PlainWords,
  authored: boolean,
  random: Random,
): { readonly value: unknown } | undefined {
  const { examples, constant, words, options: allowed } = merged;
  if (constant !== undefined) return constant;
  const candidates = authored ? [...examples, ...('default' in words ? [words.default] : [])] : [];
  const fitting = candidates.find(
    (value) =>
      hasType(value, merged) &&
      (allowed === undefined || allowed.some((one) => JSON.stringify(one) === JSON.stringify(value))),
  );
  if (fitting !== undefined) return { value: fitting };
  if (allowed === undefined) return undefined;
  const usual = allowed.filter((value) => hasType(value, merged));
  const notNull = usual.filter((value) => value !== null);
  const from = notNull.length > 0 ? notNull : usual.length > 0 ? usual : allowed;
  return { value: from[Math.floor(random() * from.length)] };
}
