/** The only file that reads the time. Everything else receives a clock. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Milliseconds since an arbitrary moment, for measuring durations. It does not depend on a world's clock. */
export const stopwatch = (): number => performance.now();

/** A world's clock. It follows another clock until it is frozen or moved. */
export interface AdjustableClock extends Clock {
  readonly frozen: boolean;
  /** Freezes the clock. @param at the time to show; the current one when absent */
  freeze(at?: Date): void;
  /** Moves the clock forward, frozen or not. @param milliseconds not negative */
  advance(milliseconds: number): void;
  /** Lets a frozen clock run again, from the time it shows. */
  resume(): void;
}

/** @param frozenAt the time at which the clock is frozen from the start; it runs when absent */
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
