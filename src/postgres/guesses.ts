/**
 * Which lookups usually find nothing, such as the one for the e-mail address of a new user. Such a lookup is not sent:
 * the commit checks it. A wrong guess costs another run of the work, and never changes its result.
 */
export interface Guesses {
  isLikelyAbsent(collection: string, field: string | undefined): boolean;
  learn(collection: string, field: string | undefined, isAbsent: boolean): void;
}

/** So many in a row, and the next one is guessed. */
const SURE = 2;

export function createGuesses(): Guesses {
  const inRow = new Map<string, number>();
  const idOf = (collection: string, field: string | undefined): string => `${collection}\0${field ?? ''}`;
  return {
    isLikelyAbsent: (collection, field) => (inRow.get(idOf(collection, field)) ?? 0) >= SURE,
    learn: (collection, field, isAbsent) => {
      const id = idOf(collection, field);
      inRow.set(id, isAbsent ? Math.min(SURE, (inRow.get(id) ?? 0) + 1) : 0);
    },
  };
}
