/**
 * Delivers webhooks: after the reply that caused them, and again on the world's clock. No lock is held while a message is
 * sent, so that its receiver may call the emulator.
 */
import type { AllowedTargets } from '../callbacks/allowed-targets.ts';
import type { Clock } from '../core/clock.ts';
import { toError } from '../core/emulator-error.ts';
import { allQueued, outboxOf } from '../core/outbox.ts';
import type { Service } from '../services/service.ts';
import type { Delivery, Waiting } from '../worlds/deliveries.ts';
import type { World } from '../worlds/world.ts';
import { isDelivered, type Outcome, requestOf, sendRequest } from './attempt.ts';
import { putOff } from './put-off.ts';
import { putAgain, settle, settleAgain, writeOutbox } from './settle.ts';
import { resolve } from './target.ts';
import { validateMessage } from './validate-message.ts';

export interface WebhooksParts {
  readonly services: readonly Service[];
  /** The clock of the computer. */
  readonly wall: Clock;
  readonly targets: () => AllowedTargets;
  readonly report: (error: Error) => void;
  /** Whether a world is still there. */
  readonly isThere: (world: World) => boolean;
}

export interface Webhooks {
  /** Begins what is due, and waits for the rest if the world's clock runs. Returns at once. */
  start(world: World): void;
  /**
   * Moves a world's clock and delivers what falls due on the way, in order. The clock moves at once if nothing does.
   *
   * @returns what became of the deliveries, in the order of their attempts
   */
  advance(world: World, milliseconds: number): Promise<readonly Delivery[]>;
  /** Makes the next attempt of everything that waits, whenever it is due. */
  flush(world: World): Promise<readonly Delivery[]>;
  /** Delivers a message again. @returns why not, for one that the log does not keep or that was never sent */
  replay(world: World, delivery: string): Promise<Delivery | string>;
  /** Resolves when nothing is due and nothing is being sent. */
  settled(world: World): Promise<void>;
  /** Reads what an earlier process left. */
  recover(world: World): Promise<void>;
  /** Breaks off what is being sent; it is delivered after the next start. */
  close(): void;
}

/** Most attempts of one `advance` or `flush`: a receiver may cause a message with each that it gets. */
const MOST_ATTEMPTS = 1_000;

/** How long `advance` waits for what is being sent, in milliseconds: its caller may be a receiver that has not answered yet. */
const PATIENCE = 500;

/** Longest time that a timer can wait. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** What is being done in one world. */
interface Running {
  /** What is being sent, by receiver: a receiver gets its messages one after another. */
  readonly chains: Map<string, Promise<void>>;
  timer: NodeJS.Timeout | undefined;
}

const byDue = (one: Waiting, other: Waiting): number =>
  Number(one.behind ?? false) - Number(other.behind ?? false) || one.queued.due - other.queued.due;

const receiverOf = ({ scope, queued }: Waiting): string => `${scope} ${queued.target}`;

/** What waits in a world and is due; of several that are due at the same time, the one that has waited longest is first. */
function dueNow({ clock, webhooks }: World): readonly Waiting[] {
  const now = clock.now().getTime();
  return webhooks.waiting.filter(({ queued, behind }) => queued.due <= now && !behind).toSorted(byDue);
}

const claim = ({ webhooks: { waiting } }: World, one: Waiting): void => {
  waiting.splice(waiting.indexOf(one), 1);
};

/** What waits for a message to its receiver no longer does: that message was sent. */
function bringForward({ webhooks: { waiting } }: World, receiver: string, sent: Waiting): void {
  for (const [index, one] of waiting.entries())
    if (one.behind && one.delivery !== sent.delivery && receiverOf(one) === receiver)
      waiting[index] = { ...one, behind: undefined };
}

/** Faults that can meet every attempt; the others meet a message once. */
const DISTORTING = ['tamper', 'wrong-secret', 'stale-timestamp'] as const;

class Deliveries implements Webhooks {
  readonly #parts: WebhooksParts;
  readonly #ending = new AbortController();
  readonly #running = new Map<string, Running>();

  constructor(parts: WebhooksParts) {
    this.#parts = parts;
  }

