/** The Batch Import API, with the oddities that the vendor's own server showed. */

import type { Handlers } from '../../core/handler.ts';
import { isObject } from '../../core/is-object.ts';
import type { Json } from '../../core/store.ts';
import { fail } from '../../core/vendor.ts';
import { bodyOf } from './body.ts';
import type { SequenceState } from './collections.ts';
import type { operations } from './contract.v1.gen.ts';
import { saveEvent } from './events.ts';
import type { SaveContext } from './profile.ts';
import { saveUser } from './save-user.ts';

/** The spelling is the vendor's. */
export const FAILED = 'An error occured processing the event';

export interface Result {
  messageId?: Json;
  success: boolean;
  processed: boolean;
  error?: typeof FAILED;
}

/** Whether the element was processed; `undefined` when it failed. */
async function processed(element: Json, work: SaveContext): Promise<boolean | undefined> {
  // An array has no type, and elements without a known type are counted but not stored.
  if (Array.isArray(element)) return true;
  if (!isObject(element)) return undefined;
  const type = Object.hasOwn(element, 'type') ? element.type : undefined;
  if (type === 'track') {
    const outcome = await saveEvent(element, work);
    return outcome === 'refused' ? undefined : outcome === 'processed';
  }
  if (type === 'identify') {
    const { userId, traits, context } = element;
    return (await saveUser({ userId, traits, context }, work)) === 'processed' ? true : undefined;
  }
  return true;
}

export const batch = {
  async importBatch({ request, state, ids, now }) {
    const body = bodyOf(request.body);
    const elements = isObject(body) && Object.hasOwn(body, 'batch') ? body.batch : undefined;
    if (!Array.isArray(elements)) throw fail('no_batch');
    const results: Result[] = [];
    let count = 0;
    let current: Result | undefined;
    for (const element of elements as readonly Json[]) {
      let outcome: boolean | undefined;
      // The vendor fails on `null` before it makes a result, and repeats the one before as failed.
      if (element !== null) {
        const sent = isObject(element) && Object.hasOwn(element, 'messageId');
        current = { ...(sent ? { messageId: element.messageId } : {}), success: true, processed: false };
        outcome = await processed(element, { state, ids, now });
      }
      if (current === undefined) throw fail('null_first');
      if (outcome === undefined) Object.assign(current, { success: false, error: FAILED });
      if (outcome === true) {
        current.processed = true;
        count++;
      }
      results.push(current);
    }
    return {
      status: 200,
      body: { success: true, total: elements.length, errors: 0, processed: count, batch: results },
    };
  },
} satisfies Handlers<operations, SequenceState>;
