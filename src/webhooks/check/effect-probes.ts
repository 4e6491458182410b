/**
 * What only the effects of deliveries can show: whether an event that comes twice counts once, and whether an older event
 * that comes late replaces what is newer. Without a look at the state, neither passes.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { stopwatch } from '../../core/clock.ts';
import { isTaken } from '../send.ts';
import type { Entity } from './compose.ts';
import {
  type Delivery,
  deliver,
  describeResult,
  newDelivery,
  type Receiver,
  secondAttempt,
} from './deliver.ts';
import type { ProbeName, ProbeResult } from './findings.ts';
import type { Observe } from './observe.ts';
import type { DeliveryTemplate } from './template.ts';

export interface EffectParts {
  readonly receiver: Receiver;
  /** An event about something new. */
  readonly created: DeliveryTemplate;
  /** An event about something that exists. */
  readonly updated: DeliveryTemplate;
  readonly observe: Observe | undefined;
  /** Milliseconds that effects may take. */
  readonly settle: number;
}

const POLL = 50;
/** Seconds between an event and the older one that is delivered after it. */
const APART = 600;

const unjudged = (probe: ProbeName, detail: string): ProbeResult => ({
  probe,
  outcome: 'not judged',
  detail,
});

/** The state once it is not the one before any more, or once effects should have happened. */
async function afterEffect(observe: Observe, before: string, settle: number): Promise<string> {
  const end = stopwatch() + settle;
  let state = await observe();
  while (state === before && stopwatch() < end) {
    await wait(POLL);
    state = await observe();
  }
  if (state !== before) await wait(settle);
  return observe();
}

/** Why a state says nothing; `undefined` where it stays the same once the effects of earlier deliveries have happened. */
async function whyUseless(observe: Observe, settle: number): Promise<string | undefined> {
  await wait(settle);
  const first = await observe();
  return first === (await observe())
    ? undefined
    : 'the observed state changes by itself; name one without times and identifiers of requests';
}

/**
 * Runs probes whose deliveries must have no effect.
 *
 * @returns their results; the first that passed has failed if the state has changed although all were refused
 */
export async function withoutEffect(
  { observe, settle }: EffectParts,
  run: () => Promise<readonly ProbeResult[]>,
): Promise<readonly ProbeResult[]> {
  const useless = observe === undefined || (await whyUseless(observe, settle)) !== undefined;
  const before = await observe?.();
  const results = await run();
  const first = results.find(({ outcome }) => outcome === 'passed');
  if (useless || first === undefined || results.some(({ outcome }) => outcome === 'failed')) return results;
  await wait(settle);
  if ((await observe()) === before) return results;
  const changed: ProbeResult = {
    probe: first.probe,
    outcome: 'failed',
    finding: 'refused-but-applied',
    detail: 'deliveries that were refused changed the observed state',
  };
  return results.map((result) => (result === first ? changed : result));
}

export async function probeDuplicate({
  receiver,
  created,
  observe,
  settle,
}: EffectParts): Promise<ProbeResult> {
  const probe = 'duplicate';
  const useless = observe && (await whyUseless(observe, settle));
  if (useless !== undefined) return unjudged(probe, useless);
  const delivery = newDelivery(created, receiver);
  const before = await observe?.();
  const first = await deliver(delivery, receiver);
  if (!isTaken(first)) return unjudged(probe, `the first of two deliveries ${describeResult(first)}`);
  const once = observe === undefined ? undefined : await afterEffect(observe, before ?? '', settle);
  const second = await deliver(secondAttempt(delivery), receiver);
  if (!isTaken(second))
    return {
      probe,
      outcome: 'failed',
      finding: 'duplicate-refused',
      detail: `the same delivery a second time ${describeResult(second)}`,
    };
  if (observe === undefined)
    return unjudged(probe, 'it was taken twice; --observe or --effects shows whether it counts twice');
  if (once === before) return unjudged(probe, 'a delivery does not change the observed state');
  await wait(settle);
  return (await observe()) === once
    ? { probe, outcome: 'passed', detail: 'the same delivery a second time changed nothing' }
    : {
        probe,
        outcome: 'failed',
        finding: 'duplicate-applied',
        detail: 'the same delivery a second time changed the observed state again',
      };
}

const failedOrder = (detail: string): ProbeResult => ({
  probe: 'reordered',
  outcome: 'failed',
  finding: 'order-dependent',
  detail,
});

/** Why the body of an update cannot show an order; `undefined` where it can. */
function whyUnordered({ changed, template: { topic } }: Delivery): string | undefined {
  if (!changed.has('times')) return `the body of ${topic} has no time, so no receiver can know the order`;
  return changed.has('marker')
    ? undefined
    : `the body of ${topic} has no name or e-mail to recognise an event by`;
}

/** Delivers an older event after a newer one. @returns the result; `undefined` where the newer one still counts */
async function deliverLate(
  { receiver, settle }: EffectParts,
  observe: Observe,
  late: Delivery,
  { newer, older, what }: { newer: string; older: string; what: string },
): Promise<ProbeResult | undefined> {
  const result = await deliver(late, receiver);
  if (!isTaken(result)) return failedOrder(`${what} ${describeResult(result)}`);
  await wait(settle);
  const state = await observe();
  if (state.includes(newer) && state.includes(older))
    return unjudged(
      'reordered',
      'the observed state shows both events; observe one that shows only the current value',
    );
  return state.includes(newer) ? undefined : failedOrder(`${what} replaced it in the observed state`);
}

export async function probeReordered(parts: EffectParts): Promise<ProbeResult> {
  const { receiver, created, updated, observe, settle } = parts;
  const probe = 'reordered';
  if (observe === undefined)
    return unjudged(probe, '--observe or --effects shows whether an older event replaces a newer one');
  const tag = receiver.ids.hex(10);
  const older = `vendouble-older-${tag}`;
  const event = (template: DeliveryTemplate, entity: Entity, marker: string, steps: number): Delivery =>
    newDelivery(template, receiver, { entity, marker, age: steps * APART });

  const known: Entity = new Map();
  const newer = `vendouble-newer-${tag}`;
  const current = event(updated, known, newer, 1);
  const useless = whyUnordered(current) ?? (await whyUseless(observe, settle));
  if (useless !== undefined) return unjudged(probe, useless);
  const before = await observe();
  for (const delivery of [event(created, known, `vendouble-first-${tag}`, 3), current]) {
    const result = await deliver(delivery, receiver);
    if (!isTaken(result)) return unjudged(probe, `a delivery in order ${describeResult(result)}`);
  }
  if (!(await afterEffect(observe, before, settle)).includes(newer))
    return unjudged(
      probe,
      `the observed state does not show the name or e-mail of a delivery of ${updated.topic} (${newer}); observe one that does`,
    );
  const replaced = await deliverLate(parts, observe, event(updated, known, older, 2), {
    newer,
    older,
    what: 'an older event after a newer one',
  });
  if (replaced !== undefined) return replaced;

  const unknown: Entity = new Map();
  const [early, first] = [`vendouble-early-${tag}`, `vendouble-begin-${tag}`];
  const overtaking = await deliver(event(updated, unknown, early, 1), receiver);
  if (!isTaken(overtaking))
    return failedOrder(`${updated.topic} before ${created.topic} ${describeResult(overtaking)}`);
  await wait(settle);
  const lost = await deliverLate(parts, observe, event(created, unknown, first, 2), {
    newer: early,
    older: first,
    what: `${created.topic} after ${updated.topic}`,
  });
  return lost ?? { probe, outcome: 'passed', detail: 'an older event after a newer one did not replace it' };
}
