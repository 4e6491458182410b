/** Times as Django writes them, with six digits of a second. */

/** Between `created_at` and `updated_at` of a new user in "Create user"; recordings have 13 to 24. */
const SAVING = '024';

const micro = (time: Date, microseconds: string): string =>
  time.toISOString().replace(/Z$/, `${microseconds}Z`);

export const createdAt = (now: Date): string => micro(now, '000');

export const updatedAt = (now: Date): string => micro(now, SAVING);

export const fromUnix = (seconds: number): string => micro(new Date(seconds * 1000), '000');
