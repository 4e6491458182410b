/** Times in UNIX seconds, as on the wire. */
export const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000);
