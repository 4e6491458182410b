/**
 * Orders exchanges so that an identifier is used only behind the reply that first named it. Times alone do not: files from
 * several clients, and clocks that were set, mix them up.
 */
import { READING_METHODS } from '../core/http-methods.ts';
import { isObject } from '../core/is-object.ts';
import type { ReplayedExchange } from '../recordings/read-recording.ts';
import { readReply } from '../recordings/received-exchange.ts';
import { isVolatile } from './symbols.ts';

/** Identifiers in a body: at least three characters, so that counts and flags are not taken for them. */
function identifiersIn(value: unknown, name = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => identifiersIn(item, name));
  if (isObject(value)) return Object.entries(value).flatMap(([inside, item]) => identifiersIn(item, inside));
  const text = String(value);
  return text.length >= 3 && isVolatile(name, value) ? [text] : [];
}

export const READS: ReadonlySet<string> = new Set([...READING_METHODS, 'OPTIONS']);

const wordsOf = (text: string): readonly string[] => text.split(/[/?&=",:{}[\]\s]+/);

/** @returns by time, but causes first */
export function orderByCause(exchanges: readonly ReplayedExchange[]): readonly ReplayedExchange[] {
  const byTime = exchanges.toSorted((one, other) => one.recorded.at.localeCompare(other.recorded.at));
  const uses = byTime.map(
    ({ received: { request } }) => new Set(wordsOf(`${request.target} ${request.body.toString()}`)),
  );
  const namedBy = new Map<string, number>();
  /** By the client, so that no reply is their cause. */
  const chosen = new Set<string>();
  for (const [index, { received }] of byTime.entries()) {
    const reply = readReply(received);
    // A reply that only reads may name what another one has made.
    const isCause = !READS.has(received.request.method) && received.reply.status < 300;
    if (!isCause || !('value' in reply)) continue;
    const sent = received.request.body.toString();
    for (const id of identifiersIn(reply.value.body)) {
      if (sent.includes(id)) chosen.add(id);
      else if (uses[index]?.has(id) !== true && !namedBy.has(id)) namedBy.set(id, index);
    }
  }
  for (const id of chosen) namedBy.delete(id);
  const ordered: ReplayedExchange[] = [];
  const placed = new Set<number>();
  const place = (index: number): void => {
    if (placed.has(index)) return;
    placed.add(index);
    for (const word of uses[index] ?? []) {
      const cause = namedBy.get(word);
      if (cause !== undefined && cause > index) place(cause);
    }
    const exchange = byTime[index];
    if (exchange !== undefined) ordered.push(exchange);
  };
  for (const index of byTime.keys()) place(index);
  return ordered;
}
