/** Explains what became of the events of a call, a line each: where they were sent, or why they were not. */
import type { Exchange } from '../journal/exchange.ts';
import type { Delivery } from '../worlds/deliveries.ts';
import { escapeTerminal } from './escape-terminal.ts';

const NO_TARGET =
  'not sent, because nobody receives it: subscribe with the API of the vendor, name a receiver under webhooks of the configuration, or add one with world.webhooks.register()';

/** How far the clocks of a signature and of the world may differ before somebody must know, in milliseconds. */
const TOLERANCE = 5 * 60_000;

function clocks({ at, signedAt }: Delivery['attempts'][number]): string {
  const apart = Math.abs(Date.parse(at) - Date.parse(signedAt));
  return apart > TOLERANCE
    ? `; it was signed at ${signedAt}, while the clock of the world showed ${at}: signedAt of the receiver says which of the two`
    : '';
}

function fate({ state, due, problem, attempts, drift }: Delivery): string {
  const last = attempts.at(-1);
  const times = attempts.length === 1 ? '' : ` after ${attempts.length} attempts`;
  const words: Readonly<Record<Delivery['state'], string>> = {
    waiting: `waits until ${due}${times}`,
    delivered: `delivered${times}`,
    collected: 'collected',
    failed: `given up${times}: ${problem}`,
    dropped: `not sent: ${problem}`,
  };
  const faults = attempts.flatMap(({ fault }) => fault ?? []);
  return [
    words[state],
    ...(faults.length > 0 ? [`; disturbed by ${faults.join(', ')}`] : []),
    ...(drift.length > 0 ? [`; its body breaks the contract: ${drift[0]}`] : []),
    ...(last === undefined ? [] : [clocks(last)]),
  ].join('');
}

/** @param deliveries those of the world */
export function explainWebhooks(
  { id, events = [] }: Exchange,
  deliveries: readonly Delivery[],
): readonly string[] {
  const caused = deliveries.filter(({ exchange }) => exchange === id);
  const topics = [...new Set(events.map(({ topic }) => topic))];
  return topics
    .flatMap((topic) => {
      const made = caused.filter((one) => one.topic === topic);
      if (made.length === 0) return [`${topic}: ${NO_TARGET}`];
      return made.map((one) => `${one.id} ${topic} to ${one.url ?? one.target}: ${fate(one)}`);
    })
    .map(escapeTerminal);
}
