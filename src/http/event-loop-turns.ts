/**
 * Lets work of one kind wait for the end of a turn of the event loop and then run in a row: requests that arrived
 * together are answered together, while the processor still knows the way, and replies leave together, because a write to
 * a client that waits has to wake it, which costs several times the write.
 */

/** @returns takes work that never throws */
export function createTurnQueue(): (work: () => void) => void {
  let waiting: (() => void)[] = [];
  const run = (): void => {
    const now = waiting;
    waiting = [];
    for (const work of now) work();
  };
  return (work) => {
    if (waiting.push(work) === 1) setImmediate(run);
  };
}
