/** Tells whoever follows a world what happens in it, as it happens. */

import type { Recorded } from '../journal/exchange.ts';
import { type Glance, glanceOf } from '../journal/summary.ts';
import type { World } from '../worlds/world.ts';
import { ControlError } from './control-error.ts';

export type Happening =
  /** Everything that the journal keeps: at the start, and again for a follower that fell behind. */
  | { readonly kind: 'exchanges'; readonly exchanges: readonly Glance[] }
  | { readonly kind: 'exchange'; readonly exchange: Glance }
  /** Somebody changed something through the control plane. */
  | { readonly kind: 'steered'; readonly operation: string };

export interface Feed {
  exchange(recorded: Recorded, world: string): void;
  steered(operation: string): void;
  /** @throws {ControlError} when too many follow already */
  follow(world: World): ReadableStream<Happening>;
  /** Nothing more happens. */
  close(): void;
}

const MOST_FOLLOWERS = 32;
/** How many happenings wait for a follower before it is told of everything anew instead. */
const MOST_WAITING = 1_000;

interface Follower {
  readonly world: string;
  tell(happening: Happening): void;
  end(): void;
}

export function createFeed(): Feed {
  const followers = new Set<Follower>();
  const everything = ({ journal }: World): Happening => ({ kind: 'exchanges', exchanges: journal.glances() });
  return {
    exchange: (recorded, world) => {
      if (followers.size === 0) return;
      const happening: Happening = { kind: 'exchange', exchange: glanceOf(recorded) };
      for (const follower of followers) if (follower.world === world) follower.tell(happening);
    },
    steered: (operation) => {
      for (const follower of followers) follower.tell({ kind: 'steered', operation });
    },
    follow: (world) => {
      if (followers.size >= MOST_FOLLOWERS)
        throw new ControlError(429, `${MOST_FOLLOWERS} follow the emulator already; close some pages`);
      let follower: Follower;
      let behind = false;
      return new ReadableStream<Happening>(
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