  start(world: World): void {
    if (this.#ending.signal.aborted || !this.#parts.isThere(world))
      return void this.#running.delete(world.id);
    const { chains } = this.#runningIn(world);
    for (const receiver of new Set(dueNow(world).map(receiverOf))) {
      if (chains.has(receiver)) continue;
      const chain = this.#runChain(world, receiver).finally(() => {
        chains.delete(receiver);
        this.start(world);
      });
      chains.set(receiver, chain);
    }
    this.#arm(world);
  }

  async advance(world: World, milliseconds: number): Promise<readonly Delivery[]> {
    const { clock, webhooks } = world;
    const done: Delivery[] = [];
    let left = milliseconds;
    while (done.length < MOST_ATTEMPTS) {
      if (this.#isBusy(world)) await this.#settledSoon(world);
      const [next] = webhooks.waiting.toSorted(byDue);
      const wait = Math.max(0, (next?.queued.due ?? Number.POSITIVE_INFINITY) - clock.now().getTime());
      if (next === undefined || wait > left) break;
      claim(world, next);
      clock.advance(wait);
      left -= wait;
      const delivery = await this.#attempt(world, next);
      if (delivery !== undefined) done.push(delivery);
    }
    clock.advance(left);
    this.start(world);
    return done;
  }

  async flush(world: World): Promise<readonly Delivery[]> {
    if (this.#isBusy(world)) await this.#settledSoon(world);
    const done: Delivery[] = [];
    for (const next of world.webhooks.waiting.toSorted(byDue).slice(0, MOST_ATTEMPTS)) {
      claim(world, next);
      const delivery = await this.#attempt(world, next);
      if (delivery !== undefined) done.push(delivery);
    }
    this.start(world);
    return done;
  }

  async replay(world: World, name: string): Promise<Delivery | string> {
    const { log, waiting } = world.webhooks;
    const delivery = log.get(name);
    if (delivery === undefined) return `the world ${world.id} keeps no delivery ${name}`;
    const known = waiting.find((one) => one.delivery === name);
    if (known !== undefined) claim(world, known);
    const one = known ?? (delivery.state === 'waiting' ? undefined : log.source(name));
    const service = one && this.#serviceOf(one.scope);
    if (one === undefined || service === undefined) return `${name} is being sent`;
    const { attempts } = delivery;
    const first = attempts[0] === undefined ? null : Date.parse(attempts[0].at);
    const again =
      known ??
      (await putAgain(service, world, one, { ...one.queued, attempts: attempts.length, firstSent: first }));
    return (await this.#attempt(world, again)) ?? delivery;
  }

  async settled(world: World): Promise<void> {
    this.start(world);
    for (;;) {
      const chains = [...(this.#running.get(world.id)?.chains.values() ?? [])];
      if (chains.length === 0) return;
      await Promise.all(chains);
    }
  }

  async recover(world: World): Promise<void> {
    for (const scope of await world.store.scopes()) {
      const service = this.#serviceOf(scope);
      if (service === undefined) continue;
      const queued = await world.store.transaction(scope, service.collections, ({ state }) =>
        allQueued(outboxOf(state)),
      );
      world.webhooks.queue(scope, queued);
    }
    this.start(world);
  }

  close(): void {
    this.#ending.abort();
    for (const { timer } of this.#running.values()) clearTimeout(timer);
  }

  #serviceOf(scope: string): Service | undefined {
    return this.#parts.services.find(({ vendor }) => scope.startsWith(`${vendor.name}/`));
  }

  #runningIn({ id }: World): Running {
    const known = this.#running.get(id);
    if (known !== undefined) return known;
    const made: Running = { chains: new Map(), timer: undefined };
    this.#running.set(id, made);
    return made;
  }

  /** @param one no longer waits. @returns what became of it; `undefined` where that is not known */
  async #attempt(world: World, one: Waiting): Promise<Delivery | undefined> {
    try {
      return await this.#send(world, one);
    } catch (cause) {
      this.#parts.report(toError(cause));
      return undefined;
    }
  }

  async #send(world: World, one: Waiting): Promise<Delivery | undefined> {
    const service = this.#serviceOf(one.scope);
    if (service === undefined) return undefined;
    const found = await resolve(service, world, one);
    if ('gone' in found) {
      await writeOutbox(service, world, one);
      const end = { state: 'dropped', due: null, problem: found.gone } as const;
      return world.webhooks.log.change(one.delivery, end);
    }
    const { target, queued } = found;
    const { wall, targets } = this.#parts;
    const { signal } = this.#ending;
    const waiting = { ...one, queued };
    const modes = one.putOff || queued.attempts > 0 ? DISTORTING : undefined;
    const fault = world.faults.applyToDelivery({ vendor: service.vendor.name, topic: queued.topic }, modes);
    const off = fault && (await putOff(service, world, waiting, fault));
    if (off !== undefined) return off;
    const request = requestOf(queued, target, { service, now: world.clock.now(), wall, fault });
    if (fault?.webhook !== 'tamper' && target.template === undefined)
      world.webhooks.log.change(one.delivery, {
        drift: validateMessage(service, queued.version, queued.topic, JSON.parse(request.body)),
      });
    const deliver = async (): Promise<Outcome | 'collected'> =>
      target.collect ? 'collected' : sendRequest(request, { targets: targets(), signal });
    const outcome = await deliver();
    // After the next start it is delivered again: whether it arrived is not known.
    if (signal.aborted && outcome !== 'collected' && !isDelivered(outcome)) return undefined;
    const settled = await settle({ service, world, waiting, target, request, outcome });
    if (fault?.webhook !== 'duplicate') return settled;
    return settleAgain(world, one.delivery, request, await deliver());
  }

  /** Delivers to one receiver until nothing for it is due. */
  async #runChain(world: World, receiver: string): Promise<void> {
    while (!this.#ending.signal.aborted) {
      const next = dueNow(world).find((one) => receiverOf(one) === receiver);
      if (next === undefined) return;
      claim(world, next);
      await this.#attempt(world, next);
      bringForward(world, receiver, next);
    }
  }

  /** Wakes up when the next delivery is due. */
  #arm(world: World): void {
    const running = this.#runningIn(world);
    clearTimeout(running.timer);
    const [next] = world.webhooks.waiting.toSorted(byDue);
    if (next === undefined || world.clock.frozen) return;
    const wait = Math.min(Math.max(next.queued.due - world.clock.now().getTime(), 0), LONGEST_TIMER);
    running.timer = setTimeout(() => this.start(world), wait).unref();
  }

  #isBusy(world: World): boolean {
    return dueNow(world).length > 0 || (this.#running.get(world.id)?.chains.size ?? 0) > 0;
  }

  async #settledSoon(world: World): Promise<void> {
    const { promise: late, resolve: end } = Promise.withResolvers<void>();
    const timer = setTimeout(end, PATIENCE);
    await Promise.race([this.settled(world), late]);
    clearTimeout(timer);
  }
}

export const createWebhooks = (parts: WebhooksParts): Webhooks => new Deliveries(parts);
