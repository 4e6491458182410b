/** Operations on webhooks: who receives them, what was delivered, and what is taken by tests. */
import type { Control, NewWebhook } from '../control/control.ts';
import type { Handlers } from '../core/handler.ts';
import type { ExpectedDelivery } from '../webhooks/verify-deliveries.ts';
import type { Delivery } from '../worlds/deliveries.ts';
import type { components, operations } from './contract.gen.ts';

type Schemas = components['schemas'];

export const showDelivery = (delivery: Delivery): Schemas['Delivery'] => ({
  ...delivery,
  drift: [...delivery.drift],
  attempts: delivery.attempts.map((attempt) => ({ ...attempt, headers: { ...attempt.headers } })),
});

export const createWebhookHandlers = (control: Control) =>
  ({
    async listDeliveries({ query: { world, ...filter } }) {
      return { status: 200, body: { deliveries: control.deliveries(filter, world).map(showDelivery) } };
    },
    async flushDeliveries({ query }) {
      const made = await control.flushDeliveries(query.world);
      return { status: 200, body: { deliveries: made.map(showDelivery) } };
    },
    async replayDelivery({ query, body }) {
      return {
        status: 200,
        body: showDelivery(await control.replayDelivery(body.delivery, query.world)),
      };
    },
    async triggerWebhook({ query, body }) {
      const made = await control.triggerWebhook(body, query.world);
      return { status: 200, body: { deliveries: made.map(showDelivery) } };
    },
    async verifyDeliveries({ query, body }) {
      const verdict = await control.verifyDeliveries(body as ExpectedDelivery, query.world);
      return { status: 200, body: verdict.ok ? verdict : { ...verdict, closest: [...verdict.closest] } };
    },
    async settleDeliveries({ query }) {
      await control.deliveriesSettled(query.world);
      return { status: 204 };
    },
    async collectWebhooks({ query, body }) {
      control.collectWebhooks(body, query.world);
      return { status: 204 };
    },
    async takeWebhooks({ query, body }) {
      const taken = await control.takeWebhooks(body?.topic, query.world);
      return {
        status: 200,
        body: { webhooks: taken.map((hook) => ({ ...hook, headers: { ...hook.headers } })) },
      };
    },
    async listWebhookTargets({ query }) {
      return {
        status: 200,
        body: { targets: control.webhooks(query.world).map((target) => ({ ...target })) },
      };
    },
    async addWebhook({ query, body }) {
      return { status: 201, body: { ...control.addWebhook(body as NewWebhook, query.world) } };
    },
    async deleteWebhook({ path, query }) {
      control.deleteWebhook(path.target, query.world);
      return { status: 204 };
    },
  }) satisfies Handlers<operations, Record<never, never>>;
