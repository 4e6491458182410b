/** Loads what a view asks the control plane for. */
import { useEffect, useRef, useState } from 'preact/hooks';

export interface Loaded<T> {
  /** The last answer, also while a newer one is awaited. */
  readonly value: T | undefined;
  readonly error: string | undefined;
  reload(): void;
}

/** @param key asks anew when it changes; what is shown stays until the answer is there, unless `subject` changed */
export function useLoaded<T>(load: () => Promise<T>, subject: string, key: unknown = ''): Loaded<T> {
  const [held, setHeld] = useState<{ subject: string; value?: T; error?: string }>({ subject });
  const [round, setRound] = useState(0);
  const latest = useRef(0);
  useEffect(() => {
    const turn = ++latest.current;
    load().then(
      (value) => turn === latest.current && setHeld({ subject, value }),
      (cause: Error) => turn === latest.current && setHeld({ subject, error: cause.message }),
    );
  }, [subject, key, round]);
  const current = held.subject === subject ? held : undefined;
  return {
    value: current?.value,
    error: current?.error,
    reload: () => setRound((before) => before + 1),
  };
}
