/** Who is told of a call once it is answered. */

import type { Callbacks } from './callbacks/send.ts';
import type { Control } from './control/control.ts';
import type { Explanation } from './control/explain.ts';
import type { Feed } from './control/feed.ts';
import { isRefused } from './control/journal.ts';
import { PACT_HEADER } from './control/tagged.ts';
import type { Tally } from './control/tally.ts';
import type { Heard } from './control/world.ts';
import { count } from './coverage/count.ts';
import type { Coverage } from './coverage/coverage.ts';
import { errorOf } from './thrown.ts';

/** Runs a listener: what it throws is reported, and no concern of the call. */
export type Tell = (listen: () => void) => void;

export const createTell =
  (report: (error: Error) => void): Tell =>
  (listen) => {
    try {
      listen();
    } catch (cause) {
      report(errorOf(cause));
    }
  };

export interface Listeners {
  readonly tally: Tally;
  readonly feed: Feed;
  readonly coverage: Coverage | undefined;
  readonly callbacks: Callbacks;
  readonly onRefusal: ((explanation: Explanation) => void) | undefined;
  /** There is none before there are worlds, and no world without its listeners. */
  readonly control: () => Control;
}

export const createHeard =
  ({ tally, feed, coverage, callbacks, onRefusal, control }: Listeners, tell: Tell): Heard =>
  (recorded, world) => {
    tally.add(recorded);
    feed.exchange(recorded, world);
    if (coverage !== undefined) tell(() => count(coverage, recorded, world));
    const description = recorded.request.headers[PACT_HEADER];
    if (description !== undefined)
      tell(() => control().tag({ exchanges: [recorded.id], description: description || undefined }, world));
    if (onRefusal !== undefined && isRefused(recorded))
      tell(() => onRefusal(control().explain(recorded.id, world)));
    tell(() => callbacks.after(recorded));
  };
