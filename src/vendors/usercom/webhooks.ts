/**
 * Automations with the action "Api call", which a customer builds in the web application: a trigger, an address, and a body.
 * They are declared in the configuration. That the body is the user is known from clients (Cyclr's guide to User.com); that
 * nothing is signed or repeated is assumed, because no source speaks of either. Topics are names of ours.
 */
import type { VendorWebhooks } from '../../core/webhook.ts';

export const webhooks: VendorWebhooks = {
  signer: 'none',
  retries: [],
  message: ({ event: { item }, ids }) => ({ id: ids.uuid(), body: item }),
};
