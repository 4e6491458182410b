/** What an emulator sends of its own accord: callbacks of contracts, and webhooks. */
import type { AllowedTargets } from '../callbacks/allowed-targets.ts';
import { createCallbacks, type Transmit } from '../callbacks/send-callbacks.ts';
import { type Config, isLocal } from '../config/config.ts';
import { systemClock } from '../core/clock.ts';
import type { Service } from '../services/service.ts';
import { createWebhooks } from '../webhooks/create-webhooks.ts';
import { send } from '../webhooks/send.ts';
import type { Worlds } from '../worlds/worlds.ts';
import type { CallListener } from './observers.ts';
import type { CheckedOptions } from './read-options.ts';

interface OutgoingParts extends Pick<CheckedOptions, 'report' | 'onCallback'> {
  readonly services: readonly Service[];
  readonly safely: CallListener;
  /** The configuration as it is now. */
  readonly config: () => Config;
  /** A function, because worlds need their observers first. */
  readonly worlds: () => Worlds;
}

export function createOutgoing({ services, safely, report, onCallback, config, worlds }: OutgoingParts) {
  const targets = (): AllowedTargets => ({
    allowed: config().allowedCallbacks ?? [],
    alone: isLocal(config()),
  });
  const webhooks = createWebhooks({
    services,
    wall: systemClock,
    targets,
    report,
    isThere: (world) => worlds().list().includes(world),
  });
  const transmit: Transmit = async (request, signal) => {
    const result = await send(request, { targets: targets(), signal });
    return result.kind === 'answered' ? { status: result.status } : { problem: result.problem };
  };
  return {
    callbacks: createCallbacks(services, transmit, (outcome) => safely(() => onCallback?.(outcome))),
    webhooks,
    /** Delivers what waits in a world. The reply is sent first. */
    deliver: (id: string): void => {
      const world = worlds().get(id);
      if (world === undefined) return;
      world.webhooks.settle = () => webhooks.settled(world);
      setImmediate(() => webhooks.start(world));
    },
  };
}
