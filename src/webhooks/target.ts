/** Where a delivery goes, and how it is signed. Looked up for each attempt, so that changes count for what still waits. */
import type { WebhookTarget } from '../config/webhook-target.ts';
import { outboxOf, type QueuedDelivery, queuedIn } from '../core/outbox.ts';
import type { Collections, State } from '../core/store.ts';
import { STANDARD_RETRIES, type WebhookSubscription } from '../core/webhook.ts';
import type { Service } from '../services/service.ts';
import type { Waiting } from '../worlds/deliveries.ts';
import { plainWebhooks } from '../worlds/plain-webhooks.ts';
import type { World } from '../worlds/world.ts';
import { parseSigner, type Signer } from './signer.ts';

/** A receiver, with everything that its configuration leaves out. */
export interface Target {
  /** `null` where there is none to send to. */
  readonly url: string | null;
  /** Whether messages are kept instead of sent. */
  readonly collect: boolean;
  readonly secrets: readonly string[];
  readonly signer: Signer;
  /** Seconds to wait after each failed attempt. */
  readonly retries: readonly number[];
  readonly signedAt: 'world' | 'wall';
  readonly headers: Readonly<Record<string, string>>;
  /** The body with places to fill in; the message when `undefined`. */
  readonly template: unknown;
}

export type Resolved =
  | { readonly target: Target; readonly queued: QueuedDelivery }
  /** Why there is nothing to deliver any more. */
  | { readonly gone: string };

/** Address of a message that is collected and has no receiver. It is reserved for examples, so that nothing can be there. */
export const COLLECTED_URL = 'https://collected.example/webhooks';

const signerOf = (name: string): Signer => parseSigner(name) ?? { kind: 'none' };

/** A target with the defaults of its vendor. */
function completeTarget(target: WebhookTarget, { vendor }: Service): Target {
  const { signer, retries } = vendor.webhooks ?? plainWebhooks;
  const { url = null, collect = false, secret = [], signedAt } = target;
  return {
    url,
    collect,
    secrets: typeof secret === 'string' ? [secret] : secret,
    signer: signerOf(target.signer ?? signer),
    retries: target.retries === 'standard' ? STANDARD_RETRIES : (target.retries ?? retries),
    signedAt: signedAt ?? (collect ? 'world' : 'wall'),
    headers: target.headers ?? {},
    template: target.body,
  };
}

const subscribed = ({ url, secret }: WebhookSubscription): WebhookTarget => ({
  url,
  secret: secret ?? undefined,
});

async function targetOf(
  name: string,
  service: Service,
  { webhooks }: World,
  state: State<Collections>,
): Promise<WebhookTarget | string> {
  const [kind, id = ''] = name.split(/:(.*)/s, 2);
  switch (kind) {
    case 'subscription': {
      const found = await service.vendor.webhooks?.subscription?.(id, state);
      return found === undefined ? 'its subscription was removed or is not active' : subscribed(found);
    }
    case 'configured':
      return service.webhooks[Number(id)] ?? 'its receiver was taken out of the configuration';
    case 'registered':
      return webhooks.registered.get(id) ?? 'its receiver was removed';
    default:
      return { collect: true, ...webhooks.collecting };
  }
}

/** Reads what waits, and where it goes. */
export async function resolve(service: Service, world: World, { scope, queued }: Waiting): Promise<Resolved> {
  return world.store.transaction(scope, service.collections, async ({ state }): Promise<Resolved> => {
    const now = await queuedIn(outboxOf(state), queued.id);
    if (now === undefined) return { gone: 'the records of its account were replaced' };
    const found = await targetOf(now.target, service, world, state);
    if (typeof found === 'string') return { gone: found };
    const collects = world.webhooks.collecting === undefined ? {} : { collect: true as const };
    return { target: completeTarget({ ...found, ...collects }, service), queued: now };
  });
}
