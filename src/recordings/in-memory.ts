/** Exchanges as a recording would have them, without one: scrubbed with a key that nobody keeps. */
import { createToken } from '../core/ids.ts';
import type { Service } from '../services/service.ts';
import type { ReplayedExchange } from './read-recording.ts';
import type { ReceivedExchange, ReceivedMessage } from './received-exchange.ts';
import { type RecordedMessage, scrubExchange } from './recorded-exchange.ts';
import { createScrubRules } from './scrub-rules.ts';
import { validateReceived } from './validate-received.ts';

function messageOf(
  { headers, omitted }: Pick<RecordedMessage, 'headers' | 'omitted'>,
  body: string | undefined,
): ReceivedMessage {
  const bytes = Buffer.from(body ?? '');
  return { headers, body: bytes, complete: omitted === undefined, size: bytes.length };
}

/** @param basePath path of the address that the vendor was called at */
export async function recordInMemory(
  service: Service,
  exchanges: readonly ReceivedExchange[],
  basePath: string,
): Promise<readonly ReplayedExchange[]> {
  const rules = createScrubRules(service, Buffer.from(createToken()), []);
  const recorded: ReplayedExchange[] = [];
  for (const [index, received] of exchanges.entries()) {
    const verdict = await validateReceived(service, received, basePath);
    const { exchange, requestBody, replyBody } = scrubExchange(service.vendor.name, received, verdict, rules);
    const { request, reply } = exchange;
    recorded.push({
      recorded: {
        ...exchange,
        id: `live-${index + 1}`,
        request: { ...request, body: null },
        reply: { ...reply, body: null },
      },
      received: {
        at: received.at,
        milliseconds: received.milliseconds,
        request: { method: request.method, target: request.target, ...messageOf(request, requestBody) },
        reply: { status: reply.status, ...messageOf(reply, replyBody) },
      },
    });
  }
  return recorded;
}
