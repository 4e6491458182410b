/** The User API, `POST /user`: one `identify` in a batch of one. */

import type { Handlers } from '../../core/handler.ts';
import { isObject } from '../../core/is-object.ts';
import { fail } from '../../core/vendor.ts';
import { FAILED } from './batch.ts';
import { bodyOf } from './body.ts';
import type { SequenceState } from './collections.ts';
import type { operations } from './contract.v1.gen.ts';
import { saveUser } from './save-user.ts';

/** The reply when nothing was stored. */
export const failedUser = (messageId: string) => ({
  success: true as const,
  total: 1 as const,
  errors: 0 as const,
  processed: 0 as const,
  batch: [{ messageId, success: false, processed: false, error: FAILED } as const],
});

export const users = {
  async createUser({ request, state, ids, now }) {
    const body = bodyOf(request.body);
    const { externalId: userId, ...traits } = isObject(body) ? body : {};
    const messageId = ids.uuid();
    const outcome = await saveUser({ userId, traits, context: {} }, { state, ids, now });
    // A thrown failure leaves nothing behind, not even a used id.
    if (outcome === 'refused') throw fail('not_processed');
    if (outcome === 'half') return { status: 200, body: failedUser(messageId) };
    return {
      status: 200,
      body: {
        success: true,
        total: 1,
        errors: 0,
        processed: 1,
        batch: [{ messageId, success: true, processed: true }],
      },
    };
  },
} satisfies Handlers<operations, SequenceState>;
