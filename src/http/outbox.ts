/**
 * Lets the replies of one turn of the event loop leave together. A write to a client that waits has to wake it, which
 * costs several times the write; behind the first one the others find it awake.
 */
const waiting: (() => void)[] = [];

function empty(): void {
  for (const send of waiting.splice(0)) send();
}

/** @param send writes one reply; never throws */
export function post(send: () => void): void {
  if (waiting.push(send) === 1) setImmediate(empty);
}
