/** Streams what happens in a world to its followers. */

import type { RecordedExchange } from '../journal/exchange.ts';
import { type ExchangeSummary, summarize } from '../journal/summary.ts';
import type { World } from '../worlds/world.ts';
import { ControlError } from './control-error.ts';

export type StreamEvent =
  /** All exchanges of the journal: at the start, and again after a follower fell behind. */
  | { readonly kind: 'exchanges'; readonly exchanges: readonly ExchangeSummary[] }
  | { readonly kind: 'exchange'; readonly exchange: ExchangeSummary }
  /** An operation of the control plane has changed something. */
  | { readonly kind: 'controlled'; readonly operation: string };

export interface EventStream {
  exchange(recorded: RecordedExchange, world: string): void;
  controlled(operation: string): void;
  /** @throws {ControlError} when there are too many followers */
  follow(world: World): ReadableStream<StreamEvent>;
  /** Ends all streams. */
  close(): void;
}

const MOST_FOLLOWERS = 32;
/** Events that wait for a follower. Beyond that it gets all exchanges of the journal instead. */
const MOST_WAITING = 1_000;

interface Follower {
  readonly world: string;
  send(event: StreamEvent): void;
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
      const event: StreamEvent = { kind: 'exchange', exchange: summarize(recorded) };
      for (const follower of followers) if (follower.world === world) follower.send(event);
    },
    controlled: (operation) => {
      for (const follower of followers) follower.send({ kind: 'controlled', operation });
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
              send: (event) => {
                if ((stream.desiredSize ?? 0) <= 0) behind = true;
                if (!behind) stream.enqueue(event);
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
