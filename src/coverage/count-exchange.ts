/** Counts a recorded exchange. */
import type { RecordedExchange } from '../journal/exchange.ts';
import { isUnmatched } from '../journal/unmatched.ts';
import type { Coverage } from './coverage.ts';

/** @param world id of the world of the exchange */
export function countExchange(coverage: Coverage, recorded: RecordedExchange, world: string): void {
  const { vendor, version, operation, request, reply, source, background } = recorded;
  if (isUnmatched(recorded)) coverage.unmatched();
  if (background.fault !== undefined) coverage.struck(world, background.fault);
  const seen = { request, reply, refused: source === 'refusal', failure: background.cause };
  coverage.exchange(vendor, version, operation, seen);
}
