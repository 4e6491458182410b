/** Counts calls since the start, for monitoring. Nothing resets these counts, unlike those of the tally. */
import { ERROR_HEADER } from '../core/emulator-error.ts';
import type { RecordedExchange, ReplySource } from './exchange.ts';
import { isUnmatched } from './unmatched.ts';

/** How many calls of a kind there were. */
export interface CallCount {
  readonly vendor: string;
  /** Absent for a call that was answered before its operation was found. */
  readonly operation: string | undefined;
  readonly status: number;
  readonly source: ReplySource;
  times: number;
}

/** How long a vendor's calls took. */
export interface Durations {
  /** By the bounds of `DURATION_BOUNDS`, how many calls took at most that long. */
  readonly atMost: number[];
  /** In seconds. */
  sum: number;
  count: number;
}

export interface CallMetrics {
  add(recorded: RecordedExchange): void;
  /** Calls of vendors that reached an operation, or were answered before one was found. */
  readonly calls: ReadonlyMap<string, CallCount>;
  /** By vendor and operation, replies that broke their contract. */
  readonly drifts: ReadonlyMap<string, Pick<CallCount, 'vendor' | 'operation' | 'times'>>;
  /** Calls that the emulator itself refused, by the code of its error. */
  readonly refusals: ReadonlyMap<string, number>;
  /** Calls that no operation has. */
  readonly unmatched: number;
  readonly durations: ReadonlyMap<string, Durations>;
}

/** In seconds. */
export const DURATION_BOUNDS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;

/** Under `key`, made by `make` the first time. */
function entryOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** @param isServed whether a vendor has the name; there is no end of names that calls may have instead */
export function createCallMetrics(isServed: (vendor: string) => boolean): CallMetrics {
  const calls = new Map<string, CallCount>();
  const drifts = new Map<string, { vendor: string; operation: string | undefined; times: number }>();
  const refusals = new Map<string, number>();
  const durations = new Map<string, Durations>();
  let unmatched = 0;
  return {
    calls,
    drifts,
    refusals,
    durations,
    get unmatched() {
      return unmatched;
    },
    add(recorded) {
      const { vendor, reply, source, drift } = recorded;
      const operation = recorded.operation ?? undefined;
      if (source === 'refusal') {
        const code = reply.headers?.[ERROR_HEADER] ?? 'OTHER';
        refusals.set(code, (refusals.get(code) ?? 0) + 1);
      }
      if (isUnmatched(recorded)) {
        unmatched++;
        return;
      }
      if (!isServed(vendor)) return;
      const { status } = reply;
      const labels = { vendor, operation };
      entryOf(calls, `${vendor} ${operation} ${status} ${source}`, () => ({
        ...labels,
        status,
        source,
        times: 0,
      })).times++;
      if (drift.length > 0)
        entryOf(drifts, `${vendor} ${operation}`, () => ({ ...labels, times: 0 })).times++;
      const seconds = recorded.milliseconds / 1_000;
      const taken = entryOf(durations, vendor, () => ({
        atMost: DURATION_BOUNDS.map(() => 0),
        sum: 0,
        count: 0,
      }));
      taken.sum += seconds;
      taken.count++;
      DURATION_BOUNDS.forEach((bound, at) => {
        if (seconds <= bound) taken.atMost[at] = (taken.atMost[at] ?? 0) + 1;
      });
    },
  };
}
