/** Options of built-in vendors on the command line: `usercom:observed`. */
import { type Config, ConfigError } from '../config/config.ts';
import { isObject } from '../core/is-object.ts';
import type { Vendor } from '../core/vendor.ts';
import { vendors } from '../vendors/index.ts';

/** What each word of a vendor sets: the values of its options, and the names of its switches. */
function wordsOf({ options }: Vendor): ReadonlyMap<string, readonly [option: string, value: unknown]> {
  const properties = isObject(options) && isObject(options.properties) ? options.properties : {};
  return new Map(
    Object.entries(properties).flatMap(([name, schema]) => {
      if (!isObject(schema)) return [];
      if (schema.type === 'boolean') return [[name, [name, true] as const] as const];
      const values = Array.isArray(schema.enum) ? schema.enum : [];
      return values.map((value) => [String(value), [name, value] as const] as const);
    }),
  );
}

/**
 * Takes the words behind the names of vendors off.
 *
 * @param names arguments of the command line that are no documents
 * @throws {ConfigError} for a word that the vendor does not have
 */
export function splitVendorWords(names: readonly string[]): {
  readonly names: readonly string[];
  readonly options: NonNullable<Config['options']>;
} {
  const options: Record<string, Record<string, unknown>> = {};
  const bare = names.map((argument) => {
    const [name = '', ...words] = argument.split(':');
    const vendor = vendors.find((known) => known.name === name);
    if (vendor === undefined) return argument;
    const known = wordsOf(vendor);
    for (const word of words) {
      const found = known.get(word);
      if (found === undefined)
        throw new ConfigError(
          `${name} has no option ${JSON.stringify(word)}; ${name}:WORD takes ${[...known.keys()].join(', ')}`,
        );
      options[name] = { ...options[name], [found[0]]: found[1] };
    }
    return name;
  });
  return { names: bare, options };
}

/** The options of a configuration file with those of the command line, which take precedence. */
export const mergeOptions = (
  file: Config['options'],
  given: NonNullable<Config['options']>,
): Config['options'] =>
  Object.keys(given).length === 0
    ? undefined
    : {
        ...file,
        ...Object.fromEntries(
          Object.entries(given).map(([name, own]) => [name, { ...file?.[name], ...own }]),
        ),
      };
