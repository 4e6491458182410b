/** Names as people write them: `ownerId`, `owner_id` and `OwnerID` are one name, `owners` and `owner` one thing. */

/** Lower case, letters and digits only. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** `categories` → `category`, `boxes` → `box`, `pets` → `pet`; a word that is none stays as it is. */
export function singular(word: string): string {
  if (/ies$/i.test(word) && word.length > 4) return word.replace(/ies$/i, 'y');
  if (/(ss|sh|ch|x|z)es$/i.test(word)) return word.replace(/es$/i, '');
  if (/people$/i.test(word)) return word.replace(/people$/i, 'person');
  return /[^su]s$/i.test(word) ? word.replace(/s$/i, '') : word;
}

/** The first of the names that is one of the words, whatever its spelling, in the order of the words. */
export function findName(names: Iterable<string>, words: readonly string[]): string | undefined {
  const known = new Map([...names].map((name) => [plainName(name), name]));
  const word = words.map(plainName).find((candidate) => known.has(candidate));
  return word === undefined ? undefined : known.get(word);
}
