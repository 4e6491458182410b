/** An exchange as the journal is given it, told to the counter. */
import type { Recorded } from '../journal/exchange.ts';
import type { Coverage } from './coverage.ts';

/** @param world in which the exchange was */
export function count(
  coverage: Coverage,
  { vendor, version, operation, request, reply, source, background }: Recorded,
  world: string,
): void {
  if (background.fault !== undefined) coverage.struck(world, background.fault);
  const seen = { request, reply, refused: source === 'refusal', failure: background.cause };
  coverage.exchange(vendor, version, operation, seen);
}
