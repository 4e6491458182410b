/** What happens after each exchange: it is counted, streamed, explained, and its callbacks are sent. */

import type { Callbacks } from '../callbacks/send-callbacks.ts';
import type { Control } from '../control/control.ts';
import type { EventStream } from '../control/event-stream.ts';
import { toError } from '../core/emulator-error.ts';
import { countExchange } from '../coverage/count-exchange.ts';
import type { Coverage } from '../coverage/coverage.ts';
import type { Explanation } from '../explain/explain.ts';
import type { CallMetrics } from '../journal/call-metrics.ts';
import { isRefused } from '../journal/journal.ts';
import type { Statistics } from '../journal/statistics.ts';
import { type ExchangeSummary, summarize } from '../journal/summary.ts';
import { PACT_HEADER } from '../pact/recorder.ts';
import type { ExchangeListener } from '../worlds/world.ts';

/** Runs a listener and reports what it throws, so that the call goes on. */
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
  readonly statistics: Statistics;
  readonly metrics: CallMetrics;
  readonly feed: EventStream;
  readonly coverage: Coverage | undefined;
  readonly callbacks: Callbacks;
  /** Delivers what waits in a world, after the reply. */
  readonly deliver: (world: string) => void;
  readonly onExchange: ((summary: ExchangeSummary) => void) | undefined;
  readonly onRefusal: ((explanation: Explanation) => void) | undefined;
  /** A function, because worlds need their observers before the control exists. */
  readonly control: () => Control;
}

export const createObservers =
  (
    { statistics, metrics, feed, coverage, callbacks, deliver, onExchange, onRefusal, control }: Observers,
    safely: CallListener,
  ): ExchangeListener =>
  (recorded, world) => {
    statistics.add(recorded);
    metrics.add(recorded);
    feed.exchange(recorded, world);
    if (coverage !== undefined) safely(() => countExchange(coverage, recorded, world));
    const description = recorded.request.headers[PACT_HEADER];
    if (description !== undefined)
      safely(() => control().tag({ exchanges: [recorded.id], description: description || undefined }, world));
    if (onExchange !== undefined) safely(() => onExchange(summarize(recorded)));
    if (onRefusal !== undefined && isRefused(recorded))
      safely(() => onRefusal(control().explain(recorded.id, world)));
    safely(() => callbacks.after(recorded));
    if (recorded.events !== undefined) deliver(world);
  };
