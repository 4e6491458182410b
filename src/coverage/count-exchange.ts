/** Counts a recorded exchange. */
import type { RecordedExchange } from '../journal/exchange.ts';
import type { Coverage } from './coverage.ts';

/** @param world id of the world of the exchange */
export function countExchange(
  coverage: Coverage,
  { vendor, version, operation, request, reply, source, background }: RecordedExchange,
  world: string,
): void {
  if (background.fault !== undefined) coverage.struck(world, background.fault);
  const seen = { request, reply, refused: source === 'refusal', failure: background.cause };
  coverage.exchange(vendor, version, operation, seen);
}
