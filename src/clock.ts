/** The only reader of time. Everything else is handed a clock. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Stands still, so that the same requests give the same bytes. */
export function frozenClock(at: Date): Clock {
  const time = at.getTime();
  return { now: () => new Date(time) };
}
