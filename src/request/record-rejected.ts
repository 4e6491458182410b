/** Records calls that were refused before they reached a vendor, so that you can list and explain them like other calls. */
import type { Reply } from '../core/vendor.ts';
import type { SecretNames } from '../journal/redact.ts';
import type { World } from '../worlds/world.ts';

export interface RejectedCall {
  /** First segment of the URL, even when there is no such vendor. */
  readonly vendor: string;
  /** The world that the call named, even when it does not exist; that of the journal when absent. */
  readonly world?: string | undefined;
  readonly secretNames?: SecretNames | undefined;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * @param keeper world whose journal keeps the call
 * @returns identifier of the exchange
 */
export function recordRejected(
  keeper: World,
  { vendor, world, secretNames, ...request }: RejectedCall,
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
    secretNames,
    request,
    reply,
    source: 'refusal',
    failure: null,
    issues: [],
    drift: [],
    evidence: null,
    milliseconds: 0,
    background: {
      cause: undefined,
      fault: undefined,
      collectionsRead: [],
      lookups: [],
      unmatched: false,
      weak: false,
    },
  });
  return id;
}
