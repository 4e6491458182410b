/** Serves a vendor by forwarding its calls to the real one, and validates and records what went by. */
import type { UpstreamConfig } from '../config/config.ts';
import { type Refusal, refusal, renderRefusal, toError } from '../core/emulator-error.ts';
import { createToken } from '../core/ids.ts';
import { sameSecret } from '../core/secret.ts';
import type { Guard } from '../http/guard.ts';
import { headersOf } from '../http/headers.ts';
import { mount } from '../http/mount.ts';
import { sendRefusal } from '../http/send-refusal.ts';
import { sendReply } from '../http/send-reply.ts';
import type { RawHeaders, ReceivedExchange } from '../recordings/received-exchange.ts';
import { scrubExchange } from '../recordings/recorded-exchange.ts';
import { createRecorder, type RecorderCounts } from '../recordings/recorder.ts';
import { createScrubRules } from '../recordings/scrub-rules.ts';
import { type Verdict, validateReceived } from '../recordings/validate-received.ts';
import { EXCHANGE_HEADER } from '../request/handle-request.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { type ForwardResult, forward } from './forward.ts';
import { rawHeaders, withoutOwn } from './forwarded-headers.ts';
import { journalExchange } from './journal-exchange.ts';
import { answersItself } from './spy.ts';
import { forwardStrictly } from './strict.ts';
import { openTarget, type UpstreamTarget } from './target.ts';

/** Serves one vendor: in a world, below the vendor's own URL. */
type Serve = ReturnType<typeof mount>;
type Incoming = Parameters<Serve>[0];
type Outgoing = Parameters<Serve>[1];
type Destination = Parameters<Serve>[2];

export interface VendorProxy {
  readonly service: Service;
  readonly target: UpstreamTarget;
  readonly handle: Serve;
  /** Whether the calls of a world go to the real vendor. */
  forwards(world: World): boolean;
  /** Why a call may not be forwarded; `undefined` when it may. */
  refuse(headers: Incoming['headers']): Refusal | undefined;
  /** What the vendor gets of a request's headers. */
  headersFor(incoming: Pick<Incoming, 'rawHeaders'>): RawHeaders;
  /** Waits until everything is validated and recorded. */
  close(): Promise<RecorderCounts>;
}

/** Header with the control plane's token, which calls from other machines need. */
const TOKEN_HEADER = 'x-vendouble-token';

export interface ProxyParts {
  readonly service: Service;
  readonly config: UpstreamConfig;
  readonly worlds: Worlds;
  readonly guard: Guard;
}

/** Whether a header is the emulator's own: a credential of one of its worlds, or the token of its control plane. */
function isOwnHeader(
  { service: { vendor }, worlds, guard }: ProxyParts,
  name: string,
  value: string,
): boolean {
  if (guard.token !== undefined && value.includes(guard.token)) return true;
  const key = vendor.keyOf({ [name]: value }, '');
  return key !== undefined && worlds.opened(vendor.name, key) !== undefined;
}

/** @throws {ConfigError} for an address that cannot be called. @throws {RecordingError} for a folder that cannot be recorded to */
export function createProxy(parts: ProxyParts): VendorProxy {
  const { service, config, guard } = parts;
  const target = openTarget(config);
  const recorder = config.record === undefined ? undefined : createRecorder(config.record, service, config);
  const rules = recorder?.rules ?? createScrubRules(service, Buffer.from(createToken()), config.keep ?? []);
  const emulate = mount(service);
  const pending = new Set<Promise<void>>();

  const forwards = ({ upstream = config.mode }: World): boolean => upstream !== 'emulate';

  const headersFor = (incoming: Pick<Incoming, 'rawHeaders'>): RawHeaders =>
    withoutOwn(rawHeaders(incoming), (name, value) => isOwnHeader(parts, name, value));

  const refuse = (headers: Incoming['headers']): Refusal | undefined => {
    const given = headers[TOKEN_HEADER];
    if (guard.token === undefined) return undefined;
    if (typeof given === 'string' && sameSecret(given, guard.token)) return undefined;
    return refusal(
      'TOKEN',
      401,
      `beyond the loopback interface the proxy needs the token of the control plane in ${TOKEN_HEADER}`,
    );
  };

  /** Validates, journals and records an exchange behind its reply. */
  const observe = (exchange: ReceivedExchange, id: string, world: World, known?: Verdict): void => {
    const work = (async (): Promise<void> => {
      const verdict = known ?? (await validateReceived(service, exchange, target.basePath));
      const scrubbed = scrubExchange(service.vendor.name, exchange, verdict, rules);
      journalExchange(world, id, exchange, scrubbed, { ...verdict, rules });
      await recorder?.add(scrubbed);
    })().catch((cause: unknown) => {
      recorder?.lose(toError(cause).message);
      service.report(toError(cause));
    });
    pending.add(work);
    void work.finally(() => pending.delete(work));
  };

  const settle = (
    result: ForwardResult,
    { incoming, outgoing, destination }: ProxiedCall,
    id: string,
    verdict?: Verdict,
  ): void => {
    const { world, path, query } = destination;
    if ('exchange' in result) return void observe(result.exchange, id, world, verdict);
    const { refusal: why, sent } = result;
    if (outgoing.destroyed && !outgoing.writableFinished && !sent) return;
    const goal = { vendor: service.vendor.name, path, query, secretNames: rules.secretNames };
    const delivery = sendRefusal(world, goal, incoming, why);
    if (!sent) sendReply(delivery, outgoing, world.clock.now());
  };

  const proxy = async (call: ProxiedCall): Promise<void> => {
    const { incoming, outgoing, destination } = call;
    const { world, path, query } = destination;
    const { id, now } = world.nextExchange();
    const forwarded = {
      incoming,
      outgoing,
      target: query === '' && !incoming.url.endsWith('?') ? path : `${path}?${query}`,
      headers: headersFor(incoming),
      at: now,
      replyHeaders: service.showEvidence ? [[EXCHANGE_HEADER, id] as const] : [],
    };
    const { strict = false } = config;
    if (strict === false) return settle(await forward(forwarded, target), call, id);
    const { result, verdict } = await forwardStrictly(service, forwarded, target, strict);
    settle(result, call, id, verdict);
  };

  return {
    service,
    target,
    forwards,
    refuse,
    headersFor,
    handle: (incoming, outgoing, destination) => {
      if (!forwards(destination.world)) return emulate(incoming, outgoing, destination);
      const why = refuse(incoming.headers);
      if (why !== undefined)
        return sendReply({ reply: renderRefusal(why) }, outgoing, destination.world.clock.now());
      const request = { ...destination, method: incoming.method, headers: headersOf(incoming) };
      if (config.spy !== undefined && answersItself(service, config.spy, request))
        return emulate(incoming, outgoing, destination);
      proxy({ incoming, outgoing, destination }).catch((cause: unknown) => {
        service.report(toError(cause));
        outgoing.destroy();
      });
    },
    close: async () => {
      target.connections.close();
      await Promise.all(pending);
      return (await recorder?.close()) ?? { recorded: 0, lost: 0, reason: undefined };
    },
  };
}

interface ProxiedCall {
  readonly incoming: Incoming;
  readonly outgoing: Outgoing;
  readonly destination: Destination;
}
