/**
 * Connections that the emulator makes on its own. Where Node's connections are intercepted in this process, these are
 * not: what the emulator sends out must not come back to it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** Known to `intercept/preload.cjs`, which imports nothing. */
const PLACE = Symbol.for('vendouble.own-connections');

const UNDO = Symbol.for('vendouble.uninstall');

type Marked = typeof globalThis & { [PLACE]?: AsyncLocalStorage<true>; [UNDO]?: () => void };

/** Runs what connects to somewhere else. */
export function connectUnintercepted<Result>(connect: () => Result): Result {
  const marked = globalThis as Marked;
  marked[PLACE] ??= new AsyncLocalStorage();
  return marked[PLACE].run(true, connect);
}

/** For a process that is the emulator and nothing else: intercepted by another one, it would answer with its replies. */
export const stopBeingIntercepted = (): void => (globalThis as Marked)[UNDO]?.();
