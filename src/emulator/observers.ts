/** Who is told of a call once it is answered. */

import type { Callbacks } from '../callbacks/send-callbacks.ts';
import type { Control } from '../control/control.ts';
import type { EventStream } from '../control/event-stream.ts';
import { toError } from '../core/emulator-error.ts';
import { countExchange } from '../coverage/count-exchange.ts';
import type { Coverage } from '../coverage/coverage.ts';
import type { Explanation } from '../explain/explain.ts';
import { isRefused } from '../journal/journal.ts';
import type { Statistics } from '../journal/statistics.ts';
import { PACT_HEADER } from '../pact/recorder.ts';
import type { ExchangeListener } from '../worlds/world.ts';

/** Runs a listener: what it throws is reported, and no concern of the call. */
export type CallListener = (listen: () => void) => void;

export const createSafeCall =
  (report: (error: Error) => void): CallListener =>
  (listen) => {
    try {
      listen();
    } catch (cause) {
      report(toError(cause));
    }
  };

export interface Observers {
  readonly tally: Statistics;
  readonly feed: EventStream;
  readonly coverage: Coverage | undefined;
  readonly callbacks: Callbacks;
  readonly onRefusal: ((explanation: Explanation) => void) | undefined;
  /** There is none before there are worlds, and no world without its listeners. */
  readonly control: () => Control;
}

export const createObservers =
  (
    { tally, feed, coverage, callbacks, onRefusal, control }: Observers,
    tell: CallListener,
  ): ExchangeListener =>
  (recorded, world) => {
    tally.add(recorded);
    feed.exchange(recorded, world);
    if (coverage !== undefined) tell(() => countExchange(coverage, recorded, world));
    const description = recorded.request.headers[PACT_HEADER];
    if (description !== undefined)
      tell(() => control().tag({ exchanges: [recorded.id], description: description || undefined }, world));
    if (onRefusal !== undefined && isRefused(recorded))
      tell(() => onRefusal(control().explain(recorded.id, world)));
    tell(() => callbacks.after(recorded));
  };
