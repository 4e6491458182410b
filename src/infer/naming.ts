/**
 * Compares names whatever their spelling: `ownerId`, `owner_id` and `OwnerID` are equal, and `owners` is the plural
 * of `owner`.
 */

/** Lower case, letters and digits only. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** `categories` → `category`, `boxes` → `box`, `pets` → `pet`; a word that is no plural stays as it is. */
export function singular(word: string): string {
  if (/ies$/i.test(word) && word.length > 4) return word.replace(/ies$/i, 'y');
  if (/(ss|sh|ch|x|z)es$/i.test(word)) return word.replace(/es$/i, '');
  if (/people$/i.test(word)) return word.replace(/people$/i, 'person');
  return /[^su]s$/i.test(word) ? word.replace(/s$/i, '') : word;
}

/** The name that equals the first possible word, whatever its spelling; `undefined` if no name equals a word. */
export function findName(names: Iterable<string>, words: readonly string[]): string | undefined {
  const known = new Map([...names].map((name) => [plainName(name), name]));
  const word = words.map(plainName).find((candidate) => known.has(candidate));
  return word === undefined ? undefined : known.get(word);
}
