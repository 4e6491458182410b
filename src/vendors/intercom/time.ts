/** Intercom counts in UNIX seconds. */
export const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000);
