/** The webhooks of a vendor that describes none: the body is what the event is about, and nothing is retried. */
import type { VendorWebhooks } from '../core/webhook.ts';

export const plainWebhooks: VendorWebhooks = {
  signer: 'standard-webhooks',
  retries: [],
  message: ({ event: { item }, ids }) => ({ id: `msg_${ids.alphanumeric(27)}`, body: item }),
};
