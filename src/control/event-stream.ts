/** Tells whoever follows a world what happens in it, as it happens. */

import type { RecordedExchange } from '../journal/exchange.ts';
import { type ExchangeSummary, summarize } from '../journal/summary.ts';
import type { World } from '../worlds/world.ts';
import { ControlError } from './control-error.ts';

export type StreamEvent =
  /** Everything that the journal keeps: at the start, and again for a follower that fell behind. */
  | { readonly kind: 'exchanges'; readonly exchanges: readonly ExchangeSummary[] }
  | { readonly kind: 'exchange'; readonly exchange: ExchangeSummary }
  /** Somebody changed something through the control plane. */
  | { readonly kind: 'controlled'; readonly operation: string };

export interface EventStream {
  exchange(recorded: RecordedExchange, world: string): void;
  controlled(operation: string): void;
  /** @throws {ControlError} when too many follow already */
  follow(world: World): ReadableStream<StreamEvent>;
  /** Nothing more happens. */
  close(): void;
}

const MOST_FOLLOWERS = 32;
/** How many happenings wait for a follower before it is told of everything anew instead. */
const MOST_WAITING = 1_000;

interface Follower {
  readonly world: string;
  tell(happening: StreamEvent): void;
  end(): void;
}

export function createEventStream(): EventStream {
  const followers = new Set<Follower>();
  const everything = ({ journal }: World): StreamEvent => ({
    kind: 'exchanges',
    exchanges: journal.summaries(),
  });
  return {
    exchange: (recorded, world) => {
      if (followers.size === 0) return;
      const happening: StreamEvent = { kind: 'exchange', exchange: summarize(recorded) };
      for (const follower of followers) if (follower.world === world) follower.tell(happening);
    },
    controlled: (operation) => {
      for (const follower of followers) follower.tell({ kind: 'controlled', operation });
    },
    follow: (world) => {
      if (followers.size >= MOST_FOLLOWERS)
        throw new ControlError(429, `${MOST_FOLLOWERS} follow the emulator already; close some pages`);
      let follower: Follower;
      let behind = false;
      return new ReadableStream<StreamEvent>(
        {
          start: (stream) => {
            follower = {
              world: world.id,
              tell: (happening) => {
                if ((stream.desiredSize ?? 0) <= 0) behind = true;
                if (!behind) stream.enqueue(happening);
              },
              end: () => stream.close(),
            };
            followers.add(follower);
            stream.enqueue(everything(world));
          },
          pull: (stream) => {
            if (!behind) return;
            behind = false;
            stream.enqueue(everything(world));
          },
          cancel: () => void followers.delete(follower),
        },
        { highWaterMark: MOST_WAITING },
      );
    },
    close: () => {
      for (const follower of followers) follower.end();
      followers.clear();
    },
  };
}
