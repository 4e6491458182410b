/** The only reader of time. Everything else is handed a clock. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Milliseconds since some moment, for measuring how long something took; no clock of a world changes it. */
export const stopwatch = (): number => performance.now();

/** A world's clock: it follows another one until somebody stops or moves it. */
export interface AdjustableClock extends Clock {
  readonly frozen: boolean;
  /** Stands still, at the time it shows or at another. */
  freeze(at?: Date): void;
  /** Moves on, standing still or not. @param milliseconds not negative */
  advance(milliseconds: number): void;
  /** Goes on from the time it shows. */
  resume(): void;
}

/** @param frozenAt stands still there from the start */
export function adjustableClock(source: Clock, frozenAt?: Date): AdjustableClock {
  let offset = 0;
  let stopped = frozenAt?.getTime();
  const shown = (): number => stopped ?? source.now().getTime() + offset;
  return {
    now: () => new Date(shown()),
    get frozen() {
      return stopped !== undefined;
    },
    freeze: (at) => {
      stopped = at?.getTime() ?? shown();
    },
    advance: (milliseconds) => {
      if (stopped === undefined) offset += milliseconds;
      else stopped += milliseconds;
    },
    resume: () => {
      if (stopped === undefined) return;
      offset = stopped - source.now().getTime();
      stopped = undefined;
    },
  };
}
