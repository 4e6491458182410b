/** Keeps what was refused before its vendor saw it, so that it can be looked up and explained like any other call. */
import type { Reply } from '../core/vendor.ts';
import type { World } from '../worlds/world.ts';

export interface RejectedCall {
  /** First segment of the URL, whether or not there is such a vendor. */
  readonly vendor: string;
  /** As the call named it, whether or not there is one; the one that keeps the call when absent. */
  readonly world?: string | undefined;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @returns the name under which the journal of the world keeps the call */
export function recordRejected(
  keeper: World,
  { vendor, world, ...request }: RejectedCall,
  reply: Reply,
): string {
  const { id, now } = keeper.nextExchange();
  keeper.journal.add({
    id,
    world: world ?? keeper.id,
    at: now,
    vendor,
    version: null,
    operation: null,
    request,
    reply,
    source: 'refusal',
    failure: null,
    issues: [],
    drift: [],
    evidence: null,
    milliseconds: 0,
    background: { cause: undefined, fault: undefined, collectionsRead: [], lookups: [], weak: false },
  });
  return id;
}
